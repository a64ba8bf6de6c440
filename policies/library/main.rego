# METADATA
# title: What the rules find
# description: One evaluation of the plan model for all rules, by rule id. A rule is found by its package; nothing lists the rules.
package plangate

evaluations[upper(name)] := found if found := data.rules[_][name].evaluations
