# METADATA
# scope: package
# title: Buckets refuse requests without TLS
# description: >-
#   The policy of every bucket denies everyone every action on the bucket and its objects when aws:SecureTransport is false. Allowing only requests
#   with TLS is not enough: an identity policy can allow the others.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html
#   - https://repost.aws/knowledge-center/s3-bucket-policy-for-config-rule
# custom:
#   id: S3_BUCKET_SSL_REQUESTS_ONLY
#   source: aws-config
#   aliases: [s3-bucket-ssl-requests-only]
#   severity: medium
#   resources: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket, policy]
#     aws_s3_bucket_policy: [bucket, policy]
#   controls:
#     fsbp: [S3.5]
#     cis_1_4: ["2.1.2"]
#     cis_3_0: ["2.1.1"]
#     pci_3_2_1: ["4.1"]
#     pci_4_0_1: ["4.2.1"]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     not_refused: "The bucket policy ({policy}) does not deny requests without TLS."
#     weak_condition: "The Deny in {policy} lets requests without TLS pass. Its one condition must be: Bool, aws:SecureTransport, false."
#     narrow: "The Deny in {policy} leaves out too much. It must cover every principal, s3:*, the bucket's ARN and the ARN with /*."
#     unknown: "The plan cannot tell whether {policy} denies requests without TLS."
#     none: "The bucket has no policy, so that it takes requests without TLS. (Another stack may add one.)"
#     removed: This plan removes the bucket's policy, so that the bucket takes requests without TLS.
#     state: The bucket has no policy that denies requests without TLS.
#     elsewhere: The plan shows no policy of the bucket, and cannot tell that it has none.
#   remediation: Add a statement to the bucket policy that denies principal * the action s3:* on the bucket and its objects, on the condition Bool aws:SecureTransport = false.
package rules.s3.s3_bucket_ssl_requests_only

import data.library.plan
import data.library.resource_policy
import data.library.s3
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(bucket, null, reason, {"policy": policy}) if {
	some [bucket, policy, reason] in findings
	reason != "unknown"
}

evaluations contains verdict.insufficient_data(bucket, null, "unknown", {"policy": policy}) if {
	some [bucket, policy, "unknown"] in findings
}

evaluations contains evaluation if some evaluation in s3.required("aws_s3_bucket_policy", own)

findings := [[bucket, policy.address, reason] |
	some bucket in s3.buckets
	some policy in plan.companions(bucket, "aws_s3_bucket_policy")
	refusal := refusal_by(policy, bucket)
	refusal != "refused"
	reason := object.get({"none": "not_refused"}, refusal, refusal)
]

# The policy that the state has, or one in the deprecated argument.
own := {bucket.address: answer |
	some bucket in s3.buckets
	answer := own_policy(bucket)
}

own_policy(bucket) := "no" if {
	value.is_unset(bucket.after.policy)
} else := object.get({"refused": "yes", "unknown": "unknown"}, refusal_by(bucket, bucket), "no")

refusal_by(holder, bucket) := resource_policy.refusal_without_tls(
	s3.document_of(object.get(holder.documents, "policy", {}), bucket),
	"s3",
	s3.arns(bucket),
)
