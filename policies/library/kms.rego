# METADATA
# title: KMS keys
package library.kms

# METADATA
# description: |
#   Whether a value names the key of this id or ARN: "yes", "no" or "unknown". An id and an ARN that ends with it are the same key;
#   what an alias stands for, and which key AWS takes when none is named, is not in the plan.
is_key(v, expected) := "yes" if {
	is_string(v)
	key_id(v) == key_id(expected)
} else := "no" if {
	is_string(v)
	regex.match(`^[0-9A-Za-z-]+$`, key_id(v))
	not contains(v, "alias/")
	not contains(expected, "alias/")
} else := "unknown"

key_id(key) := parts[count(parts) - 1] if parts := split(key, "/")
