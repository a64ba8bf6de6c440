package rules.elb.elbv2_acm_certificate_required_test

import data.library.fixtures
import data.rules.elb.elbv2_acm_certificate_required

judge(resource, parameters) := fixtures.brief(found) if {
	found := elbv2_acm_certificate_required.evaluations with input as model(resource, parameters)
}

model(resource, parameters) := object.union(fixtures.plan([resource]), {"parameters": {"ELBV2_ACM_CERTIFICATE_REQUIRED": parameters}})

listener(type, certificate) := fixtures.resource($"{type}.l", {"certificate_arn": certificate})

arn := "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

test_listener[note] if {
	some type in ["aws_lb_listener", "aws_alb_listener"]
	violation := {reason: {$"NON_COMPLIANT {type}.l certificate_arn: {reason}"} | some reason in ["none", "not_acm"]}
	unknown := {$"INSUFFICIENT_DATA {type}.l certificate_arn: unknown"}
	some name, [certificate, want] in {
		"of ACM": [arn, set()],
		"of ACM in China": [replace(arn, "aws", "aws-cn"), set()],
		"of this plan": [fixtures.reference("aws_acm_certificate.c", "arn"), set()],
		"of this plan, by id": [fixtures.reference("aws_acm_certificate.c", "id"), set()],
		"of this plan, validated": [fixtures.reference("module.m[0].aws_acm_certificate_validation.c", "certificate_arn"), set()],
		"of a data source": [fixtures.reference("data.aws_acm_certificate.c", "arn"), set()],
		"uploaded": ["arn:aws:iam::123456789012:server-certificate/c", violation.not_acm],
		"uploaded by this plan": [fixtures.reference("aws_iam_server_certificate.c", "arn"), violation.not_acm],
		"left out": [fixtures.unset, violation.none],
		"null": [null, violation.none],
		"empty": ["", violation.none],
		"unknown": [fixtures.unknown, unknown],
		"that HCL mentions": [{"$symbol": "unknown", "references": ["module.m.aws_acm_certificate.c.arn"]}, set()],
		"uploaded, that HCL mentions": [{"$symbol": "unknown", "references": ["aws_iam_server_certificate.c.arn"]}, violation.not_acm],
		"one of two that HCL mentions": [{"$symbol": "unknown", "references": ["aws_acm_certificate.c.arn", "aws_iam_server_certificate.c.arn"]}, unknown],
		"by reference to something else": [fixtures.reference("aws_ssm_parameter.p", "value"), unknown],
		"another attribute": [fixtures.reference("aws_acm_certificate.c", "private_key"), unknown],
		"malformed": [1, unknown],
	}
	note := $"{type} {name}"
	judge(listener(type, certificate), {}) == want
}

test_parameter[note] if {
	some note, [certificate, want] in {
		"it": [arn, set()],
		"another": ["arn:aws:acm:us-east-1:123456789012:certificate/other", {"NON_COMPLIANT aws_lb_listener.l certificate_arn: other"}],
		"of this plan": [fixtures.reference("aws_acm_certificate.c", "arn"), {"INSUFFICIENT_DATA aws_lb_listener.l certificate_arn: unknown_certificate"}],
	}
	judge(listener("aws_lb_listener", certificate), {"AcmCertificatesAllowed": concat(", ", ["arn:aws:acm:x", arn])}) == want
}

test_message_has_its_values[note] if {
	some note, certificate in {"another": arn, "of this plan": fixtures.reference("aws_acm_certificate.c", "arn")}
	found := elbv2_acm_certificate_required.evaluations with input as model(listener("aws_lb_listener", certificate), {"AcmCertificatesAllowed": "x"})
	{e.values | some e in found} == {{"expected": "x"}}
}
