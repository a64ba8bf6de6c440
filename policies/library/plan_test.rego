package library.plan_test

import data.library.fixtures
import data.library.plan

bucket(name) := fixtures.resource($"aws_s3_bucket.{name}", {})

policy(link) := fixtures.linked(fixtures.resource("aws_s3_bucket_policy.p", {}), {"bucket": link})

either := object.union(fixtures.to(["aws_s3_bucket.a"]), {"unresolved": true})

test_companions[note] if {
	some note, [link, want] in {
		"named": [fixtures.to(["aws_s3_bucket.a"]), ["aws_s3_bucket_policy.p"]],
		"of another": [fixtures.to(["aws_s3_bucket.b"]), []],
		"perhaps named": [either, []],
	}
	model := fixtures.plan([bucket("a"), policy(link)])
	found := plan.companions(model.resources.aws_s3_bucket["aws_s3_bucket.a"], "aws_s3_bucket_policy") with input as model
	[companion.address | some companion in found] == want
}

test_companion_that_leaves if {
	holder := object.union(bucket("a"), {"companions": {"aws_s3_bucket_policy": ["aws_s3_bucket_policy.gone"]}})
	found := plan.companions(holder, "aws_s3_bucket_policy") with input as fixtures.plan([])
	found == []
}

# [the resources that it names, those that it certainly names, whether it leads elsewhere]
test_where_an_attribute_leads[note] if {
	a := "aws_s3_bucket.a"
	some note, [link, want] in {
		"a resource of the plan": [fixtures.to([a]), [[a], [a], false]],
		"one of another type": [fixtures.to(["aws_sns_topic.t"]), [[], [], true]],
		"one that leaves, too": [fixtures.to([a, "aws_s3_bucket.gone"]), [[a], [a], true]],
		"one elsewhere, too": [object.union(fixtures.to([a]), {"outside": true}), [[a], [a], true]],
		"one of several": [either, [[a], [], true]],
		"elsewhere": [fixtures.elsewhere, [[], [], true]],
		"nothing": [fixtures.to([]), [[], [], false]],
	}
	leads(policy(link), "bucket", ["aws_s3_bucket", "aws_s3_directory_bucket"]) == want
}

test_relation_that_the_model_does_not_have if {
	leads(policy(fixtures.to(["aws_s3_bucket.a"])), "another", ["aws_s3_bucket"]) == [[], [], true]
	plan.link(policy(fixtures.elsewhere), "another") == {"to": [], "outside": false, "unresolved": true}
}

leads(resource, attribute, types) := [named, certain, elsewhere] if {
	model := fixtures.plan([bucket("a"), fixtures.resource("aws_sns_topic.t", {})])
	named := [target.address | some target in plan.linked(resource, attribute, types)] with input as model
	certain := [target.address | some target in plan.certainly_linked(resource, attribute, types)] with input as model
	elsewhere := is_elsewhere(resource, attribute, types) with input as model
}

default is_elsewhere(_, _, _) := false

is_elsewhere(resource, attribute, types) if plan.leads_elsewhere(resource, attribute, types)

test_what_is_new if {
	[action | some action in ["create", "replace", "update", "no-op", "delete"]; plan.is_new({"action": action})] == ["create", "replace"]
}

test_ambiguity[note] if {
	some note, [resources, attribute, want] in {
		"resolved": [[policy(fixtures.to(["aws_s3_bucket.a"]))], "bucket", false],
		"unresolved": [[policy(fixtures.ambiguous)], "bucket", true],
		"a relation that the model does not have": [[policy(fixtures.elsewhere)], "another", true],
		"a relation of no resource": [[bucket("a")], "bucket", false],
	}
	found := is_ambiguous("aws_s3_bucket_policy", attribute) with input as fixtures.plan(resources)
	found == want
}

test_ambiguity_of_a_type_without_resources if {
	model := object.union(fixtures.plan([]), {"resources": {"aws_s3_bucket_policy": {}}})
	found := is_ambiguous("aws_s3_bucket_policy", "bucket") with input as model
	found == false
}

default is_ambiguous(_, _) := false

is_ambiguous(type, attribute) if plan.is_ambiguous(type, attribute)
