package library.cidr_test

import data.library.cidr
import data.library.fixtures

test_everyone[case] if {
	some [block, want] in [
		["0.0.0.0/0", "yes"], ["1.2.3.4/0", "yes"], ["0.0.0.0/00", "yes"],
		["::/0", "yes"], ["::0/0", "yes"], ["0::/0", "yes"], ["0:0:0:0:0:0:0:0/0", "yes"], ["::/00", "yes"], ["::0.0.0.0/0", "yes"],
		["0000:0000:0000:0000:0000:0000:0000:0000/0", "yes"], ["2001:DB8::/0", "yes"],
		["0.0.0.0/1", "no"], ["10.0.0.0/8", "no"], ["203.0.113.7/32", "no"], ["2001:db8::/32", "no"], ["::/1", "no"], ["10.0.0.0/10", "no"],
		["0.0.0.0", "unknown"], ["0.0.0.0/33", "unknown"], ["::/129", "unknown"], ["", "unknown"], ["/0", "unknown"], ["everyone/0", "unknown"],
		[" 0.0.0.0/0", "unknown"], ["0.0.0.0/0 ", "unknown"], ["0.0.0.0/ 0", "unknown"], ["0.0.0.0/-0", "unknown"], ["0.0.0.0/+0", "unknown"],
		["0.0.0.0/0/0", "unknown"], ["300.0.0.0/0", "unknown"], ["0.0.0/0", "unknown"], ["fe80::1%eth0/64", "unknown"],
		[fixtures.unknown, "unknown"], [fixtures.template([fixtures.reference("aws_eip.a", "public_ip"), "/32"]), "no"],
		[fixtures.template([fixtures.reference("aws_eip.a", "public_ip"), "/0"]), "yes"],
		[fixtures.template([fixtures.reference("aws_eip.a", "public_ip"), "/", fixtures.unknown]), "unknown"],
		[fixtures.template(["10.0.0.0/", fixtures.unknown]), "unknown"],
		[fixtures.template([]), "unknown"],
		[fixtures.reference("aws_vpc.main", "cidr_block"), "no"],
		[fixtures.reference("module.network[0].aws_subnet.a[\"b\"]", "ipv6_cidr_block"), "no"],
		[fixtures.reference("aws_network_acl_rule.a[\"aws_vpc.b\"]", "cidr_block"), "unknown"],
		[fixtures.reference("aws_vpc.main", "tags"), "unknown"],
		[null, "unknown"], [0, "unknown"], [["0.0.0.0/0"], "unknown"],
	]
	case := json.marshal(block)
	cidr.everyone(block) == want
}

test_is_wide[case] if {
	some [block, want] in [
		["0.0.0.0/1", true], ["128.0.0.0/1", true], ["52.0.0.0/8", true], ["52.0.0.0/08", true], ["10.0.0.0/7", true], ["100.0.0.0/8", true],
		["52.0.0.0/9", false], ["10.0.0.0/8", false], ["10.0.0.0/08", false], ["192.168.0.0/16", false], ["1.2.3.4/18", false], ["1.2.3.4/31", false],
		["::/1", true], ["2000::/3", true], ["2600::/12", true], ["2001:db8::/31", true], ["2001:db8::/031", true],
		["2001:db8::/32", false], ["2001:db8::/128", false], ["fc00::/7", false], ["FD00::/8", false], ["fe80::/10", false],
		["everyone", false], [fixtures.unknown, false], [null, false], [["0.0.0.0/1"], false],
	]
	case := json.marshal(block)
	answers := {true: [true], false: []}
	[true | cidr.is_wide(block)] == answers[want]
}
