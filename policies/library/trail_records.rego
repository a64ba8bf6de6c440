# METADATA
# title: CloudTrail trails
# description: >-
#   What trails record, whether it is written in basic or in advanced event selectors. Answers are "yes", "no" or "unknown".
#   https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
package library.trail_records

import data.library.logic
import data.library.value

# METADATA
# description: Whether a trail records at all. It does unless it says otherwise.
is_logging(trail) := {"true": "yes", "unset": "yes", "false": "no", "unknown": "unknown"}[value.boolean(trail.after.enable_logging)]

# METADATA
# description: Whether one of these trails that are logging records every one of these events.
some_records(trails, events) := logic.all({answer |
	some event in events
	answer := logic.any({"no"} | {records_now(trail, event) | some trail in trails})
})

# METADATA
# description: Whether a trail is logging and records every one of these events.
records_all(trail, events) := logic.all({records_now(trail, event) | some event in events})

records_now(trail, event) := logic.all({is_logging(trail), records(trail, event)})

# METADATA
# description: |
#   Management events, and data events of all S3 objects or of those in one bucket; reading and writing are events of their own, as selectors may take
#   either: {category, half: "read" or "write", bucket: "*" or a name}.
management_events := [{"category": "Management", "half": half, "bucket": ""} | some half in ["read", "write"]]

s3_events(buckets) := [{"category": "Data", "half": half, "bucket": bucket} |
	some bucket in buckets
	some half in ["read", "write"]
]

# METADATA
# description: Whether some selector takes the event. A trail without selectors records all management events, and nothing else.
records(trail, event) := logic.any({"no"} | {takes(selector, event) | some selector in selectors(trail)})

selectors(trail) := [{"kind": "none", "block": {}}] if {
	written_selectors(trail) == []
} else := written_selectors(trail)

written_selectors(trail) := array.concat(
	[{"kind": "basic", "block": element.value} | some element in value.elements(trail.after.event_selector)],
	[{"kind": "advanced", "block": element.value} | some element in value.elements(trail.after.advanced_event_selector)],
)

takes(selector, event) := {"Management": "yes", "Data": "no"}[event.category] if {
	selector.kind == "none"
} else := takes_basic(selector.block, event) if {
	selector.kind == "basic"
} else := takes_advanced(fields(selector.block), event)

# What a selector says of reading and writing.
takes_half(v, half) := "yes" if {
	value.is_unset(v)
} else := {
	"All": {"read": "yes", "write": "yes"},
	"ReadOnly": {"read": "yes", "write": "no"},
	"WriteOnly": {"read": "no", "write": "yes"},
}[v][half] if {
	v in {"All", "ReadOnly", "WriteOnly"}
} else := "unknown"

takes_basic(block, event) := logic.all({
	takes_half(value.attribute(block, "read_write_type"), event.half),
	takes_management(block),
}) if {
	event.category == "Management"
} else := logic.all({
	takes_half(value.attribute(block, "read_write_type"), event.half),
	takes_objects(block, event.bucket),
})

# A trail that leaves out the events of some services does not record all management events.
takes_management(block) := logic.all({
	{"true": "yes", "unset": "yes", "false": "no", "unknown": "unknown"}[value.boolean(value.attribute(block, "include_management_events"))],
	{"absent": "yes", "present": "no", "unknown": "unknown"}[value.presence(value.attribute(block, "exclude_management_event_sources"))],
})

takes_objects(block, bucket) := logic.any({"no"} | {answer |
	some resource in value.elements(value.attribute(block, "data_resource"))
	some arn in value.elements(value.attribute(resource.value, "values"))
	answer := logic.all({is_text(value.attribute(resource.value, "type"), {"AWS::S3::Object"}), is_text(arn.value, arns(bucket))})
})

# All objects, in the words that CloudTrail takes, or those of one bucket.
arns(bucket) := {arn |
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	some arn in [$"arn:{partition}:s3", $"arn:{partition}:s3:::", $"arn:{partition}:s3:::{bucket}/"]
}

is_text(v, expected) := "yes" if {
	v in expected
} else := "no" if {
	is_string(v)
} else := "unknown"

fields(block) := [field.value | some field in value.elements(value.attribute(block, "field_selector"))]

takes_advanced(list, event) := logic.all({
	field_is(list, "eventCategory", event.category),
	takes_resources(list, event.category),
	takes_read_only(list, event.half),
	is_not_narrowed(list, event.category),
})

takes_resources(list, category) := "yes" if {
	category == "Management"
} else := field_is(list, "resources.type", "AWS::S3::Object")

# Whether exactly this value of a field is taken.
field_is(list, name, expected) := logic.any({"no"} | {answer |
	some field in list
	answer := logic.all({is_text(value.attribute(field, "field"), {name}), is_equals(field, [expected])})
})

is_equals(field, expected) := "yes" if {
	value.attribute(field, "equals") == expected
} else := "no" if {
	every element in value.elements(value.attribute(field, "equals")) {
		is_string(element.value)
	}
} else := "unknown"

# The field readOnly takes reading or writing only; without it both are taken.
takes_read_only(list, half) := logic.all({"yes"} | {answer |
	some field in list
	is_text(value.attribute(field, "field"), {"readOnly"}) != "no"
	answer := logic.any({is_equals(field, [{"read": "true", "write": "false"}[half]]), is_both(field)})
})

is_both(field) := "yes" if {
	{element.value | some element in value.elements(value.attribute(field, "equals"))} == {"true", "false"}
} else := "no"

# Any other field takes some events only.
is_not_narrowed(list, category) := logic.all({"yes"} | {answer |
	some field in list
	answer := is_text(value.attribute(field, "field"), plain_fields[category])
})

plain_fields := {"Management": {"eventCategory", "readOnly"}, "Data": {"eventCategory", "readOnly", "resources.type"}}
