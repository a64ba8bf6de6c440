# METADATA
# title: Schedules
# description: How often an AWS schedule expression runs. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
package library.schedule

# METADATA
# description: |
#   The most hours between two runs of a cron or rate expression, a number or "unknown". Told are expressions that run every day, on one day of the week or on
#   one day of the month.
hours_between(text) := hours_of_rate(text) if {
	regex.match(`^rate\([1-9][0-9]{0,8} (minute|hour|day)s?\)$`, text)
} else := hours_of_cron(fields) if {
	startswith(text, "cron(")
	fields := [field | some field in split(trim_suffix(trim_prefix(text, "cron("), ")"), " "); field != ""]
	count(fields) == 6
} else := "unknown"

hours_of_rate(text) := to_number(number) * {"minute": 1 / 60, "hour": 1, "day": 24}[trim_suffix(unit, "s")] if {
	[number, unit] := split(trim_suffix(trim_prefix(text, "rate("), ")"), " ")
}

# Minutes, hours, day of month, month, day of week, year.
hours_of_cron(fields) := "unknown" if {
	not is_every_month(fields)
} else := hours_of_day(fields[1]) if {
	is_every("day", fields[2])
	is_every("weekday", fields[4])
} else := 7 * 24 if {
	is_every("day", fields[2])
	regex.match(`^([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)$`, upper(fields[4]))
	is_hour(fields[1])
} else := 31 * 24 if {
	regex.match(`^([1-9]|1[0-9]|2[0-8])$`, fields[2])
	is_every("weekday", fields[4])
	is_hour(fields[1])
} else := "unknown"

is_every_month(fields) if {
	is_minute(fields[0])
	is_every("month", fields[3])
	is_every("year", fields[5])
}

# What is every day of a week is not every day of a month.
is_every(unit, field) if field in {
	"day": {"*", "?", "*/1", "1/1", "1-31"},
	"month": {"*", "*/1", "1/1", "1-12", "JAN-DEC"},
	"weekday": {"*", "?", "*/1", "1/1", "1-7", "MON-SUN", "SUN-SAT"},
	"year": {"*", "*/1"},
}[unit]

is_minute(field) if regex.match(`^([0-9]|[1-5][0-9])$`, field)

is_hour(field) if regex.match(`^(0?[0-9]|1[0-9]|2[0-3])$`, field)

# Every hour, every so many hours from midnight on, or at certain hours.
hours_of_day(field) := 1 if {
	field == "*"
} else := to_number(step) if {
	regex.match(`^([*]|0)/([1-9]|1[0-9]|2[0-3])$`, field)
	[_, step] := split(field, "/")
} else := most_between([hour_of[hour] | some hour in split(field, ",")]) if {
	every hour in split(field, ",") {
		is_hour(hour)
	}
} else := "unknown"

hour_of[text] := hour if {
	some hour in numbers.range(0, 23)
	some text in [format_int(hour, 10), concat("", ["0", format_int(hour, 10)])]
}

# From each hour to the next one, and from the last to the first of the next day.
most_between(hours) := max([gap |
	some hour in hours
	gap := min([later | some other in hours; later := later_than(other, hour)]) - hour
])

later_than(other, hour) := other if {
	other > hour
} else := other + 24
