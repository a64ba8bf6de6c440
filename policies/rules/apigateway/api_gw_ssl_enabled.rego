# METADATA
# scope: package
# title: REST API stages present a client certificate
# description: >-
#   A stage presents a certificate to its backend, which can so tell API Gateway from others. It is of use only for HTTP backends.
#   With the parameter CertificateIDs it is one of these.
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
#   parameters:
#     CertificateIDs: {description: "Ids of the client certificates that stages may present, separated by commas; any when left out."}
#   controls:
#     fsbp: [APIGateway.2]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     wrong: The stage presents no client certificate to its backend.
#     unknown: The plan cannot tell whether the stage presents a client certificate to its backend.
#     other: "The client certificate of the stage is none of {allowed}."
#     unknown_other: "The plan cannot tell whether the client certificate of the stage is one of {allowed}."
#   remediation: Set client_certificate_id to an aws_api_gateway_client_certificate.
package rules.apigateway.api_gw_ssl_enabled

import data.library.parameter
import data.library.setting

evaluations contains evaluation if some evaluation in setting.must_be_present(stages, "client_certificate_id")

evaluations contains evaluation if {
	allowed := parameter.items("API_GW_SSL_ENABLED", "CertificateIDs")
	some evaluation in setting.must_be_among(allowed, stages, "client_certificate_id")
}

stages := [stage | some stage in input.resources.aws_api_gateway_stage]
