# METADATA
# title: Plan models for tests
# description: Short ways to write a plan model and to read evaluations. Never part of the bundle.
package library.fixtures

unset := {"$symbol": "unset"}

unknown := {"$symbol": "unknown", "references": []}

missing := {"$symbol": "missing"}

reference(address, attribute) := {"$symbol": "reference", "address": address, "attribute": attribute}

template(parts) := {"$symbol": "template", "parts": parts}

# METADATA
# description: A resource that this plan creates, by address.
resource(address, after) := {
	"address": address,
	"type": split(address, ".")[0],
	"action": "create",
	"provider": "aws",
	"region": "us-east-1",
	"before": null,
	"after": after,
	"documents": {},
	"links": {},
	"companions": {},
	"depends_on": [],
}

# METADATA
# description: A resource of the state that this plan leaves as it is.
existing(address, values) := object.union(resource(address, values), {"action": "no-op", "before": values})

# METADATA
# description: A resource that this plan deletes.
deleted(address, before) := object.union(resource(address, {}), {"action": "delete", "before": before})

# METADATA
# description: A link that certainly names these resources and nothing else.
to(addresses) := {"to": addresses, "outside": false, "unresolved": false}

elsewhere := {"to": [], "outside": true, "unresolved": false}

ambiguous := {"to": [], "outside": false, "unresolved": true}

# METADATA
# description: The resource with its links. Companions follow from the links of all, as in the gate.
linked(from, links) := object.union(from, {"links": links})

# METADATA
# description: The plan model of these resources.
plan(resources) := {
	"plan": {"format_version": "1.2", "terraform_version": "1.11.4", "destroy": false, "complete": true},
	"resources": by_type([joined(r, names) | some r in surviving]),
	"removed": by_type([r | some r in resources; is_removed(r)]),
	"data": {},
	"ambiguous": {type: unresolved | some type, _ in by_type(surviving); unresolved := of_some([r.links | some r in surviving; r.type == type])},
	"parameters": {},
} if {
	surviving := [r | some r in resources; not is_removed(r)]
	names := {[named, r.type, r.address] |
		some r in surviving
		some link in r.links
		not link.unresolved
		some named in link.to
	}
}

# METADATA
# description: Evaluations as text, status, address, attribute and reason.
brief(evaluations) := {$"{e.status} {e.resource} {e.attribute}: {e.reason}" | some e in evaluations}

# Attribute → whether it is unresolved in some of the links, of those that all resources have.
of_some(links) := {attribute: is_unresolved |
	some attribute in intersection({object.keys(each) | some each in links})
	is_unresolved := true in {each[attribute].unresolved | some each in links}
}

is_removed(resource) if resource.action in {"delete", "forget"}

by_type(resources) := {type: {r.address: r | some r in resources; r.type == type} |
	some resource in resources
	type := resource.type
}

joined(resource, names) := object.union(resource, {"companions": {type: addresses |
	some [resource.address, type, _] in names
	addresses := [address | some [resource.address, type, address] in names]
}})
