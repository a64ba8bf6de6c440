import { ApiGatewayGatewayResponse } from "@cdktf/provider-aws/lib/api-gateway-gateway-response";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IDEMPOTENCY_HEADER } from "../../functions/receipt-analyzer/contract/openapi";

export interface CrossOriginAccessProps {
  readonly restApiId: string;
  readonly resourceId: string;
  /** The one website whose scripts may call: `https://www.example.com`. */
  readonly allowedOrigin: string;
}

/** Seconds for which a browser remembers the answer. */
const MAX_AGE = 600;

/**
 * Lets the scripts of one website call: browsers ask first, with OPTIONS, and get an answer that needs no function. Refusals
 * of API Gateway carry the same header, or a script could not read why. https://developer.mozilla.org/docs/Web/HTTP/CORS
 */
export class CrossOriginAccess extends Construct {
  /** What has to be there before the API is deployed. */
  readonly parts: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { restApiId, resourceId, allowedOrigin }: CrossOriginAccessProps) {
    super(scope, id);
    const headers = {
      "Access-Control-Allow-Origin": allowedOrigin,
      "Access-Control-Allow-Methods": "OPTIONS,POST",
      "Access-Control-Allow-Headers": `Authorization,Content-Type,${IDEMPOTENCY_HEADER}`,
      "Access-Control-Max-Age": String(MAX_AGE),
    };
    const method = new ApiGatewayMethod(this, "options", {
      restApiId,
      resourceId,
      httpMethod: "OPTIONS",
      // Browsers send no credentials with the question.
      authorization: "NONE",
    });
    const place = { restApiId, resourceId, httpMethod: method.httpMethod };
    const integration = new ApiGatewayIntegration(this, "answer", {
      ...place,
      type: "MOCK",
      requestTemplates: { "application/json": JSON.stringify({ statusCode: 204 }) },
    });
    const response = new ApiGatewayMethodResponse(this, "response", {
      ...place,
      statusCode: "204",
      responseParameters: Object.fromEntries(
        Object.keys(headers).map((name) => [`method.response.header.${name}`, true]),
      ),
    });
    const answer = new ApiGatewayIntegrationResponse(this, "answer-headers", {
      ...place,
      statusCode: response.statusCode,
      responseParameters: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, quoted(value)]),
      ),
      dependsOn: [integration],
    });
    const refusals = Object.entries(REFUSALS).map(
      ([responseType, title]) =>
        new ApiGatewayGatewayResponse(this, responseType, {
          restApiId,
          responseType,
          responseParameters: {
            "gatewayresponse.header.Access-Control-Allow-Origin": quoted(allowedOrigin),
            "gatewayresponse.header.Strict-Transport-Security": quoted("max-age=31536000"),
          },
          responseTemplates: { "application/problem+json": problem(title) },
        }),
    );
    this.parts = [method, integration, response, answer, ...refusals];
  }
}

/** All of them; those that a caller can do something about with a word of why. */
const REFUSALS = {
  BAD_REQUEST_BODY: "The request is not what the API describes",
  BAD_REQUEST_PARAMETERS: "The request is not what the API describes",
  DEFAULT_4XX: "The request was refused",
  DEFAULT_5XX: "The receipt could not be analyzed",
};

/**
 * A refusal as RFC 9457 has it, like those of the function. What was wrong of a body is said by place and rule, without its
 * content. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
function problem(title: string): string {
  // Not JSON before it is filled in: a variable with `String` at its end brings its own quotes.
  return `{"type":"about:blank","title":${JSON.stringify(title)},"detail":$context.error.messageString,"instance":"urn:uuid:$context.requestId"}`;
}

/** API Gateway's way to write a literal instead of a mapping. */
function quoted(text: string): string {
  return `'${text}'`;
}
