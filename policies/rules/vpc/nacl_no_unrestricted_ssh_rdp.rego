# METADATA
# scope: package
# title: Network ACLs do not let the world reach SSH and RDP
# description: >-
#   No inbound entry of a network ACL lets every IPv4 or every IPv6 address reach port 22 or 3389, by TCP or UDP. An entry that comes after one that denies the same does not.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/nacl-no-unrestricted-ssh-rdp.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
# custom:
#   id: NACL_NO_UNRESTRICTED_SSH_RDP
#   source: aws-config
#   aliases: [nacl-no-unrestricted-ssh-rdp]
#   severity: medium
#   resources: [aws_default_network_acl, aws_network_acl, aws_network_acl_rule]
#   reads:
#     aws_default_network_acl: [ingress]
#     aws_network_acl: [ingress]
#     aws_network_acl_rule: [cidr_block, egress, from_port, ipv6_cidr_block, network_acl_id, protocol, rule_action, rule_number, to_port]
#   controls:
#     fsbp: [EC2.21]
#     cis_1_4: ["5.1"]
#     cis_3_0: ["5.1"]
#     pci_4_0_1: ["1.3.1"]
#     nist_800_53_r5: [AC-4(21), CA-9(1), CM-2, CM-2(2), CM-7, SC-7, SC-7(5), SC-7(21)]
#   reasons:
#     open: "The network ACL lets every address, {cidr}, reach port {port}."
#     unknown: "The plan cannot tell whether the network ACL lets every address reach port {port}."
#   remediation: Allow the ports that are served, such as 443 and the ephemeral ports, and not all.
package rules.vpc.nacl_no_unrestricted_ssh_rdp

import data.library.network_acl
import data.library.verdict

evaluations contains verdict.non_compliant(entry, entry.attribute, "open", {"port": port, "cidr": entry.cidr}) if {
	some entry in network_acl.entries
	some port in [22, 3389]
	network_acl.opens(entry, port) == "yes"
}

evaluations contains verdict.insufficient_data(entry, entry.attribute, "unknown", {"port": port}) if {
	some entry in network_acl.entries
	some port in [22, 3389]
	network_acl.opens(entry, port) == "unknown"
}
