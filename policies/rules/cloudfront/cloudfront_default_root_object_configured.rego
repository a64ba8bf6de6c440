# METADATA
# scope: package
# title: Distributions have a default root object
# description: >-
#   A request for the root of the distribution gets an object of its own, and not what the origin answers, which may be a list of all its
#   objects.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-default-root-object-configured.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html
# custom:
#   id: CLOUDFRONT_DEFAULT_ROOT_OBJECT_CONFIGURED
#   source: aws-config
#   severity: high
#   resources: [aws_cloudfront_distribution]
#   reads:
#     aws_cloudfront_distribution: [default_root_object]
#   controls: {fsbp: [CloudFront.1], pci_4_0_1: ["2.2.6"], nist_800_53_r5: [SC-7(11), SC-7(16)]}
#   reasons:
#     wrong: The distribution has no default root object.
#     unknown: The plan cannot tell whether the distribution has a default root object.
#   remediation: Set default_root_object, e.g. to index.html.
#   fix: {attribute: default_root_object, value: index.html}
package rules.cloudfront.cloudfront_default_root_object_configured

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_cloudfront_distribution]
	some evaluation in setting.must_be_present(resources, "default_root_object")
}
