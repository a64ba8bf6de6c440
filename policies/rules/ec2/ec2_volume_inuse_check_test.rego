package rules.ec2.ec2_volume_inuse_check_test

import data.library.fixtures
import data.rules.ec2.ec2_volume_inuse_check

judge(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"EC2_VOLUME_INUSE_CHECK": parameters}})
	found := ec2_volume_inuse_check.evaluations with input as model
}

volume := fixtures.resource("aws_ebs_volume.v", {"id": fixtures.unset})

existing_volume := object.union(volume, {"action": "no-op"})

attachment(link) := fixtures.linked(fixtures.resource("aws_volume_attachment.a", {"volume_id": fixtures.unknown}), {"volume_id": link})

attached := attachment(fixtures.to(["aws_ebs_volume.v"]))

leaving(action) := object.union(attached, {"action": action, "after": {}})

violation(reason) := {$"NON_COMPLIANT aws_ebs_volume.v null: {reason}"}

doubt(reason) := {$"INSUFFICIENT_DATA aws_ebs_volume.v null: {reason}"}

test_volume[note] if {
	some note, [resources, want] in {
		"attached": [[volume, attached], set()],
		"not attached": [[volume], doubt("none")],
		"attachment of another": [[volume, attachment(fixtures.to(["aws_ebs_volume.o"]))], doubt("none")],
		"attachment of what nobody knows": [[volume, attachment(fixtures.ambiguous)], doubt("unseen")],
		"existing, not attached": [[existing_volume], doubt("elsewhere")],
		"detached": [[existing_volume, leaving("delete")], violation("removed")],
		"attachment forgotten": [[existing_volume, leaving("forget")], doubt("forgotten")],
		"deleted with its attachment": [[fixtures.deleted("aws_ebs_volume.v", {"id": "vol-1"}), leaving("delete")], set()],
	}
	judge(resources, {}) == want
}

instance(type, deleted) := fixtures.resource($"{type}.i", {"root_block_device": [{"delete_on_termination": deleted}], "ebs_block_device": []})

test_parameter[note] if {
	some note, [resources, deleted_with_instance, want] in {
		"attached volume": [[volume, attached], "true", violation("outlives")],
		"attached volume, off": [[volume, attached], "false", set()],
		"attached volume, empty": [[volume, attached], "", set()],
		"attached volume, other text": [[volume, attached], "yes", violation("outlives")],
		"volume that is not attached": [[volume], "true", doubt("none")],
		"kept, off": [[instance("aws_instance", false)], "false", set()],
	}
	judge(resources, {"deleteOnTermination": deleted_with_instance}) == want
}

test_block_device[note] if {
	some type in ["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"]
	attribute := $"{type}.i root_block_device[0].delete_on_termination"
	some name, [deleted, want] in {
		"deleted": [true, set()],
		"kept": [false, {$"NON_COMPLIANT {attribute}: kept"}],
		"left out": [null, set()],
		"unknown": [fixtures.unknown, {$"INSUFFICIENT_DATA {attribute}: unknown"}],
		"malformed": [1, {$"INSUFFICIENT_DATA {attribute}: unknown"}],
	}
	note := $"{type} {name}"
	judge([instance(type, deleted)], {"deleteOnTermination": "true"}) == want
}

test_launch_template[note] if {
	attribute := "aws_launch_template.t block_device_mappings[0].ebs[0].delete_on_termination"
	some note, [deleted, want] in {
		"deleted": ["true", set()],
		"kept": ["false", {$"NON_COMPLIANT {attribute}: kept"}],
		"left out": ["", {$"INSUFFICIENT_DATA {attribute}: unknown"}],
	}
	template := fixtures.resource("aws_launch_template.t", {"block_device_mappings": [{"ebs": [{"delete_on_termination": deleted}]}]})
	judge([template], {"deleteOnTermination": "true"}) == want
}
