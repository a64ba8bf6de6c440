package library.load_balancer_test

import data.library.fixtures
import data.library.load_balancer

balancer(type) := fixtures.resource("aws_lb.b", {"load_balancer_type": type})

test_kind[note] if {
	some note, [type, want] in {
		"application": ["application", "application"],
		"network": ["network", "network"],
		"gateway": ["gateway", "gateway"],
		"left out": [null, "application"],
		"unknown": [fixtures.unknown, "unknown"],
		"malformed": ["classic", "unknown"],
	}
	load_balancer.kind(balancer(type)) == want
}

listener(protocol, link) := fixtures.linked(fixtures.resource("aws_lb_listener.l", {"protocol": protocol}), {"load_balancer_arn": link})

test_protocol[note] if {
	the_balancer := fixtures.to(["aws_lb.b"])
	some note, [protocol, link, type, want] in {
		"given": ["HTTPS", the_balancer, "application", "HTTPS"],
		"in lower case": ["tls", the_balancer, "network", "TLS"],
		"left out": [fixtures.unset, the_balancer, "application", "HTTP"],
		"left out, empty": ["", the_balancer, "application", "HTTP"],
		"left out, of a gateway": [fixtures.unset, the_balancer, "gateway", "GENEVE"],
		"left out, of a network": [fixtures.unset, the_balancer, "network", "unknown"],
		"left out, elsewhere": [fixtures.unset, fixtures.elsewhere, "application", "unknown"],
		"left out, of one that may be another": [fixtures.unset, object.union(the_balancer, {"unresolved": true}), "application", "unknown"],
		"unknown": [fixtures.unknown, the_balancer, "application", "unknown"],
		"malformed": [443, the_balancer, "application", "unknown"],
		"no protocol": ["HTTPX", the_balancer, "application", "unknown"],
		"a template that nobody resolves": ["${var.nobody}", the_balancer, "application", "unknown"],
	}
	found := load_balancer.protocol(listener(protocol, link)) with input as fixtures.plan([balancer(type)])
	found == want
}

test_every_protocol_that_there_is[protocol] if {
	some protocol in ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"]
	found := load_balancer.protocol(listener(protocol, fixtures.elsewhere)) with input as fixtures.plan([])
	found == protocol
}

test_protocol_at_a_balancer_of_the_other_name if {
	gateway := fixtures.resource("aws_alb.b", {"load_balancer_type": "gateway"})
	found := load_balancer.protocol(listener(fixtures.unset, fixtures.to(["aws_alb.b"]))) with input as fixtures.plan([gateway])
	found == "GENEVE"
}

test_other_names if {
	resources := [fixtures.resource($"{type}.x", {"load_balancer_type": "application"}) | some type in ["aws_lb", "aws_alb", "aws_lb_listener", "aws_alb_listener"]]
	model := fixtures.plan(resources)
	[balancer.address | some balancer in load_balancer.application] == ["aws_lb.x", "aws_alb.x"] with input as model
	[found.address | some found in load_balancer.listeners] == ["aws_lb_listener.x", "aws_alb_listener.x"] with input as model
}
