import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { AliasTarget } from "../dns-zone";
import { LambdaFunction, type LambdaFunctionProps } from "../lambda-function";
import { Alarms } from "../monitoring";
import type { Statement } from "../policy-document";
import { Answers } from "./answers";
import { ReceiptsApi, type ReceiptsApiProps } from "./api";
import type { Limits } from "./limits";

export type { Limits };

export interface ReceiptAnalyzerProps {
  /** Part of the names of everything in it. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly function: Pick<LambdaFunctionProps, "code" | "memorySize" | "concurrency">;
  /** Foundation model of Bedrock that reads what Textract leaves open: `amazon.nova-lite-v1:0`. Default: none; Textract alone. */
  readonly modelId?: string;
  readonly limits: Limits;
  readonly api: Pick<ReceiptsApiProps, "domainName" | "certificateArn" | "userPoolArn" | "allowedOrigin">;
  readonly network: LambdaFunctionProps["network"];
  /** ARN of a KMS key that CloudWatch Logs may use. */
  readonly keyArn: string;
  /** Days, a value that CloudWatch Logs knows. */
  readonly logRetentionDays: number;
  /** SNS topic that hears of failures. */
  readonly alertTopicArn: string;
}

/** Seconds; API Gateway waits no longer than 29. */
const TIMEOUT = 28;

/** Reads receipts for an app: an API that takes a photo of one, and the function that has it analyzed. */
export class ReceiptAnalyzer extends Construct {
  /** For a web ACL. */
  readonly stageArn: string;
  /** For an alias record. */
  readonly aliasTarget: AliasTarget;

  constructor(scope: Construct, id: string, props: ReceiptAnalyzerProps) {
    super(scope, id);
    const { name, account, region, modelId, limits } = props;
    const answers = new Answers(this, "answers", { name: `${name}-answers`, keyArn: props.keyArn });
    const analyzer = new LambdaFunction(this, "function", {
      ...props.function,
      name,
      account,
      region,
      description: "Reads the amounts, dates and items of a receipt",
      handler: "index.handler",
      timeout: TIMEOUT,
      environment: {
        ALLOWED_ORIGIN: props.api.allowedOrigin,
        IDEMPOTENCY_TABLE: answers.tableName,
        MAX_DOCUMENT_BYTES: String(limits.documentBytes),
        ...(modelId !== undefined && { BEDROCK_MODEL_ID: modelId }),
      },
      statements: [...analysis(region, modelId), answers.statement],
      network: props.network,
      keyArn: props.keyArn,
      logRetentionDays: props.logRetentionDays,
      alertTopicArn: props.alertTopicArn,
    });
    const api = new ReceiptsApi(this, "api", {
      ...props.api,
      name,
      limits,
      functionInvokeArn: analyzer.invokeArn,
      logs: { keyArn: props.keyArn, retentionDays: props.logRetentionDays },
    });
    new LambdaPermission(this, "call-by-api", {
      statementId: "CallByApi",
      functionName: analyzer.functionName,
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: api.callArn,
      sourceAccount: account,
    });
    // The function answers what goes wrong, so that it is no error of its own.
    new Alarms(this, "alarms", {
      name,
      topicArn: props.alertTopicArn,
      alarms: {
        "server-errors": {
          description: "Receipts could not be analyzed. The log of the function says why, that of the API which.",
          metric: { namespace: "AWS/ApiGateway", name: "5XXError", dimensions: { ApiName: name }, statistic: "Sum" },
          above: 0,
          period: 300,
        },
      },
    });
    this.stageArn = api.stageArn;
    this.aliasTarget = api.aliasTarget;
  }
}

function analysis(region: string, modelId: string | undefined): readonly Statement[] {
  return [
    // Textract has no resources to name.
    { sid: "ReadReceipts", effect: "Allow", actions: ["textract:AnalyzeExpense"], resources: ["*"] },
    ...(modelId === undefined
      ? []
      : [
          {
            sid: "AskModel",
            effect: "Allow",
            actions: ["bedrock:InvokeModel"],
            resources: [`arn:aws:bedrock:${region}::foundation-model/${modelId}`],
          } as const,
        ]),
  ];
}
