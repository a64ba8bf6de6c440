package library.launch_test

import data.library.fixtures
import data.library.launch
import data.library.value

template := fixtures.resource("aws_launch_template.t", {"metadata_options": "of the template"})

instance(own, block, links) := fixtures.linked(fixtures.resource("aws_instance.i", {"metadata_options": own, "launch_template": block}), links)

by_id := {"launch_template.id": fixtures.to(["aws_launch_template.t"])}

by_both := object.union(by_id, {"launch_template.name": fixtures.to(["aws_launch_template.t"])})

test_setting[note] if {
	some note, [own, block, links, want] in {
		"own": [["own"], [{"id": "lt-1"}], by_id, ["own"]],
		"own, unknown": [fixtures.unknown, [{"id": "lt-1"}], by_id, fixtures.unknown],
		"of the template": [fixtures.unset, [{"id": "lt-1"}], by_id, "of the template"],
		"of the template, by id and name": [[], [{"id": "lt-1"}], by_both, "of the template"],
		"of a template that may be another": [[], [{"id": "lt-1"}], {"launch_template.id": object.union(fixtures.to(["aws_launch_template.t"]), {"unresolved": true})}, value.unreadable],
		"of a template elsewhere": [[], [{"id": "lt-1"}], {"launch_template.id": fixtures.elsewhere}, value.unreadable],
		"of a template that is unknown": [null, fixtures.unknown, {}, value.unreadable],
		"of nobody": [fixtures.unset, [], {}, null],
		"of nobody, without the attribute": [fixtures.unset, null, {}, null],
	}
	found := launch.setting(instance(own, block, links), "metadata_options") with input as fixtures.plan([template])
	found == want
}

# An Auto Scaling group names its template itself, or in a policy of mixed instances.
test_ways_to_name_a_template[attribute] if {
	specification := "mixed_instances_policy.launch_template.launch_template_specification"
	some attribute in ["launch_template.id", "launch_template.name", $"{specification}.launch_template_id", $"{specification}.launch_template_name"]
	named := instance([], [], {attribute: fixtures.to(["aws_launch_template.t"])})
	found := launch.templates(named) with input as fixtures.plan([template])
	found == [template]
}

test_instances if {
	launch.instances == [fixtures.resource("aws_instance.a", {}), fixtures.resource("aws_spot_instance_request.b", {})] with input.resources as {
		"aws_instance": {"aws_instance.a": fixtures.resource("aws_instance.a", {})},
		"aws_spot_instance_request": {"aws_spot_instance_request.b": fixtures.resource("aws_spot_instance_request.b", {})},
	}
}
