# METADATA
# title: Tags of resources
# description: >-
#   Whether a tag {key, values: those that it may have, or none for any} is "present", "missing", has another "value", or is "unknown". The tags of a
#   resource are those of its own and the default tags of its provider: tags_all. Where the provider leaves tags_all to apply and the plan does not
#   tell the default tags, the resource's own tags are all that there is to see, and others may come "by_default".
package library.tags

import data.library.value

# METADATA
# description: The state of a tag of a resource, of these attributes.
state(attributes, tag) := state_of_value(value.attribute(all, tag.key), tag) if {
	all := value.attribute(attributes, "tags_all")
	is_map(all)
	is_given(all, tag)
} else := "missing" if {
	is_map(value.attribute(attributes, "tags_all"))
} else := state_of_value(value.attribute(own, tag.key), tag) if {
	own := value.attribute(attributes, "tags")
	is_map(own)
	is_given(own, tag)
} else := "by_default" if {
	is_map(value.attribute(attributes, "tags"))
} else := "by_default" if {
	value.is_unset(value.attribute(attributes, "tags"))
} else := "unknown"

# METADATA
# description: The state of a tag of an Auto Scaling group, whose tags are blocks. Those of others are not added.
state_of_blocks(blocks, tag) := state_of_value(value.attribute(block, "value"), tag) if {
	some element in value.elements(blocks)
	block := element.value
	value.attribute(block, "key") == tag.key
} else := "missing" if {
	every element in value.elements(blocks) {
		is_string(value.attribute(element.value, "key"))
	}
} else := "unknown"

# METADATA
# description: The state of a tag of an instance's volumes. The image makes the root volume that no block describes; the plan does not have its tags.
state_of_volumes(attributes, tag) := "present" if {
	state({"tags_all": value.attribute(attributes, "volume_tags")}, tag) == "present"
} else := worst(states_of_blocks(attributes, tag))

states_of_blocks(attributes, tag) := ({"volumes" | has_undescribed_root(attributes)} | {"present"}) | {found |
	some name in ["root_block_device", "ebs_block_device"]
	some element in value.elements(value.attribute(attributes, name))
	found := state(element.value, tag)
}

has_undescribed_root(attributes) if value.elements(value.attribute(attributes, "root_block_device")) == []

worst(states) := [found | some found in ["missing", "value", "unknown", "by_default", "volumes", "present"]; found in states][0]

state_of_value(_, tag) := "present" if {
	tag.values == []
}

state_of_value(v, tag) := state_of_text(v, tag) if tag.values != []

state_of_text(v, tag) := "unknown" if {
	not is_string(v)
} else := "present" if {
	v in tag.values
} else := "value"

is_map(v) if {
	is_object(v)
	not value.is_symbol(v)
}

# A tag that is null is not there.
is_given(map, tag) if object.get(map, tag.key, null) != null
