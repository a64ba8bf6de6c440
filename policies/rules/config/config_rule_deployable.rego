# METADATA
# scope: package
# title: AWS Config takes the rules of the plan, and keeps those that it has
# description: >-
#   AWS Config refuses some rules at apply only, when half of the plan is done. A managed rule has an identifier that exists, and a frequency
#   only if it is not evaluated by changes alone; the parameters of a rule are JSON whose values are text; and a rule is made after the recorder
#   that the same plan makes. A plan that deletes a rule ends what AWS Config watches with it, unless another rule of the plan has the same
#   identifier.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
#   - https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html
# custom:
#   id: CONFIG_RULE_DEPLOYABLE
#   source: plangate
#   severity: medium
#   resources: [aws_config_config_rule]
#   reads:
#     aws_config_config_rule: [input_parameters, maximum_execution_frequency, source]
#     aws_config_configuration_recorder: [name]
#   reasons:
#     identifier: "AWS Config has no managed rule {identifier}."
#     frequency: "Changes alone make AWS Config evaluate {identifier}, so it takes no maximum_execution_frequency."
#     region: "AWS Config has {identifier} in {region} only."
#     parameters: input_parameters is not a JSON object whose values are text.
#     recorder: "The rule may be made before the recorder {recorder}, and AWS Config takes no rules without one."
#     removed: "The plan deletes the rule, and AWS Config watches {identifier} no longer."
#     removed_in_part: "The plan deletes the rule, and does not tell whether another one of {identifier} is left."
#     unknown: The plan cannot tell whether AWS Config takes this setting.
#   remediation: Use an identifier of AWS's list and no frequency, in a region that has it, write parameters as text, and add the recorder to depends_on.
package rules.config.config_rule_deployable

import data.library.managed_rules
import data.library.plan
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.rule, entry.attribute, "identifier", {"identifier": entry.identifier}) if {
	some entry in managed
	is_string(entry.identifier)
	not managed_rules.triggers[entry.identifier]
}

evaluations contains verdict.insufficient_data(entry.rule, entry.attribute, "unknown", {}) if {
	some entry in managed
	not is_string(entry.identifier)
}

# Where the environment names the region, the plan does not.
evaluations contains verdict.non_compliant(entry.rule, entry.attribute, "region", {"identifier": entry.identifier, "region": region}) if {
	some entry in managed
	region := managed_rules.only_in[entry.identifier]
	is_string(entry.rule.region)
	entry.rule.region != region
}

evaluations contains verdict.non_compliant(entry.rule, frequency, "frequency", {"identifier": entry.identifier}) if {
	some entry in managed
	managed_rules.triggers[entry.identifier] == ["change"]
	value.presence(entry.rule.after[frequency]) == "present"
}

evaluations contains verdict.insufficient_data(entry.rule, frequency, "unknown", {}) if {
	some entry in managed
	managed_rules.triggers[entry.identifier] == ["change"]
	value.presence(entry.rule.after[frequency]) == "unknown"
}

evaluations contains verdict.non_compliant(rule, "input_parameters", "parameters", {}) if {
	some rule in input.resources.aws_config_config_rule
	not is_parameters(text_of(rule.after.input_parameters))
}

evaluations contains verdict.insufficient_data(rule, "input_parameters", "unknown", {}) if {
	some rule in input.resources.aws_config_config_rule
	not value.is_unset(rule.after.input_parameters)
	not text_of(rule.after.input_parameters)
}

# One of those that are still to come is enough to say so.
evaluations contains verdict.non_compliant(rule, null, "recorder", {"recorder": recorder}) if {
	some rule in input.resources.aws_config_config_rule
	plan.is_new(rule)
	recorder := later_recorder(rule)
}

later_recorder(rule) := first_recorder[rule.provider] if {
	not first_recorder[rule.provider] in rule.depends_on
} else := min(new_recorders[rule.provider] - {address | some address in rule.depends_on})

first_recorder := {provider: min(recorders) | some provider, recorders in new_recorders}

evaluations contains evaluation if {
	not input.plan.destroy
	some rule in input.removed.aws_config_config_rule
	rule.action == "delete"
	some block in value.elements(rule.before.source)
	identifier := value.attribute(block.value, "source_identifier")
	managed_rules.triggers[identifier]
	not [rule.provider, identifier] in kept
	evaluation := removed(rule, identifier)
}

removed(rule, identifier) := verdict.non_compliant(rule, null, "removed", {"identifier": identifier}) if {
	input.plan.complete
} else := verdict.insufficient_data(rule, null, "removed_in_part", {"identifier": identifier})

# Provider → addresses.
new_recorders[recorder.provider] contains recorder.address if {
	some recorder in input.resources.aws_config_configuration_recorder
	plan.is_new(recorder)
}

kept := {[entry.rule.provider, entry.identifier] | some entry in managed}

frequency := "maximum_execution_frequency"

# Rules that AWS manages, or may manage.
managed := [entry |
	some rule in input.resources.aws_config_config_rule
	some block in value.elements(rule.after.source)
	not value.attribute(block.value, "owner") in {"CUSTOM_LAMBDA", "CUSTOM_POLICY"}
	entry := {"rule": rule, "attribute": $"source{block.index}.source_identifier", "identifier": value.attribute(block.value, "source_identifier")}
]

# Parts that are known only after apply stand inside texts, so any text may take their place.
text_of(v) := v if {
	is_string(v)
	v != ""
}

text_of(v) := concat("", [known(part) | some part in v.parts]) if v["$symbol"] == "template"

known(part) := part if {
	is_string(part)
} else := "x"

# JSON's own grammar: an object whose values are text. https://datatracker.ietf.org/doc/html/rfc8259
is_parameters(content) if regex.match(object_of_texts, content)

object_of_texts := concat("", ["^", space, `\{`, space, $"({pair}({space},{space}{pair})*{space})?", `\}`, space, "$"])

pair := concat("", [text, space, ":", space, text])

text := `"([^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*"`

space := `[ \t\r\n]*`
