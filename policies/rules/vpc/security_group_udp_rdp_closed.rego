# METADATA
# scope: package
# title: RDP over UDP is not open to the world
# description: >-
#   Windows Remote Desktop also speaks UDP, on the same port. AWS Config's rules look at TCP alone; this one asks the same of UDP port 3389.
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: SECURITY_GROUP_UDP_RDP_CLOSED
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
#     open: "RDP over UDP (port 3389) is open to every address, {cidr}."
#     unknown: "The plan cannot tell whether this inbound rule opens RDP over UDP (port 3389) to every address: its source, protocol, ports or direction are not known before apply."
#   remediation: Admit RDP only from the networks that need it, or remove the rule and use AWS Systems Manager Fleet Manager.
package rules.vpc.security_group_udp_rdp_closed

import data.library.ingress
import data.library.logic
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"cidr": source.cidr}) if {
	some source in ingress.sources
	opens(source) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {}) if {
	some source in ingress.sources
	opens(source) == "unknown"
}

opens(source) := logic.all({source.everyone, ingress.admits(source, "udp", 3389)})
