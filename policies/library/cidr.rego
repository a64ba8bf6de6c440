# METADATA
# title: CIDR blocks
package library.cidr

# METADATA
# description: |
#   Whether a value is every IPv4 or every IPv6 address: "yes", "no" or "unknown".
#   A prefix of no bits is every address, however the address is spelled: ::/0, 0:0:0:0:0:0:0:0/0, 0.0.0.0/0 and 1.2.3.4/0 (AWS masks it).
everyone(block) := "unknown" if {
	not is_valid(block)
} else := "yes" if {
	regex.match(`/0+$`, block)
} else := "no"

# METADATA
# description: |
#   The prefix is checked by its text first, because net.cidr_contains in WASM takes "/ 0", "/-0" and "/0/0" for numbers, which native OPA does not.
is_valid(block) if {
	is_string(block)
	regex.match(`^[0-9A-Fa-f.:]+/[0-9]{1,3}$`, block)
	net.cidr_contains(block, block)
}
