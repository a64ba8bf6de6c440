# METADATA
# title: The instance metadata service
# description: >-
#   How instances reach their metadata. Version 2 (IMDSv2) asks for a token, so that a request that somebody else forges gets nothing.
#   https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
package library.imds

import data.library.launch
import data.library.value

# METADATA
# description: Whether metadata options ask for tokens, "required", "optional", "unset" or "unknown".
tokens(options) := http_tokens(option(options, "http_tokens"))

# METADATA
# description: |
#   Likewise, of an instance. What it and its launch template leave out, the region's default says, if this plan has it in force before.
instance_tokens(instance) := found if {
	found := tokens(launch.setting(instance, "metadata_options"))
	found != "unset"
} else := "required" if {
	some setting in input.resources.aws_ec2_instance_metadata_defaults
	setting.provider == instance.provider
	setting.after.http_tokens == "required"
	is_before(setting, instance)
} else := "unset"

# METADATA
# description: How many network hops an answer with a token may take, a number, "unset" or "unknown".
hop_limit(options) := hops if {
	hops := value.whole_number(option(options, "http_put_response_hop_limit"))
	not is_malformed(hops)
} else := "unknown"

# At least one hop is needed.
is_malformed(hops) if {
	is_number(hops)
	hops < 1
}

option(options, name) := value.attribute(element.value, name) if {
	[element] := value.elements(options)
} else := null if {
	value.elements(options) == []
} else := value.unreadable

http_tokens(v) := v if {
	v in {"required", "optional"}
} else := "unset" if {
	value.is_unset(v)
} else := "unknown"

is_before(setting, _) if setting.before.http_tokens == "required"

is_before(setting, instance) if setting.address in instance.depends_on
