# METADATA
# scope: package
# title: REST API stages present a client certificate
# description: >-
#   A stage presents a certificate to its backend, which can so tell API Gateway from others. It is of use only for HTTP backends.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/api-gw-ssl-enabled.html
#   - https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
# custom:
#   id: API_GW_SSL_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_api_gateway_stage]
#   reads:
#     aws_api_gateway_stage: [client_certificate_id]
#   controls:
#     fsbp: [APIGateway.2]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     wrong: The stage presents no client certificate to its backend.
#     unknown: The plan cannot tell whether the stage presents a client certificate to its backend.
#   remediation: Set client_certificate_id to an aws_api_gateway_client_certificate.
package rules.apigateway.api_gw_ssl_enabled

import data.library.setting

evaluations contains evaluation if {
	resources := [resource | some resource in input.resources.aws_api_gateway_stage]
	some evaluation in setting.must_be_present(resources, "client_certificate_id")
}
