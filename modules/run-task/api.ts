import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";

export interface TaskApiProps {
  readonly name: string;
  readonly functionInvokeArn: string;
  readonly logs: { readonly keyArn: string; readonly retentionDays: number };
}

/** Requests a second: a large organization starts some runs a second. */
const RATE = 50;
const BURST = 250;

/** What is noted of each request; nothing of its content. */
const LOGGED = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLatency: "$context.responseLatency",
  error: "$context.error.message",
};

/**
 * An HTTP API with one route, `POST /`: TLS, throttling and access logs before the function. Who calls is proven by the
 * signature over the body, which the function checks: HCP Terraform can neither sign in nor show a certificate.
 */
export class TaskApi extends Construct {
  /** Who calls the function. */
  readonly callArn: string;
  /** Where HCP Terraform sends run tasks to. */
  readonly url: string;

  constructor(scope: Construct, id: string, { name, functionInvokeArn, logs }: TaskApiProps) {
    super(scope, id);
    const api = new Apigatewayv2Api(this, "api", {
      name,
      description: "Run tasks of HCP Terraform",
      protocolType: "HTTP",
    });
    const integration = new Apigatewayv2Integration(this, "function", {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: functionInvokeArn,
      payloadFormatVersion: "2.0",
    });
    new Apigatewayv2Route(this, "route", {
      apiId: api.id,
      routeKey: "POST /",
      authorizationType: "NONE",
      target: `integrations/${integration.id}`,
    });
    const accessLogs = new CloudwatchLogGroup(this, "access-logs", {
      name: `/api-gateway/${name}/access`,
      kmsKeyId: logs.keyArn,
      retentionInDays: logs.retentionDays,
    });
    new Apigatewayv2Stage(this, "stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: accessLogs.arn, format: JSON.stringify(LOGGED) },
      defaultRouteSettings: { throttlingRateLimit: RATE, throttlingBurstLimit: BURST, detailedMetricsEnabled: true },
    });
    this.callArn = `${api.executionArn}/*/*`;
    this.url = api.apiEndpoint;
  }
}
