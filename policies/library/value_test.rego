package library.value_test

import data.library.fixtures
import data.library.value

everything := [
	null, true, false, "", "true", "false", "TRUE", "text", 0, 1, -1, 22, 22.5, "22", "022", "2 2", [], {}, [1], {"a": 1},
	fixtures.unset, fixtures.unknown, fixtures.missing, fixtures.reference("aws_kms_key.a", "arn"), fixtures.template(["a"]),
	{"$symbol": "invented"}, {"$symbol": null}, {"$symbol": "template"}, {"$symbol": "reference"},
]

test_every_function_has_an_answer_for_every_value[case] if {
	some v in everything
	case := json.marshal(v)
	value.boolean(v) in {"true", "false", "unset", "unknown"}
	value.presence(v) in {"present", "absent", "unknown"}
	is_array(value.elements(v))
	answers := [value.whole_number(v), value.attribute(v, "a")]
	count(answers) == 2
}

test_boolean[case] if {
	some [v, want] in [
		[true, "true"], ["true", "true"], [false, "false"], ["false", "false"],
		[null, "unset"], ["", "unset"], [fixtures.unset, "unset"],
		[fixtures.unknown, "unknown"], [fixtures.missing, "unknown"], [fixtures.reference("var.a", "b"), "unknown"],
		["TRUE", "unknown"], [1, "unknown"], [0, "unknown"], [[true], "unknown"], [{}, "unknown"],
	]
	case := json.marshal(v)
	value.boolean(v) == want
}

test_presence[case] if {
	some [v, want] in [
		[null, "absent"], ["", "absent"], [[], "absent"], [{}, "absent"], [fixtures.unset, "absent"],
		["arn:aws:kms", "present"], [0, "present"], [false, "present"], [["a"], "present"], [[fixtures.unknown], "present"],
		[fixtures.reference("aws_kms_key.data", "arn"), "present"],
		[fixtures.reference("data.aws_kms_key.data", "id"), "present"],
		[fixtures.reference("aws_kms_key.data", "key_id"), "present"],
		[fixtures.reference("aws_key_pair.own", "key_name"), "present"],
		[fixtures.reference("aws_iam_role.own", "name"), "present"],
		[fixtures.reference("aws_ebs_volume.other", "kms_key_id"), "unknown"],
		[fixtures.template(["arn:aws:kms:", fixtures.unknown]), "present"],
		[fixtures.template([fixtures.reference("aws_kms_key.data", "id"), fixtures.unknown]), "present"],
		[fixtures.template([fixtures.unknown, ""]), "unknown"],
		[fixtures.template([fixtures.reference("aws_a.b", "c")]), "unknown"],
		[fixtures.unknown, "unknown"], [fixtures.missing, "unknown"],
		[mentions(["aws_kms_key.data.arn"]), "present"],
		[mentions(["aws_kms_key.data.arn", "aws_kms_key.other.id"]), "present"],
		[mentions(["module.keys.aws_kms_key.data[0].arn"]), "present"],
		[mentions(["aws_kms_key.data.arn", "var.encrypt"]), "unknown"],
		[mentions(["var.arn"]), "unknown"], [mentions(["local.key.arn"]), "unknown"], [mentions(["module.keys.arn"]), "unknown"],
		[mentions(["aws_ebs_volume.other.kms_key_id"]), "unknown"],
	]
	case := json.marshal(v)
	value.presence(v) == want
}

test_presence_of_text[case] if {
	some [v, want] in [
		["a", "present"], [fixtures.reference("aws_kms_key.data", "arn"), "present"],
		[null, "absent"], ["", "absent"], [fixtures.unset, "absent"],
		[fixtures.unknown, "unknown"], [fixtures.missing, "unknown"],
		[0, "unknown"], [false, "unknown"], [["a"], "unknown"], [[], "unknown"], [{}, "unknown"], [{"a": "a"}, "unknown"],
	]
	case := json.marshal(v)
	value.presence_of_text(v) == want
}

test_presence_of_list[case] if {
	some [v, want] in [
		[["a"], "present"], [[{}], "unknown"], [[fixtures.unknown], "present"], [[null, "a"], "present"],
		[mentions(["aws_subnet.a.id"]), "present"],
		[null, "absent"], [[], "absent"], [fixtures.unset, "absent"],
		[fixtures.unknown, "unknown"], [fixtures.missing, "unknown"],
		["", "unknown"], ["a", "unknown"], [0, "unknown"], [{}, "unknown"], [{"a": "a"}, "unknown"],
		[[null], "unknown"], [[""], "unknown"], [[["a"]], "unknown"], [[0], "unknown"],
	]
	case := json.marshal(v)
	value.presence_of_list(v) == want
}

test_presence_of_blocks[case] if {
	some [v, want] in [
		[[{}], "present"], [[{"a": "a"}], "present"], [[fixtures.unknown], "present"],
		[null, "absent"], [[], "absent"], [fixtures.unset, "absent"],
		[fixtures.unknown, "unknown"], ["a", "unknown"], [{"a": "a"}, "unknown"], [[null], "unknown"], [["a"], "unknown"],
	]
	case := json.marshal(v)
	value.presence_of_blocks(v) == want
}

mentions(references) := {"$symbol": "unknown", "references": references}

test_elements[case] if {
	some [v, want] in [
		[null, []], [[], []], [fixtures.unset, []],
		[["a", fixtures.unknown], [{"index": "[0]", "value": "a"}, {"index": "[1]", "value": fixtures.unknown}]],
		[fixtures.unknown, [{"index": "", "value": value.unreadable}]],
		[fixtures.missing, [{"index": "", "value": value.unreadable}]],
		["text", [{"index": "", "value": value.unreadable}]],
		["", [{"index": "", "value": value.unreadable}]],
		[{"a": 1}, [{"index": "", "value": value.unreadable}]],
	]
	case := json.marshal(v)
	value.elements(v) == want
}

test_attribute[case] if {
	some [v, want] in [
		[{"a": 1}, 1], [{"a": null}, null], [{"a": fixtures.unset}, fixtures.unset],
		[{"b": 1}, value.unreadable], [fixtures.unknown, value.unreadable], [null, value.unreadable], ["a", value.unreadable],
		[fixtures.reference("aws_a.b", "c"), value.unreadable],
	]
	case := json.marshal(v)
	value.attribute(v, "a") == want
}

test_of if {
	resource := fixtures.resource("aws_a.b", {"a": 1})
	value.of(resource, "a") == 1
	value.of(resource, "b") == value.unreadable
}

test_what_is_unreadable_is_unknown if value.unreadable == fixtures.unknown

test_attribute_does_not_look_into_symbols if {
	value.attribute(fixtures.reference("aws_a.b", "c"), "address") == value.unreadable
}

test_whole_number[case] if {
	some [v, want] in [
		[22, 22], ["22", 22], ["-1", -1], ["0", 0], [0, 0],
		[null, "unset"], ["", "unset"], [fixtures.unset, "unset"],
		[22.5, "unknown"], ["22.5", "unknown"], ["022", "unknown"], [" 22", "unknown"], ["1e3", "unknown"], [true, "unknown"],
		[fixtures.unknown, "unknown"], [[22], "unknown"],
		[999999999999999, 999999999999999], [1000000000000000, "unknown"], [-1000000000000000, "unknown"], [1e308, "unknown"],
	]
	case := json.marshal(v)
	value.whole_number(v) == want
}
