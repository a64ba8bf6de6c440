# METADATA
# title: Three-valued logic
# description: >-
#   A plan may leave a question open, so its answer is "yes", "no" or "unknown". Answers are a set or an array.
package library.logic

# METADATA
# description: Yes if one is; no only if all are, and there is one.
any(answers) := "yes" if {
	"yes" in answers
} else := "no" if {
	"no" in answers
	every answer in answers {
		answer == "no"
	}
} else := "unknown"

# METADATA
# description: No if one is; yes only if all are, and there is one.
all(answers) := "no" if {
	"no" in answers
} else := "yes" if {
	"yes" in answers
	every answer in answers {
		answer == "yes"
	}
} else := "unknown"
