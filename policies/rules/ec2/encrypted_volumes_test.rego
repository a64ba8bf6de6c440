package rules.ec2.encrypted_volumes_test

import data.library.fixtures
import data.rules.ec2.encrypted_volumes

judge(resources) := judge_with(resources, {})

judge_with(resources, parameters) := fixtures.brief(found) if {
	model := object.union(fixtures.plan(resources), {"parameters": {"ENCRYPTED_VOLUMES": parameters}})
	found := encrypted_volumes.evaluations with input as model
}

ebs(overrides) := object.union(
	{"encrypted": fixtures.unset, "kms_key_id": fixtures.unset, "snapshot_id": fixtures.unset},
	overrides,
)

volume(overrides) := fixtures.resource("aws_ebs_volume.v", ebs(overrides))

violation(resource, attribute, reason) := {$"NON_COMPLIANT {resource.address} {attribute}: {reason}"}

doubt(resource, attribute, reason) := {$"INSUFFICIENT_DATA {resource.address} {attribute}: {reason}"}

key := fixtures.reference("aws_kms_key.k", "arn")

test_volume[note] if {
	some note, [overrides, want] in {
		"encrypted": [{"encrypted": true}, set()],
		"encrypted, as text": [{"encrypted": "true"}, set()],
		"not encrypted": [{"encrypted": false}, violation(volume({}), "encrypted", "not_encrypted")],
		"not encrypted, as text": [{"encrypted": "false"}, violation(volume({}), "encrypted", "not_encrypted")],
		"not encrypted in spite of a key": [{"encrypted": false, "kms_key_id": key}, violation(volume({}), "encrypted", "not_encrypted")],
		"left out": [{}, doubt(volume({}), "encrypted", "left_out")],
		"null": [{"encrypted": null}, doubt(volume({}), "encrypted", "left_out")],
		"left out with a key": [{"kms_key_id": key}, violation(volume({}), "encrypted", "key_without_encryption")],
		"left out with an unknown key": [{"kms_key_id": fixtures.unknown}, doubt(volume({}), "encrypted", "left_out")],
		"unknown": [{"encrypted": fixtures.unknown}, doubt(volume({}), "encrypted", "unknown")],
		"reference": [{"encrypted": fixtures.reference("aws_ebs_volume.o", "encrypted")}, doubt(volume({}), "encrypted", "unknown")],
		"missing": [{"encrypted": fixtures.missing}, doubt(volume({}), "encrypted", "unknown")],
		"malformed": [{"encrypted": 1}, doubt(volume({}), "encrypted", "unknown")],
	}
	judge([volume(overrides)]) == want
}

test_existing_volume_is_judged if {
	judge([fixtures.existing("aws_ebs_volume.v", ebs({"encrypted": false}))]) == violation(volume({}), "encrypted", "not_encrypted")
}

test_deleted_volume_is_not_judged if judge([fixtures.deleted("aws_ebs_volume.v", ebs({"encrypted": false}))]) == set()

instance(type, root, others) := fixtures.resource($"{type}.i", {"root_block_device": root, "ebs_block_device": others})

test_instance[note] if {
	some type in ["aws_instance", "aws_spot_instance_request", "aws_launch_configuration"]
	some name, [root, others, want] in {
		"encrypted": [[ebs({"encrypted": true})], [ebs({"encrypted": true})], set()],
		"root not encrypted": [[ebs({"encrypted": false})], [], violation(instance(type, [], []), "root_block_device[0].encrypted", "not_encrypted")],
		"second of others not encrypted": [
			[ebs({"encrypted": true})],
			[ebs({"encrypted": true}), ebs({"encrypted": false})],
			violation(instance(type, [], []), "ebs_block_device[1].encrypted", "not_encrypted"),
		],
		"root leaves it out": [[ebs({})], [], doubt(instance(type, [], []), "root_block_device[0].encrypted", "left_out")],
		"root with a key leaves it out": [[ebs({"kms_key_id": "alias/data"})], [], violation(instance(type, [], []), "root_block_device[0].encrypted", "key_without_encryption")],
		"root unknown": [fixtures.unknown, [], doubt(instance(type, [], []), "root_block_device.encrypted", "unknown")],
		"others unknown": [[ebs({"encrypted": true})], [fixtures.unknown], doubt(instance(type, [], []), "ebs_block_device[0].encrypted", "unknown")],
		"no root": [fixtures.unset, [], doubt(instance(type, [], []), "root_block_device", "left_to_image")],
		"no root, null": [null, [], doubt(instance(type, [], []), "root_block_device", "left_to_image")],
		"no root, others encrypted": [[], [ebs({"encrypted": true})], doubt(instance(type, [], []), "root_block_device", "left_to_image")],
		"device removed": [[ebs({"encrypted": true})], [ebs({"encrypted": false, "no_device": true})], set()],
		"others left out": [[ebs({"encrypted": true})], fixtures.unset, set()],
	}
	note := $"{type} {name}"
	judge([instance(type, root, others)]) == want
}

template(mappings) := fixtures.resource("aws_launch_template.t", {"block_device_mappings": mappings})

mapping(overrides) := {
	"device_name": "/dev/xvda",
	"no_device": null,
	"virtual_name": null,
	"ebs": [object.union({"encrypted": null, "kms_key_id": null, "snapshot_id": null}, overrides)],
}

on(device_name) := object.union(mapping({"encrypted": "true"}), {"device_name": device_name})

test_launch_template[note] if {
	attribute := "block_device_mappings[0].ebs[0].encrypted"
	some note, [mappings, want] in {
		"encrypted": [[mapping({"encrypted": "true", "kms_key_id": key})], set()],
		"not encrypted": [[mapping({"encrypted": "false"})], violation(template([]), attribute, "not_encrypted")],
		"left out": [[mapping({})], doubt(template([]), attribute, "left_out")],
		"left out, as text": [[mapping({"encrypted": ""})], doubt(template([]), attribute, "left_out")],
		"left out with a key": [[mapping({"kms_key_id": key})], violation(template([]), attribute, "key_without_encryption")],
		"unknown": [[mapping({"encrypted": fixtures.unknown})], doubt(template([]), attribute, "unknown")],
		"unknown block": [[{"ebs": fixtures.unknown}], doubt(template([]), "block_device_mappings[0].ebs.encrypted", "unknown")],
		"unknown mapping": [[fixtures.unknown], doubt(template([]), "block_device_mappings[0].ebs.encrypted", "unknown")],
		"unknown mappings": [fixtures.unknown, doubt(template([]), "block_device_mappings.ebs.encrypted", "unknown")],
		"no mappings": [[], doubt(template([]), "block_device_mappings", "left_to_image")],
		"instance store only": [[{"device_name": "/dev/xvdb", "no_device": null, "virtual_name": "ephemeral0", "ebs": []}], doubt(template([]), "block_device_mappings", "left_to_image")],
		"root volume without settings": [[{"device_name": "/dev/xvda", "no_device": null, "virtual_name": null, "ebs": []}], doubt(template([]), "block_device_mappings", "left_to_image")],
		"nothing of the root volume": [[on("/dev/sdf")], doubt(template([]), "block_device_mappings", "left_to_image")],
		"root volume by its other name": [[on("/dev/sda1"), on("/dev/sdf")], set()],
		"root volume as the image names it": [[on(fixtures.reference("data.aws_ami.a", "root_device_name"))], set()],
		"second not encrypted": [
			[mapping({"encrypted": "true"}), mapping({"encrypted": "false"})],
			violation(template([]), "block_device_mappings[1].ebs[0].encrypted", "not_encrypted"),
		],
	}
	judge([template(mappings)]) == want
}

# Encryption by default.

setting(overrides) := object.union(fixtures.resource("aws_ebs_encryption_by_default.e", {"enabled": true}), overrides)

after_setting(resource) := object.union(resource, {"depends_on": ["aws_ebs_encryption_by_default.e"]})

in_force := {"action": "no-op", "before": {"enabled": true}}

test_region_default[note] if {
	some note, [resources, want] in {
		"applied before": [[setting({}), after_setting(volume({}))], set()],
		"applied before, with a key": [[setting({}), after_setting(volume({"kms_key_id": key}))], set()],
		"in force already": [[setting(in_force), volume({})], set()],
		"order not certain": [[setting({}), volume({})], doubt(volume({}), "encrypted", "default_unordered")],
		"turned on by this plan, order not certain": [
			[setting({"action": "update", "before": {"enabled": false}}), volume({})],
			doubt(volume({}), "encrypted", "default_unordered"),
		],
		"of another region": [[setting({"provider": "aws.replica"}), after_setting(volume({}))], doubt(volume({}), "encrypted", "left_out")],
		"in force in another region": [[setting(object.union(in_force, {"provider": "aws.replica"})), volume({})], doubt(volume({}), "encrypted", "left_out")],
		"turned off": [[setting({"after": {"enabled": false}}), after_setting(volume({}))], doubt(volume({}), "encrypted", "left_out")],
		"unknown": [[setting({"after": {"enabled": fixtures.unknown}}), after_setting(volume({}))], doubt(volume({}), "encrypted", "left_out")],
		"not needed": [[setting({}), volume({"encrypted": true})], set()],
		"does not excuse": [[setting(in_force), volume({"encrypted": false})], violation(volume({}), "encrypted", "not_encrypted")],
		"root volume": [[setting(in_force), instance("aws_instance", fixtures.unset, fixtures.unset)], set()],
		"root volume, order not certain": [[setting({}), instance("aws_instance", fixtures.unset, [])], doubt(instance("aws_instance", [], []), "root_block_device", "default_unordered")],
		"launch template": [[setting({}), after_setting(template([]))], set()],
		"removed": [
			[object.union(setting({}), {"action": "delete", "before": {"enabled": true}, "after": {}}), volume({})],
			doubt(volume({}), "encrypted", "left_out"),
		],
	}
	judge(resources) == want
}

# Snapshots.

from_snapshot(link) := fixtures.linked(volume({"snapshot_id": fixtures.unknown}), {"snapshot_id": link})

snapshot(encrypted, link) := fixtures.linked(
	fixtures.resource("aws_ebs_snapshot.s", {"encrypted": encrypted, "volume_id": fixtures.unknown}),
	{"volume_id": link},
)

source(encrypted) := fixtures.resource("aws_ebs_volume.source", ebs({"encrypted": encrypted}))

test_snapshot[note] if {
	left_out := doubt(volume({}), "encrypted", "left_out")
	some note, [resources, want] in {
		"of an encrypted volume": [[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(fixtures.unset, fixtures.to(["aws_ebs_volume.source"])), source(true)], set()],
		"encrypted": [[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(true, fixtures.elsewhere)], set()],
		"encrypted copy": [[from_snapshot(fixtures.to(["aws_ebs_snapshot_copy.s"])), fixtures.resource("aws_ebs_snapshot_copy.s", {"encrypted": true})], set()],
		"copy that may not be encrypted": [[from_snapshot(fixtures.to(["aws_ebs_snapshot_copy.s"])), fixtures.resource("aws_ebs_snapshot_copy.s", {"encrypted": null})], left_out],
		"of a volume that is not encrypted": [
			[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(fixtures.unset, fixtures.to(["aws_ebs_volume.source"])), source(false)],
			(left_out | violation(source(false), "encrypted", "not_encrypted")),
		],
		"of a volume elsewhere": [[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(fixtures.unset, fixtures.elsewhere)], left_out],
		"of one of several volumes": [
			[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(fixtures.unset, object.union(fixtures.to(["aws_ebs_volume.source"]), {"unresolved": true})), source(true)],
			left_out,
		],
		"elsewhere": [[from_snapshot(fixtures.elsewhere), snapshot(true, fixtures.elsewhere)], left_out],
		"one of several": [[from_snapshot(object.union(fixtures.to(["aws_ebs_snapshot.s"]), {"unresolved": true})), snapshot(true, fixtures.elsewhere)], left_out],
	}
	judge(resources) == want
}

# The parameter kmsId.

expected := "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

test_key[note] if {
	some note, [overrides, want] in {
		"the key, by ARN": [{"encrypted": true, "kms_key_id": expected}, set()],
		"the key, by id": [{"encrypted": true, "kms_key_id": "11111111-2222-3333-4444-555555555555"}, set()],
		"another key": [{"encrypted": true, "kms_key_id": "99999999-2222-3333-4444-555555555555"}, violation(volume({}), "kms_key_id", "other_key")],
		"an alias": [{"encrypted": true, "kms_key_id": "alias/data"}, doubt(volume({}), "kms_key_id", "unknown_key")],
		"a key of this plan": [{"encrypted": true, "kms_key_id": key}, doubt(volume({}), "kms_key_id", "unknown_key")],
		"the default key": [{"encrypted": true}, doubt(volume({}), "kms_key_id", "unknown_key")],
		"an empty key": [{"encrypted": true, "kms_key_id": ""}, doubt(volume({}), "kms_key_id", "unknown_key")],
		"not encrypted": [{"encrypted": false, "kms_key_id": "another"}, violation(volume({}), "encrypted", "not_encrypted")],
		"not encrypted, with an alias": [{"encrypted": false, "kms_key_id": "alias/data"}, violation(volume({}), "encrypted", "not_encrypted")],
	}
	judge_with([volume(overrides)], {"kmsId": expected}) == want
}

# Whatever encrypts a volume that names no key may do so with another one.
test_key_of_what_is_encrypted_without_naming_one[note] if {
	root := instance("aws_instance", fixtures.unset, [])
	some note, [resources, want] in {
		"by default": [[setting(in_force), volume({})], doubt(volume({}), "kms_key_id", "unknown_key")],
		"by default, of an image": [[setting(in_force), root], doubt(root, "root_block_device", "unknown_key")],
		"of an encrypted snapshot": [
			[from_snapshot(fixtures.to(["aws_ebs_snapshot.s"])), snapshot(true, fixtures.elsewhere)],
			doubt(volume({}), "kms_key_id", "unknown_key"),
		],
	}
	judge_with(resources, {"kmsId": expected}) == want
}

test_key_by_alias_cannot_be_compared if {
	given := volume({"encrypted": true, "kms_key_id": "11111111-2222-3333-4444-555555555555"})
	judge_with([given], {"kmsId": "alias/data"}) == doubt(given, "kms_key_id", "unknown_key")
}

test_key_of_a_block_device if {
	given := instance("aws_instance", [ebs({"encrypted": true, "kms_key_id": "99999999-2222-3333-4444-555555555555"})], [])
	judge_with([given], {"kmsId": expected}) == violation(given, "root_block_device[0].kms_key_id", "other_key")
}

test_message if {
	by_default := object.union(volume({"encrypted": true}), {"address": "aws_ebs_volume.w"})
	model := object.union(fixtures.plan([volume({"encrypted": true, "kms_key_id": "99999999-2222-3333-4444-555555555555"}), by_default]), {"parameters": {"ENCRYPTED_VOLUMES": {"kmsId": expected}}})
	found := encrypted_volumes.evaluations with input as model
	{e.reason: e.values | some e in found} == {"other_key": {"expected": expected}, "unknown_key": {"expected": expected}}
}

test_empty_parameter_is_off if judge_with([volume({"encrypted": true, "kms_key_id": key})], {"kmsId": ""}) == set()
