package rules.ec2.ec2_instance_no_public_ip_test

import data.library.fixtures
import data.rules.ec2.ec2_instance_no_public_ip

judge(resources) := fixtures.brief(found) if {
	found := ec2_instance_no_public_ip.evaluations with input as fixtures.plan(resources)
}

instance(public) := in_subnet(public, fixtures.elsewhere)

in_subnet(public, link) := fixtures.linked(
	fixtures.resource("aws_instance.i", {"associate_public_ip_address": public, "launch_template": [], "subnet_id": fixtures.unknown}),
	{"subnet_id": link},
)

violation(reason) := {$"NON_COMPLIANT aws_instance.i associate_public_ip_address: {reason}"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_instance.i associate_public_ip_address: {reason}"}

test_instance[note] if {
	some note, [public, want] in {
		"none": [false, set()],
		"own": [true, violation("own")],
		"unknown": [fixtures.unknown, doubt("unknown")],
		"by reference": [fixtures.reference("aws_instance.o", "associate_public_ip_address"), doubt("unknown")],
		"malformed": [1, doubt("unknown")],
		"left out, in a subnet elsewhere": [fixtures.unset, doubt("subnet_elsewhere")],
		"null, in a subnet elsewhere": [null, doubt("subnet_elsewhere")],
	}
	judge([instance(public)]) == want
}

test_spot_request if {
	spot := object.union(instance(true), {"address": "aws_spot_instance_request.i", "type": "aws_spot_instance_request"})
	judge([spot]) == {"NON_COMPLIANT aws_spot_instance_request.i associate_public_ip_address: own"}
}

test_subnet[note] if {
	some type in ["aws_subnet", "aws_default_subnet"]
	some name, [map, want] in {
		"public": [true, violation("subnet")],
		"not public": [false, set()],
		"unknown": [fixtures.unknown, doubt("subnet_elsewhere")],
		"left out": [null, doubt("subnet_elsewhere")],
	}
	note := $"{type} {name}"
	judge([in_subnet(fixtures.unset, fixtures.to([$"{type}.s"])), fixtures.resource($"{type}.s", {"map_public_ip_on_launch": map})]) == want
}

test_one_of_two_subnets if {
	subnets := [fixtures.resource("aws_subnet.a", {"map_public_ip_on_launch": true}), fixtures.resource("aws_subnet.b", {"map_public_ip_on_launch": false})]
	judge(array.concat([in_subnet(fixtures.unset, fixtures.to(["aws_subnet.a", "aws_subnet.b"]))], subnets)) == doubt("subnet_elsewhere")
}

from_template(link) := fixtures.linked(
	fixtures.resource("aws_instance.i", {"associate_public_ip_address": fixtures.unset, "launch_template": [{"id": fixtures.unknown}], "subnet_id": fixtures.unset}),
	{"launch_template.id": link, "subnet_id": fixtures.elsewhere},
)

interface(public) := {"associate_public_ip_address": public}

test_launch_template[note] if {
	the_template := fixtures.to(["aws_launch_template.t"])
	some note, [link, interfaces, want] in {
		"public": [the_template, [interface("true")], violation("template")],
		"not public": [the_template, [interface("false")], set()],
		"second public": [the_template, [interface("false"), interface("true")], violation("template")],
		"unknown": [the_template, [interface(fixtures.unknown)], doubt("unknown")],
		"left out": [the_template, [interface(null)], doubt("subnet_elsewhere")],
		"left out of the second": [the_template, [interface("false"), interface(null)], doubt("subnet_elsewhere")],
		"no interfaces": [the_template, [], doubt("subnet_elsewhere")],
		"elsewhere": [fixtures.elsewhere, [], doubt("unknown")],
	}
	judge([from_template(link), fixtures.resource("aws_launch_template.t", {"network_interfaces": interfaces})]) == want
}

test_elastic_address[note] if {
	some note, [type, attribute] in {"address": ["aws_eip", "instance"], "association": ["aws_eip_association", "instance_id"]}
	address := fixtures.linked(fixtures.resource($"{type}.e", {attribute: fixtures.unknown}), {attribute: fixtures.to(["aws_instance.i"])})
	judge([instance(false), address]) == {"NON_COMPLIANT aws_instance.i null: elastic"}
}

test_elastic_address_of_some_instance[note] if {
	some type, attribute in {"aws_eip": "instance", "aws_eip_association": "instance_id"}
	address := fixtures.linked(fixtures.resource($"{type}.e", {attribute: fixtures.unknown}), {attribute: fixtures.ambiguous})
	some name, [public, want] in {
		"none of its own": [false, {"INSUFFICIENT_DATA aws_instance.i null: elastic_unknown"}],
		"its own": [true, violation("own")],
		"unknown": [fixtures.unknown, doubt("unknown")],
	}
	note := $"{type}: {name}"
	judge([instance(public), address]) == want
}

# What has no public address of its own may still get an Elastic IP.
test_elastic_address_of_some_instance_without_its_own[note] if {
	address := fixtures.linked(fixtures.resource("aws_eip.e", {"instance": fixtures.unknown}), {"instance": fixtures.ambiguous})
	some note, resources in {
		"by its template": [from_template(fixtures.to(["aws_launch_template.t"])), fixtures.resource("aws_launch_template.t", {"network_interfaces": [interface("false")]})],
		"by its subnet": [in_subnet(fixtures.unset, fixtures.to(["aws_subnet.s"])), fixtures.resource("aws_subnet.s", {"map_public_ip_on_launch": false})],
	}
	judge(array.concat(resources, [address])) == {"INSUFFICIENT_DATA aws_instance.i null: elastic_unknown"}
}

test_elastic_address_of_another_instance[type] if {
	some type, attribute in {"aws_eip": "instance", "aws_eip_association": "instance_id"}
	judge([instance(false), fixtures.linked(fixtures.resource($"{type}.e", {attribute: fixtures.unknown}), {attribute: fixtures.elsewhere})]) == set()
}

test_elastic_address_beside_that_of_some_instance if {
	own := fixtures.linked(fixtures.resource("aws_eip.e", {"instance": fixtures.unknown}), {"instance": fixtures.to(["aws_instance.i"])})
	other := fixtures.linked(fixtures.resource("aws_eip.f", {"instance": fixtures.unknown}), {"instance": fixtures.ambiguous})
	judge([instance(false), own, other]) == {"NON_COMPLIANT aws_instance.i null: elastic"}
}

test_message_names_the_address if {
	addresses := [address |
		some name in ["f", "e"]
		address := fixtures.linked(fixtures.resource($"aws_eip.{name}", {"instance": fixtures.unknown}), {"instance": fixtures.to(["aws_instance.i"])})
	]
	found := ec2_instance_no_public_ip.evaluations with input as fixtures.plan(array.concat([instance(false)], addresses))
	{e.values | some e in found} == {{"addresses": "aws_eip.e, aws_eip.f"}}
}
