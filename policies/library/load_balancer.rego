# METADATA
# title: Load balancers and their listeners
# description: >-
#   aws_alb and aws_alb_listener are other names of aws_lb and aws_lb_listener, so rules ask for both. Classic load balancers (aws_elb) are another resource.
package library.load_balancer

import data.library.plan
import data.library.value

# METADATA
# description: Application, network and gateway load balancers.
all := array.concat([balancer | some balancer in input.resources.aws_lb], [balancer | some balancer in input.resources.aws_alb])

# METADATA
# description: Those that are application load balancers, or may be.
application := [balancer | some balancer in all; kind(balancer) in {"application", "unknown"}]

# METADATA
# description: The kind of a load balancer, "application", "network", "gateway" or "unknown".
kind(balancer) := type if {
	type := balancer.after.load_balancer_type
	type in {"application", "network", "gateway"}
} else := "application" if {
	value.is_unset(balancer.after.load_balancer_type)
} else := "unknown"

# METADATA
# description: Listeners of load balancers.
listeners := array.concat([listener | some listener in input.resources.aws_lb_listener], [listener | some listener in input.resources.aws_alb_listener])

# What there is; of any other word nobody knows what it means.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
protocols := {"HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"}

# METADATA
# description: |
#   The protocol of a listener in upper case, or "unknown". Left out, it is HTTP for an application load balancer, and nothing can be chosen for a
#   gateway load balancer.
protocol(listener) := upper(listener.after.protocol) if {
	is_string(listener.after.protocol)
	upper(listener.after.protocol) in protocols
} else := {"application": "HTTP", "gateway": "GENEVE", "network": "unknown", "unknown": "unknown"}[kind_of(listener)] if {
	value.is_unset(listener.after.protocol)
} else := "unknown"

# METADATA
# description: The kind of a listener's load balancer.
kind_of(listener) := kind(balancer) if {
	not plan.leads_elsewhere(listener, "load_balancer_arn", ["aws_lb", "aws_alb"])
	[balancer] := plan.linked(listener, "load_balancer_arn", ["aws_lb", "aws_alb"])
} else := "unknown"
