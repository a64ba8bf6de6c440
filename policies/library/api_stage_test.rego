package library.api_stage_test

import data.library.api_stage
import data.library.fixtures

api := fixtures.resource("aws_api_gateway_rest_api.a", {"name": "a"})

stage(name, link) := fixtures.linked(fixtures.resource("aws_api_gateway_stage.s", {"rest_api_id": fixtures.unknown, "stage_name": name}), {"rest_api_id": link})

the_api := fixtures.to(["aws_api_gateway_rest_api.a"])

settings(name, path, link) := fixtures.linked(
	fixtures.resource("aws_api_gateway_method_settings.m", {"method_path": path, "rest_api_id": fixtures.unknown, "settings": [{"on": true}], "stage_name": name}),
	{"rest_api_id": link},
)

found(resources) := [entry.is_of_stage | some entry in entries] if {
	entries := api_stage.methods(resources[0]) with input as fixtures.plan(resources)
}

test_methods[note] if {
	other_stage := object.union(stage("other", the_api), {"address": "aws_api_gateway_stage.o"})
	some note, [resources, want] in {
		"by name": [[stage("live", the_api), api, settings("live", "*/*", the_api)], ["yes"]],
		"of another stage": [[stage("live", the_api), api, settings("test", "*/*", the_api)], []],
		"of another API": [[stage("live", the_api), api, settings("live", "*/*", fixtures.elsewhere)], []],
		"by reference": [[stage(fixtures.unknown, the_api), api, settings(fixtures.reference("aws_api_gateway_stage.s", "stage_name"), "*/*", the_api)], ["yes"]],
		"by reference to another stage": [
			[stage(fixtures.unknown, the_api), api, other_stage, settings(fixtures.reference("aws_api_gateway_stage.o", "stage_name"), "*/*", the_api)],
			[],
		],
		"perhaps": [[stage("live", the_api), api, settings(fixtures.unknown, "*/*", the_api)], ["unknown"]],
		"name of the stage unknown": [[stage(fixtures.unknown, the_api), api, settings("live", "*/*", the_api)], ["unknown"]],
		"both names unknown": [[stage(fixtures.unknown, the_api), api, settings(fixtures.unknown, "*/*", the_api)], ["unknown"]],
		"API elsewhere": [[stage("live", fixtures.elsewhere), api, settings("live", "*/*", the_api)], []],
	}
	found(resources) == want
}

test_none_in_a_part_of_a_plan if {
	resources := [stage("live", the_api), api]
	found := api_stage.all_methods(resources[0], []) with input as object.union(fixtures.plan(resources), {"plan": {"complete": false}})
	found == "unknown"
}

answer(resources, judged) := result if {
	result := api_stage.all_methods(resources[0], judged) with input as fixtures.plan(resources)
}

entry(path, is_of_stage, answer_of_it) := {"path": path, "is_of_stage": is_of_stage, "answer": answer_of_it}

test_all_methods[note] if {
	live := stage("live", the_api)
	existing := object.union(live, {"action": "no-op"})
	some note, [resources, judged, want] in {
		"default is right": [[live, api], [entry("*/*", "yes", "yes")], "yes"],
		"default is wrong": [[live, api], [entry("*/*", "yes", "no")], "no"],
		"default twice, once wrong": [[live, api], [entry("*/*", "yes", "yes"), entry("*/*", "yes", "no")], "no"],
		"default is wrong, of one that exists": [[existing, api], [entry("*/*", "yes", "no")], "no"],
		"default is right, one method wrong": [[live, api], [entry("*/*", "yes", "yes"), entry("a/GET", "yes", "no")], "no"],
		"default is right, one method unknown": [[live, api], [entry("*/*", "yes", "yes"), entry("a/GET", "yes", "unknown")], "unknown"],
		"default is right, perhaps one method wrong": [[live, api], [entry("*/*", "yes", "yes"), entry("a/GET", "unknown", "no")], "unknown"],
		"one method only": [[live, api], [entry("a/GET", "yes", "yes")], "no"],
		"perhaps the default": [[live, api], [entry("*/*", "unknown", "yes")], "unknown"],
		"unknown path": [[live, api], [entry(fixtures.unknown, "yes", "yes")], "unknown"],
		"none": [[live, api], [], "no"],
		"none, of one that exists": [[existing, api], [], "unknown"],
		"none, API elsewhere": [[stage("live", fixtures.elsewhere), api], [], "unknown"],
		"none, settings of some API": [[live, api, settings("live", "*/*", fixtures.ambiguous)], [], "unknown"],
	}
	answer(resources, judged) == want
}
