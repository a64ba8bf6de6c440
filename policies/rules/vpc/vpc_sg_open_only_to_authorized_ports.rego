# METADATA
# scope: package
# title: Only authorized ports are open to the world
# description: >-
#   Inbound rules of security groups admit every IPv4 or every IPv6 address to no other TCP and UDP ports than those that the parameters list, as ports and ranges
#   separated by commas. Without the parameters that is none.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html
# custom:
#   id: VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS
#   source: aws-config
#   aliases: [vpc-sg-open-only-to-authorized-ports]
#   severity: high
#   resources:
#     - aws_default_security_group
#     - aws_eks_node_group
#     - aws_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   reads:
#     aws_default_security_group: [id, ingress]
#     aws_eks_node_group: [remote_access]
#     aws_security_group: [id, ingress]
#     aws_security_group_rule: [cidr_blocks, from_port, ipv6_cidr_blocks, protocol, security_group_id, to_port, type]
#     aws_vpc_security_group_ingress_rule: [cidr_ipv4, cidr_ipv6, from_port, ip_protocol, security_group_id, to_port]
#   parameters:
#     authorizedTcpPorts: {description: "TCP ports that may be open to the world, e.g. 443,1020-1025."}
#     authorizedUdpPorts: {description: "UDP ports that may be open to the world, e.g. 500,1020-1025."}
#   controls: {fsbp: [EC2.18], nist_800_53_r5: [AC-4, AC-4(21), SC-7, SC-7(4), SC-7(5), SC-7(11), SC-7(16), SC-7(21)]}
#   reasons:
#     open: "The inbound rule is open to every address, {cidr}, for ports that are not authorized."
#     unknown: "The plan cannot tell whether this inbound rule opens other ports than authorized ones to every address: its source, protocol, ports or direction are not known before apply."
#   remediation: Admit only the networks that need these ports, or authorize them in parameters.json.
package rules.vpc.vpc_sg_open_only_to_authorized_ports

import data.library.ingress
import data.library.logic
import data.library.parameter
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"cidr": source.cidr}) if {
	some source in ingress.sources
	opens_more(source) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {}) if {
	some source in ingress.sources
	opens_more(source) == "unknown"
}

opens_more(source) := logic.all({
	source.inbound,
	source.everyone,
	logic.any({beyond(source, protocol) | some protocol in ["tcp", "udp"]}),
})

# All protocols cannot be authorized: there are more than these two. Others, such as ICMP, have no ports.
beyond(source, protocol) := "yes" if {
	source.protocol == "all"
} else := "no" if {
	ingress.is_of(source, protocol) == "no"
} else := "unknown" if {
	source.protocol == "unknown"
} else := "unknown" if {
	not ingress.has_port_range(source)
} else := "no" if {
	some range in authorized[protocol]
	range.from <= source.from
	source.to <= range.to
} else := "yes"

authorized := {
	"tcp": ranges("authorizedTcpPorts"),
	"udp": ranges("authorizedUdpPorts"),
}

# What is no range authorizes nothing.
ranges(name) := [range |
	some text in parameter.items("VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS", name)
	ends := split(text, "-")
	count(ends) <= 2
	range := {"from": port(ends[0]), "to": port(ends[count(ends) - 1])}
	is_number(range.from)
	is_number(range.to)
]

port(text) := value.whole_number(trim_space(text))
