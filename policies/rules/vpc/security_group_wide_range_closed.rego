# METADATA
# scope: package
# title: SSH and RDP are not open to half the world
# description: >-
#   AWS Config takes every address block other than 0.0.0.0/0 and ::/0 for restricted, also its halves 0.0.0.0/1 and 128.0.0.0/1. This rule asks that no inbound rule of a
#   security group opens TCP port 22 or 3389 to a public block of up to 8 bits of IPv4, or fewer than 32 of IPv6; nobody's own network is that large.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html
# custom:
#   id: SECURITY_GROUP_WIDE_RANGE_CLOSED
#   source: plangate
#   severity: high
#   resources:
#     - aws_default_security_group
#     - aws_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   reads:
#     aws_default_security_group: [id, ingress]
#     aws_security_group: [id, ingress]
#     aws_security_group_rule: [cidr_blocks, from_port, ipv6_cidr_blocks, protocol, security_group_id, to_port, type]
#     aws_vpc_security_group_ingress_rule: [cidr_ipv4, cidr_ipv6, from_port, ip_protocol, security_group_id, to_port]
#   controls: {}
#   reasons:
#     open: "TCP port {port} is open to {cidr}, which is more than any one network has."
#     unknown: "The plan cannot tell whether this inbound rule opens TCP port {port} to {cidr}, which is more than any one network has."
#   remediation: Admit only the networks that need the port.
package rules.vpc.security_group_wide_range_closed

import data.library.ingress
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"port": port, "cidr": source.cidr}) if {
	some source in ingress.wide_sources
	some port in [22, 3389]
	ingress.admits(source, "tcp", port) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {"port": port, "cidr": source.cidr}) if {
	some source in ingress.wide_sources
	some port in [22, 3389]
	ingress.admits(source, "tcp", port) == "unknown"
}
