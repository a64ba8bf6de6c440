# METADATA
# scope: package
# title: SSH and RDP are not open to the world through a prefix list
# description: >-
#   AWS Config does not look into prefix lists. This rule asks that no inbound rule of a security group opens TCP port 22 or 3389 to a prefix list that holds every address, or a
#   public block that is more than any one network has. Of lists that are not in the plan, such as those of AWS, it says nothing.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
# custom:
#   id: SECURITY_GROUP_PREFIX_LIST_CLOSED
#   source: plangate
#   severity: high
#   resources:
#     - aws_default_security_group
#     - aws_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   reads:
#     aws_default_security_group: [ingress]
#     aws_ec2_managed_prefix_list: [entry, id]
#     aws_ec2_managed_prefix_list_entry: [cidr, prefix_list_id]
#     aws_security_group: [ingress]
#     aws_security_group_rule: [from_port, prefix_list_ids, protocol, to_port, type]
#     aws_vpc_security_group_ingress_rule: [from_port, ip_protocol, prefix_list_id, to_port]
#   controls: {}
#   reasons:
#     open: "TCP port {port} is open to the prefix list {list}, which holds every address or far too many."
#     unknown: "The plan cannot tell whether this inbound rule opens TCP port {port} to everyone through the prefix list {list}."
#   remediation: Take the block out of the prefix list, or admit only the networks that need the port.
package rules.vpc.security_group_prefix_list_closed

import data.library.ingress
import data.library.prefix_lists
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"port": port, "list": source.list}) if {
	some source in prefix_lists.sources
	some port in [22, 3389]
	source.everyone == "yes"
	ingress.admits(source, "tcp", port) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {"port": port, "list": source.list}) if {
	some source in prefix_lists.sources
	some port in [22, 3389]
	answers := {source.everyone, ingress.admits(source, "tcp", port)}
	"unknown" in answers
	not "no" in answers
}
