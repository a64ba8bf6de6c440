# METADATA
# scope: package
# title: Roles cannot be assumed by everyone
# description: >-
#   No trust policy lets everyone assume the role, unless conditions name the callers by fixed values. Nor does one trust an identity provider whoever the
#   user is: a web identity needs a condition on the provider's sub or aud, and on sub where all customers of a provider have the same aud, as those of GitHub have.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume-role.html
# custom:
#   id: IAM_ROLE_TRUST_POLICY_NOT_PUBLIC
#   source: plangate
#   severity: critical
#   resources: [aws_iam_role]
#   reads:
#     aws_iam_role: [assume_role_policy]
#   reasons:
#     public: "The trust policy allows {principal} to do {action}."
#     any_identity: "The trust policy lets every user of {provider} assume the role: no condition names the user."
#     unknown_identity: "The plan cannot tell which users of {provider} the trust policy lets assume the role."
#     unknown: The plan cannot tell whether the trust policy lets everyone assume the role.
#   remediation: Name the accounts, roles or services; for an identity provider, add a condition such as StringLike token.actions.githubusercontent.com:sub = repo:example/shop:*.
package rules.iam.iam_role_trust_policy_not_public

import data.library.logic
import data.library.public_policy
import data.library.statement
import data.library.verdict

evaluations contains evaluation if {
	some evaluation in public_policy.evaluations("aws_iam_role", "assume_role_policy", {"examples": ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"], "families": ["sts:*"]})
}

evaluations contains verdict.non_compliant(role, "assume_role_policy", "any_identity", {"provider": statement.text(provider)}) if {
	some [role, trust, provider] in web_identities
	is_open(trust, provider) == "yes"
}

evaluations contains verdict.insufficient_data(role, "assume_role_policy", "unknown_identity", {"provider": statement.text(provider)}) if {
	some [role, trust, provider] in web_identities
	is_open(trust, provider) == "unknown"
}

web_identities := [[role, trust, provider] |
	some role in input.resources.aws_iam_role
	some trust in object.get(role.documents, ["assume_role_policy", "statements"], [])
	some principal in trust.principals
	principal.type == "Federated"
	some provider in principal.values
]

# Whether a statement lets every user of a provider assume the role.
is_open(trust, provider) := logic.all({
	statement.allows(trust),
	statement.covers_action(trust, "sts:AssumeRoleWithWebIdentity"),
	statement.opposite[logic.any({"no"} | user_answers(trust, provider))],
})

# Of each condition that can name users of the provider, whether it does.
user_answers(trust, provider) := {logic.all({names_someone(v) | some v in condition.values}) |
	some condition in trust.conditions
	regex.match(needed_key(trust, provider), condition.key)
	statement.is_positive(condition)
}

needed_key(trust, provider) := `:sub$` if {
	some text in array.concat([statement.text(provider)], [condition.key | some condition in trust.conditions])
	some host in shared_hosts
	contains(text, host)
} else := `:(sub|aud)$`

# Their tokens have one audience, whoever the customer is.
shared_hosts := {"agent.buildkite.com", "app.terraform.io", "gitlab.com", "token.actions.githubusercontent.com"}

# Whatever comes after GitHub's owner may be open; elsewhere whatever comes after a name, such as that of GitLab's group.
names_someone(v) := "yes" if {
	regex.match(`^repo:[^*?/]+/`, literal_start(v))
} else := "yes" if {
	regex.match(`^[^*?:]+$|^[^*?:]+:[^*?]`, v)
	not startswith(v, "repo:")
} else := "no" if {
	is_string(v)
} else := "unknown"

literal_start(v) := v if is_string(v)

literal_start(v) := v.parts[0] if v["$symbol"] == "template"
