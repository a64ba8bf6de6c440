package library.trail_records_test

import data.library.fixtures
import data.library.trail_records

recorder(overrides) := fixtures.resource("aws_cloudtrail.t", object.union(
	{"enable_logging": true, "event_selector": [], "advanced_event_selector": []},
	overrides,
))

basic(overrides) := object.union(
	{"read_write_type": "All", "include_management_events": true, "exclude_management_event_sources": null, "data_resource": []},
	overrides,
)

objects(values) := {"data_resource": [{"type": "AWS::S3::Object", "values": values}]}

field(name, values) := {"field": name, "equals": values, "not_equals": null, "starts_with": null}

advanced(list) := {"advanced_event_selector": [{"name": null, "field_selector": list}]}

data_of_s3 := [field("eventCategory", ["Data"]), field("resources.type", ["AWS::S3::Object"])]

management(overrides) := trail_records.records_all(recorder(overrides), trail_records.management_events)

s3(overrides) := trail_records.records_all(recorder(overrides), trail_records.s3_events(["*"]))

test_management_events[note] if {
	some note, [overrides, want] in {
		"no selector": [{}, "yes"],
		"not logging": [{"enable_logging": false}, "no"],
		"logging left out": [{"enable_logging": null}, "yes"],
		"logging unknown": [{"enable_logging": fixtures.unknown}, "unknown"],
		"basic": [{"event_selector": [basic({})]}, "yes"],
		"basic, all left out": [{"event_selector": [basic({"read_write_type": null, "include_management_events": null})]}, "yes"],
		"reading only": [{"event_selector": [basic({"read_write_type": "ReadOnly"})]}, "no"],
		"writing only": [{"event_selector": [basic({"read_write_type": "WriteOnly"})]}, "no"],
		"reading in one, writing in another": [{"event_selector": [basic({"read_write_type": "ReadOnly"}), basic({"read_write_type": "WriteOnly"})]}, "yes"],
		"unknown halves": [{"event_selector": [basic({"read_write_type": fixtures.unknown})]}, "unknown"],
		"malformed halves": [{"event_selector": [basic({"read_write_type": "Some"})]}, "unknown"],
		"none": [{"event_selector": [basic({"include_management_events": false})]}, "no"],
		"perhaps none": [{"event_selector": [basic({"include_management_events": fixtures.unknown})]}, "unknown"],
		"but those of some services": [{"event_selector": [basic({"exclude_management_event_sources": ["kms.amazonaws.com"]})]}, "no"],
		"but perhaps those of some services": [{"event_selector": [basic({"exclude_management_event_sources": fixtures.unknown})]}, "unknown"],
		"selectors unknown": [{"event_selector": fixtures.unknown}, "unknown"],
		"data events only": [advanced(data_of_s3), "no"],
		"advanced": [advanced([field("eventCategory", ["Management"])]), "yes"],
		"advanced, reading only": [advanced([field("eventCategory", ["Management"]), field("readOnly", ["true"])]), "no"],
		"advanced, both": [advanced([field("eventCategory", ["Management"]), field("readOnly", ["true", "false"])]), "yes"],
		"advanced, but those of some services": [advanced([field("eventCategory", ["Management"]), field("eventSource", null)]), "no"],
		"advanced, unknown": [{"advanced_event_selector": fixtures.unknown}, "unknown"],
	}
	management(overrides) == want
}

test_s3_events[note] if {
	some note, [overrides, want] in {
		"no selector": [{}, "no"],
		"all": [{"event_selector": [basic(objects(["arn:aws:s3"]))]}, "yes"],
		"all, in other words": [{"event_selector": [basic(objects(["arn:aws-cn:s3:::"]))]}, "yes"],
		"all, in the words of the government's partition": [{"event_selector": [basic(objects(["arn:aws-us-gov:s3"]))]}, "yes"],
		"one bucket": [{"event_selector": [basic(objects(["arn:aws:s3:::a/"]))]}, "no"],
		"one bucket, and all": [{"event_selector": [basic(objects(["arn:aws:s3:::a/", "arn:aws:s3"]))]}, "yes"],
		"an unknown bucket": [{"event_selector": [basic(objects([fixtures.unknown]))]}, "unknown"],
		"an unknown bucket, and all": [{"event_selector": [basic(objects([fixtures.unknown, "arn:aws:s3"]))]}, "yes"],
		"unknown buckets": [{"event_selector": [basic(objects(fixtures.unknown))]}, "unknown"],
		"of functions": [{"event_selector": [basic({"data_resource": [{"type": "AWS::Lambda::Function", "values": ["arn:aws:s3"]}]})]}, "no"],
		"of unknown resources": [{"event_selector": [basic({"data_resource": fixtures.unknown})]}, "unknown"],
		"reading only": [{"event_selector": [object.union(basic(objects(["arn:aws:s3"])), {"read_write_type": "ReadOnly"})]}, "no"],
		"advanced": [advanced(data_of_s3), "yes"],
		"advanced, order of a set": [advanced(array.reverse(data_of_s3)), "yes"],
		"advanced, both halves": [advanced(array.concat(data_of_s3, [field("readOnly", ["false", "true"])])), "yes"],
		"advanced, reading": [advanced(array.concat(data_of_s3, [field("readOnly", ["true"])])), "no"],
		"advanced, writing": [advanced(array.concat(data_of_s3, [field("readOnly", ["false"])])), "no"],
		"advanced, reading unknown": [advanced(array.concat(data_of_s3, [field("readOnly", [fixtures.unknown])])), "unknown"],
		"advanced, reading in one and writing in another": [
			{"advanced_event_selector": [
				{"field_selector": array.concat(data_of_s3, [field("readOnly", ["true"])])},
				{"field_selector": array.concat(data_of_s3, [field("readOnly", ["false"])])},
			]},
			"yes",
		],
		"advanced, narrowed": [advanced(array.concat(data_of_s3, [field("resources.ARN", null)])), "no"],
		"advanced, perhaps narrowed": [advanced(array.concat(data_of_s3, [fixtures.unknown])), "unknown"],
		"advanced, of functions": [advanced([field("eventCategory", ["Data"]), field("resources.type", ["AWS::Lambda::Function"])]), "no"],
		"advanced, of an unknown category": [advanced([field("eventCategory", [fixtures.unknown]), field("resources.type", ["AWS::S3::Object"])]), "unknown"],
		"advanced, of any type": [advanced([field("eventCategory", ["Data"])]), "no"],
		"advanced, malformed": [advanced([field("eventCategory", "Data")]), "no"],
	}
	s3(overrides) == want
}

test_named_buckets if {
	some_buckets := recorder({"event_selector": [basic(objects(["arn:aws:s3:::a/", "arn:aws:s3:::b/"]))]})
	trail_records.records_all(some_buckets, trail_records.s3_events(["a", "b"])) == "yes"
	trail_records.records_all(some_buckets, trail_records.s3_events(["a", "c"])) == "no"
}

test_several_trails if {
	reading := recorder({"event_selector": [object.union(basic(objects(["arn:aws:s3"])), {"read_write_type": "ReadOnly"})]})
	writing := recorder({"event_selector": [object.union(basic(objects(["arn:aws:s3"])), {"read_write_type": "WriteOnly"})]})
	idle := object.union(writing, {"after": {"enable_logging": false}})
	trail_records.some_records([reading, writing], trail_records.s3_events(["*"])) == "yes"
	trail_records.some_records([reading], trail_records.s3_events(["*"])) == "no"
	trail_records.some_records([reading, idle], trail_records.s3_events(["*"])) == "no"
	trail_records.some_records([], trail_records.s3_events(["*"])) == "no"
}
