package library.ingress_test

import data.library.cidr
import data.library.fixtures
import data.library.ingress

test_protocol[case] if {
	some [v, want] in [
		["-1", "all"], ["all", "all"], ["ALL", "all"], [-1, "all"],
		["tcp", "tcp"], ["TCP", "tcp"], ["6", "tcp"], [6, "tcp"],
		["udp", "udp"], ["UDP", "udp"], ["17", "udp"], [17, "udp"], ["icmp", "other"], ["icmpv6", "other"], [58, "other"], ["0", "other"], ["255", "other"],
		["256", "unknown"], ["06", "unknown"], ["6.0", "unknown"], ["tcp ", "unknown"], ["-2", "unknown"], ["ssh", "unknown"],
		["", "unknown"], [null, "unknown"], [true, "unknown"], [["tcp"], "unknown"], [fixtures.unknown, "unknown"],
		[6.5, "unknown"], [256, "unknown"], [-2, "unknown"],
	]
	case := json.marshal(v)
	ingress.protocol(v) == want
}

source(protocol, from, to, block) := {
	"inbound": "yes",
	"protocol": protocol,
	"from": from,
	"to": to,
	"cidr": block,
	"everyone": cidr.everyone(block),
}

test_admits_everyone[note] if {
	some note, [source_given, want] in {
		"all protocols": [source("all", 0, 65535, "0.0.0.0/0"), "yes"],
		"exactly the port": [source("tcp", 22, 22, "0.0.0.0/0"), "yes"],
		"lower edge": [source("tcp", 22, 80, "::/0"), "yes"],
		"upper edge": [source("tcp", 1, 22, "::/0"), "yes"],
		"port below": [source("tcp", 23, 80, "0.0.0.0/0"), "no"],
		"port above": [source("tcp", 1, 21, "0.0.0.0/0"), "no"],
		"port 0 only": [source("tcp", 0, 0, "0.0.0.0/0"), "no"],
		"UDP": [source("udp", 22, 22, "0.0.0.0/0"), "no"],
		"other protocol": [source("other", 22, 22, "0.0.0.0/0"), "no"],
		"other protocol with unknown ports": [source("other", "unknown", "unset", "0.0.0.0/0"), "no"],
		"narrow block, all else unknown": [source("unknown", "unknown", "unknown", "10.0.0.0/8"), "no"],
		"port closed unless it is every protocol": [source("unknown", 80, 80, fixtures.unknown), "unknown"],
		"unknown block": [source("tcp", 22, 22, fixtures.unknown), "unknown"],
		"unknown protocol": [source("unknown", 22, 22, "0.0.0.0/0"), "unknown"],
		"ports left out": [source("tcp", "unset", "unset", "0.0.0.0/0"), "unknown"],
		"unknown upper port": [source("tcp", 1, "unknown", "0.0.0.0/0"), "unknown"],
		"ports in the wrong order": [source("tcp", 80, 1, "0.0.0.0/0"), "unknown"],
		"negative port": [source("tcp", -1, -1, "0.0.0.0/0"), "unknown"],
		"port out of range": [source("tcp", 0, 65536, "0.0.0.0/0"), "unknown"],
	}
	ingress.admits_everyone(source_given, 22) == want
}

# Ports as rules that list them read them, whichever port they ask for.
test_ports_of_entries if {
	all_protocols := fixtures.resource("aws_vpc_security_group_ingress_rule.r", {"ip_protocol": "-1", "from_port": 1, "to_port": 2, "cidr_ipv4": "0.0.0.0/0", "cidr_ipv6": null})
	remote_access := [{"ec2_ssh_key": "operations", "source_security_group_ids": null}]
	model := fixtures.plan([all_protocols, fixtures.resource("aws_eks_node_group.n", {"remote_access": remote_access})])
	found := ingress.sources with input as model
	[[entry.address, entry.from, entry.to] | some entry in found] == [["aws_vpc_security_group_ingress_rule.r", 0, 65535], ["aws_eks_node_group.n", 22, 22]]
}
