# METADATA
# scope: package
# title: SSH is not open to the world
# description: >-
#   No inbound rule of a security group admits TCP port 22 from every IPv4 or every IPv6 address. Rules are judged wherever they are written:
#   in the group, in a rule resource of its own, or by EKS for the remote access of a node group.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html
# custom:
#   id: INCOMING_SSH_DISABLED
#   source: aws-config
#   aliases: [restricted-ssh, RESTRICTED_SSH]
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
#   controls:
#     fsbp: [EC2.13]
#     cis_1_4: ["5.2"]
#     cis_3_0: ["5.2", "5.3"]
#     pci_3_2_1: ["1.2.1", "1.3.1", "2.2.2"]
#     pci_4_0_1: ["1.3.1"]
#     nist_800_53_r5: [AC-4, AC-4(21), CM-7, SC-7, SC-7(4), SC-7(5), SC-7(11), SC-7(16), SC-7(21)]
#   reasons:
#     open: "SSH (TCP port 22) is open to every address, {cidr}."
#     unknown: "The plan cannot tell whether this inbound rule opens SSH (TCP port 22) to every address: its source, protocol, ports or direction are not known before apply."
#   remediation: Admit SSH only from the networks that need it, or remove the rule and use AWS Systems Manager Session Manager.
package rules.ec2.incoming_ssh_disabled

import data.library.ingress
import data.library.verdict

evaluations contains verdict.non_compliant(source, source.attribute, "open", {"cidr": source.cidr}) if {
	some source in ingress.sources
	ingress.admits_everyone(source, 22) == "yes"
}

evaluations contains verdict.insufficient_data(source, source.attribute, "unknown", {}) if {
	some source in ingress.sources
	ingress.admits_everyone(source, 22) == "unknown"
}
