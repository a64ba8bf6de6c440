# METADATA
# scope: package
# title: Common ports are not open to the world
# description: >-
#   No inbound rule of a security group admits one of the blocked TCP ports from every IPv4 or every IPv6 address. Among AWS Config's defaults is 3389, the
#   port of Windows Remote Desktop (RDP); it has no rule for that port alone.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html
# custom:
#   id: RESTRICTED_INCOMING_TRAFFIC
#   source: aws-config
#   aliases: [restricted-common-ports, RESTRICTED_RDP]
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
#     blockedPort1: {description: TCP port that must not be open to the world., default: "20"}
#     blockedPort2: {description: TCP port that must not be open to the world., default: "21"}
#     blockedPort3: {description: TCP port that must not be open to the world., default: "3389"}
#     blockedPort4: {description: TCP port that must not be open to the world., default: "3306"}
#     blockedPort5: {description: TCP port that must not be open to the world., default: "4333"}
#     blockedPorts: {description: "Further such ports, separated by commas."}
#   controls: {fsbp: [EC2.14], cis_1_4: ["5.2"], cis_3_0: ["5.2", "5.3"], pci_4_0_1: ["1.3.1"]}
#   reasons:
#     open: "TCP port {port} is open to every address, {cidr}."
#     unknown: "The plan cannot tell whether this inbound rule opens TCP port {port} to every address: its source, protocol, ports or direction are not known before apply."
#     parameter: "The parameter {parameter} is no port, so it cannot be told whether this inbound rule opens it."
#   remediation: Admit these ports only from the networks that need them, or remove the rule; for RDP use AWS Systems Manager Fleet Manager.
package rules.ec2.restricted_incoming_traffic

import data.library.ingress
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"port": port, "cidr": source.cidr}) if {
	some source in ingress.sources
	some port in blocked_ports
	ingress.admits_everyone(source, port) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {"port": port}) if {
	some source in ingress.sources
	some port in blocked_ports
	ingress.admits_everyone(source, port) == "unknown"
}

# Whatever port is meant, it is not one that is certainly closed.
evaluations contains verdict.insufficient_data(source, source.attribute, "parameter", {"parameter": parameter.name}) if {
	some parameter in parameters
	parameter.port == "unknown"
	some source in ingress.sources
	source.inbound != "no"
	ingress.is_of(source, "tcp") != "no"
}

blocked_ports := {parameter.port | some parameter in parameters; is_number(parameter.port)}

parameters := [{"name": name, "port": value.whole_number(trim_space(text))} |
	some name, list in input.parameters.RESTRICTED_INCOMING_TRAFFIC
	some text in split(list, ",")
]
