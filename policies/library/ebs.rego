# METADATA
# title: EBS volumes and their encryption
# description: One view of every EBS volume that the plan defines, whichever resource it is written in.
package library.ebs

import data.library.plan
import data.library.value

# METADATA
# description: |
#   {address, type, attribute: path of the block that defines it, or null, encrypted: as value.boolean, kms_key_id: value, snapshot_encrypted: bool,
#   default: "applied" | "unordered" | "none" (encryption by default in its region), from_image: the plan does not define it but its image does}.
volumes := array.flatten([
	[volume(resource, null, resource.after) | some resource in input.resources.aws_ebs_volume],
	[volume(resource, block.attribute, block.value) | some resource in hosts; some block in host_blocks(resource)],
	[volume(resource, block.attribute, block.value) | some resource in launch_templates; some block in template_blocks(resource)],
	# Where nothing is said of the root volume the image decides.
	[volume_of_image(resource, "root_block_device") | some resource in hosts; value.elements(resource.after.root_block_device) == []],
	[volume_of_image(resource, "block_device_mappings") | some resource in launch_templates; not describes_root(resource)],
])

# METADATA
# description: |
#   How it will be encrypted: "encrypted", "not_encrypted", "key_without_encryption", "default_unordered", "left_to_image",
#   "left_out" or "unknown".
state(v) := {"true": "encrypted", "false": "not_encrypted", "unknown": "unknown"}[v.encrypted] if {
	v.encrypted != "unset"
} else := "encrypted" if {
	v.default == "applied"
} else := "encrypted" if {
	v.snapshot_encrypted
} else := "key_without_encryption" if {
	value.presence(v.kms_key_id) == "present"
} else := "default_unordered" if {
	v.default == "unordered"
} else := "left_to_image" if {
	v.from_image
} else := "left_out"

hosts := [host |
	some type in ["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"]
	some host in input.resources[type]
]

launch_templates := [template | some template in input.resources.aws_launch_template]

host_blocks(host) := [block |
	some name in ["root_block_device", "ebs_block_device"]
	some element in value.elements(host.after[name])
	value.boolean(value.attribute(element.value, "no_device")) != "true"
	block := {"attribute": $"{name}{element.index}", "value": element.value}
]

# A mapping without an `ebs` block names an instance store volume or removes a device of the image.
template_blocks(template) := [block |
	some mapping in value.elements(template.after.block_device_mappings)
	some element in value.elements(value.attribute(mapping.value, "ebs"))
	block := {"attribute": $"block_device_mappings{mapping.index}.ebs{element.index}", "value": element.value}
]

describes_root(template) if {
	some mapping in value.elements(template.after.block_device_mappings)
	value.elements(value.attribute(mapping.value, "ebs")) != []
	may_be_root(value.attribute(mapping.value, "device_name"))
}

# The image names it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html#available-ec2-device-names
may_be_root(name) if name in {"/dev/sda1", "/dev/xvda"}

may_be_root(name) if not is_string(name)

volume(resource, attribute, block) := {
	"address": resource.address,
	"type": resource.type,
	"attribute": attribute,
	"encrypted": value.boolean(value.attribute(block, "encrypted")),
	"kms_key_id": value.attribute(block, "kms_key_id"),
	"snapshot_encrypted": made_from_encrypted_snapshot(resource),
	"default": region_default(resource),
	"from_image": false,
}

volume_of_image(resource, attribute) := {
	"address": resource.address,
	"type": resource.type,
	"attribute": attribute,
	"encrypted": "unset",
	"kms_key_id": null,
	"snapshot_encrypted": false,
	"default": region_default(resource),
	"from_image": true,
}

default made_from_encrypted_snapshot(_) := false

made_from_encrypted_snapshot(resource) if {
	types := ["aws_ebs_snapshot", "aws_ebs_snapshot_copy"]
	not plan.leads_elsewhere(resource, "snapshot_id", types)
	some snapshot in plan.linked(resource, "snapshot_id", types)
	snapshot.address in encrypted_snapshots
}

encrypted_snapshots contains snapshot.address if {
	some snapshot in input.resources.aws_ebs_snapshot
	value.boolean(snapshot.after.encrypted) == "true"
}

encrypted_snapshots contains snapshot.address if {
	some snapshot in input.resources.aws_ebs_snapshot
	not plan.leads_elsewhere(snapshot, "volume_id", ["aws_ebs_volume"])
	some source in plan.linked(snapshot, "volume_id", ["aws_ebs_volume"])
	value.boolean(source.after.encrypted) == "true"
}

encrypted_snapshots contains snapshot.address if {
	some snapshot in input.resources.aws_ebs_snapshot_copy
	value.boolean(snapshot.after.encrypted) == "true"
}

# METADATA
# description: |
#   Encryption by default holds for volumes made after it in the same account and region. Applied in the same plan without a dependency,
#   it may come too late.
region_default(resource) := "applied" if {
	some setting in defaults
	setting.provider == resource.provider
	setting.in_force
} else := "applied" if {
	some setting in defaults
	setting.provider == resource.provider
	setting.address in resource.depends_on
} else := "unordered" if {
	some setting in defaults
	setting.provider == resource.provider
} else := "none"

defaults contains {"address": setting.address, "provider": setting.provider, "in_force": in_force(setting)} if {
	some setting in input.resources.aws_ebs_encryption_by_default
	value.boolean(setting.after.enabled) == "true"
}

default in_force(_) := false

in_force(setting) if value.boolean(setting.before.enabled) == "true"
