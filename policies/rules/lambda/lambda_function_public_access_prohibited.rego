# METADATA
# scope: package
# title: Functions cannot be called by everyone
# description: >-
#   No permission lets everyone call a function, nor S3 for buckets of other accounts, and no function URL goes without authentication: for such
#   a one the provider adds a permission for everyone.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-public-access-prohibited.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
# custom:
#   id: LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
#   source: aws-config
#   severity: critical
#   resources: [aws_lambda_function_url, aws_lambda_permission]
#   reads:
#     aws_lambda_function_url: [authorization_type]
#     aws_lambda_permission: [principal, principal_org_id, source_account, source_arn]
#   controls:
#     fsbp: [Lambda.1]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4", "7.2.1"]
#     pci_4_0_1: ["7.2.1"]
#     nist_800_53_r5:
#       [AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20),
#       SC-7(21)]
#   reasons:
#     public: The permission lets everyone call the function.
#     bucket: "The permission lets S3 call the function for buckets of every account: it has no source_account."
#     url: The function URL asks for no authentication.
#     unknown: The plan cannot tell whether everyone may call the function.
#   remediation: Name who may call the function, and for S3 the source_account. Give a function URL the authorization_type AWS_IAM.
package rules.lambda.lambda_function_public_access_prohibited

import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(permission, attribute, reason, {}) if {
	some permission in input.resources.aws_lambda_permission
	some reason, attribute in {"public": "principal", "bucket": "source_account"}
	state(permission) == reason
}

evaluations contains verdict.insufficient_data(permission, "principal", "unknown", {}) if {
	some permission in input.resources.aws_lambda_permission
	state(permission) == "unknown"
}

evaluations contains verdict.non_compliant(url, "authorization_type", "url", {}) if {
	some url in input.resources.aws_lambda_function_url
	url.after.authorization_type == "NONE"
}

evaluations contains verdict.insufficient_data(url, "authorization_type", "unknown", {}) if {
	some url in input.resources.aws_lambda_function_url
	not url.after.authorization_type in {"AWS_IAM", "NONE"}
}

state(permission) := state_of_service(permission) if {
	permission.after.principal == "s3.amazonaws.com"
} else := state_of_anyone(permission) if {
	is_string(permission.after.principal)
	contains(permission.after.principal, "*")
} else := "limited" if {
	value.presence_of_text(permission.after.principal) == "present"
} else := "unknown"

state_of_service(permission) := {"absent": "bucket", "present": "limited", "unknown": "unknown"}[value.presence_of_text(permission.after.source_account)]

# Everyone, but only of an organization, an account or a resource.
state_of_anyone(permission) := "limited" if {
	"present" in limits(permission)
} else := "unknown" if {
	"unknown" in limits(permission)
} else := "public"

limits(permission) := {limit_of(permission.after[name]) | some name in ["principal_org_id", "source_account", "source_arn"]}

# A condition that any value meets is none.
limit_of(v) := "absent" if {
	regex.match(`[*?]`, v)
} else := value.presence_of_text(v)
