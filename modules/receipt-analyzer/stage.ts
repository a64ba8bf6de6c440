import { ApiGatewayClientCertificate } from "@cdktf/provider-aws/lib/api-gateway-client-certificate";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Limits } from "./limits";

export interface StageProps {
  readonly name: string;
  readonly restApiId: string;
  readonly deploymentId: string;
  readonly limits: Limits;
  readonly logs: {
    readonly keyArn: string;
    /** Days, a value that CloudWatch Logs knows. */
    readonly retentionDays: number;
  };
}

const STAGE = "v1";

/** What is noted of each request; nothing of its content. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference */
const LOGGED = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  user: "$context.authorizer.claims.sub",
  httpMethod: "$context.httpMethod",
  resourcePath: "$context.resourcePath",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  error: "$context.error.message",
  validationError: "$context.error.validationErrorString",
  firewall: "$context.wafResponseCode",
};

/** The stage that is called: throttled, traced, every request logged. */
export class Stage extends Construct {
  readonly arn: string;
  readonly stageName: string;

  constructor(scope: Construct, id: string, { name, restApiId, deploymentId, limits, logs }: StageProps) {
    super(scope, id);
    const encrypted = { kmsKeyId: logs.keyArn, retentionInDays: logs.retentionDays };
    const accessLogs = new CloudwatchLogGroup(this, "access-logs", {
      name: `/api-gateway/${name}/access`,
      ...encrypted,
    });
    // API Gateway writes to this group whatever it is told, and makes it if there is none, without key and retention.
    const executionLogs = new CloudwatchLogGroup(this, "execution-logs", {
      name: `API-Gateway-Execution-Logs_${restApiId}/${STAGE}`,
      ...encrypted,
    });
    const certificate = new ApiGatewayClientCertificate(this, "client-certificate", {
      description: `Shown by ${name} to what it calls`,
    });
    const stage = new ApiGatewayStage(this, "stage", {
      restApiId,
      deploymentId,
      stageName: STAGE,
      accessLogSettings: { destinationArn: accessLogs.arn, format: JSON.stringify(LOGGED) },
      clientCertificateId: certificate.id,
      xrayTracingEnabled: true,
      dependsOn: [executionLogs],
    });
    new ApiGatewayMethodSettings(this, "method-settings", {
      restApiId,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: {
        loggingLevel: "ERROR",
        // Would write whole requests, receipts included, into the log.
        dataTraceEnabled: false,
        metricsEnabled: true,
        throttlingRateLimit: limits.requestsPerSecond,
        throttlingBurstLimit: limits.burst,
        // Answers are personal and not cached; should caching ever be switched on, it starts encrypted.
        cachingEnabled: false,
        cacheDataEncrypted: true,
      },
    });
    this.arn = stage.arn;
    this.stageName = stage.stageName;
  }
}
