# METADATA
# title: CIDR blocks
package library.cidr

# METADATA
# description: |
#   Whether a value is every IPv4 or every IPv6 address: "yes", "no" or "unknown".
#   A prefix of no bits is every address, however the address is spelled: ::/0, 0:0:0:0:0:0:0:0/0, 0.0.0.0/0 and 1.2.3.4/0 (AWS masks it).
everyone(block) := is_everyone(block) if {
	is_valid(block)
} else := is_everyone(ending) if {
	# Its prefix is known although its address is not, e.g. that of an Elastic IP address and "/32".
	block["$symbol"] == "template"
	ending := block.parts[count(block.parts) - 1]
	regex.match(`^[0-9A-Fa-f.:]*/[0-9]{1,3}$`, ending)
} else := "no" if {
	block["$symbol"] == "reference"
	is_limited(block)
} else := "unknown"

# METADATA
# description: |
#   Whether a known block is more than any one network has: up to 8 bits of IPv4 or 31 of IPv6, and not private. A block that is unknown, or that
#   is no block, is not wide; whether it is everyone is unknown.
is_wide(block) if {
	is_string(block)
	regex.match(`^[0-9.]+/0*[1-8]$`, block)
	not regex.match(`^10\..*/0*8$`, block)
}

is_wide(block) if {
	is_string(block)
	regex.match(`:.*/0*([1-9]|[12][0-9]|3[01])$`, block)
	not regex.match(`^[Ff][C-Ec-e]`, block)
}

is_everyone(text) := "yes" if {
	regex.match(`/0+$`, text)
} else := "no"

# The prefix is checked by its text first: net.cidr_contains in WASM takes "/ 0", "/-0" and "/0/0" for prefixes, native OPA does not.
is_valid(block) if {
	is_string(block)
	regex.match(`^[0-9A-Fa-f.:]+/[0-9]{1,3}$`, block)
	net.cidr_contains(block, block)
}

# A VPC's block has at least 16 bits (IPv6: 44), and a subnet's is part of it.
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
is_limited(reference) if {
	reference.attribute in {"cidr_block", "ipv6_cidr_block"}
	regex.match(`(^|\.)aws_(default_)?(subnet|vpc)\.[0-9A-Za-z_-]+(\[[^]]*\])?$`, reference.address)
}
