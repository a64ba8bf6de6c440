package rules.ec2.ec2_launch_template_public_ip_disabled_test

import data.library.fixtures
import data.rules.ec2.ec2_launch_template_public_ip_disabled

judge(resource, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan([resource]), {"parameters": {"EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED": parameters}})
	found := ec2_launch_template_public_ip_disabled.evaluations with input as model
}

template(id, interfaces) := fixtures.resource("aws_launch_template.t", {"id": id, "network_interfaces": interfaces})

interface(public) := {"associate_public_ip_address": public}

violation(index) := {$"NON_COMPLIANT aws_launch_template.t network_interfaces[{index}].associate_public_ip_address: public"}

doubt(path) := {$"INSUFFICIENT_DATA aws_launch_template.t network_interfaces{path}.associate_public_ip_address: unknown"}

test_template[note] if {
	some note, [interfaces, want] in {
		"no interfaces": [[], set()],
		"interfaces left out": [null, set()],
		"not public": [[interface("false")], set()],
		"public": [[interface("true")], violation(0)],
		"second public": [[interface("false"), interface(true)], violation(1)],
		"left out": [[interface(null)], set()],
		"empty": [[interface("")], set()],
		"unknown": [[interface(fixtures.unknown)], doubt("[0]")],
		"by reference": [[interface(fixtures.reference("aws_ssm_parameter.p", "value"))], doubt("[0]")],
		"unknown interface": [[fixtures.unknown], doubt("[0]")],
		"unknown interfaces": [fixtures.unknown, doubt("")],
		"malformed": ["none", doubt("")],
	}
	judge(template(fixtures.unset, interfaces), {}) == want
}

test_exempted[note] if {
	some note, [id, want] in {"it": ["lt-2", set()], "another": ["lt-3", violation(0)], "one that is new": [fixtures.unset, violation(0)]}
	judge(template(id, [interface("true")]), {"exemptedLaunchTemplates": "lt-1, lt-2"}) == want
}

test_empty_parameter if judge(template("", [interface("true")]), {}) == violation(0)
