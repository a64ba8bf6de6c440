# METADATA
# title: What instances are launched with
# description: >-
#   An instance has its settings from its own arguments and, where they are left out, from its launch template.
#   https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html
package library.launch

import data.library.plan
import data.library.value

# METADATA
# description: Instances, also those that a spot request makes.
instances := array.concat(
	[instance | some instance in input.resources.aws_instance],
	[instance | some instance in input.resources.aws_spot_instance_request],
)

# METADATA
# description: Whether a list of blocks or an attribute is left out.
is_left_out(v) if value.presence(v) == "absent"

# METADATA
# description: |
#   What a resource says of an attribute that its launch template may say, too: its own value; where it has none, the template's; unreadable where the
#   template is not in the plan.
setting(resource, attribute) := v if {
	v := value.of(resource, attribute)
	not is_left_out(v)
} else := value.of(template, attribute) if {
	[template] := templates(resource)
} else := value.unreadable if {
	has_template(resource)
} else := null

# METADATA
# description: The launch templates of this plan that an instance or an Auto Scaling group names; the same one once.
templates(resource) := [input.resources.aws_launch_template[address] |
	some address in {template.address |
		some attribute in links
		some template in plan.certainly_linked(resource, attribute, ["aws_launch_template"])
	}
]

# METADATA
# description: Whether an instance is launched from a template, or may be.
has_template(resource) if not is_left_out(object.get(resource.after, "launch_template", null))

links := [
	"launch_template.id",
	"launch_template.name",
	"mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
	"mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
]
