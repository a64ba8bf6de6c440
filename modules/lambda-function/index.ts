import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction as Function } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct } from "constructs";
import type { Network } from "../network";
import type { Statement } from "../policy-document";
import { ServiceRole } from "../service-role";
import { FunctionAlarms } from "./alarms";
import { DeadLetters } from "./dead-letters";
import { NetworkAccess, networkInterfaces } from "./network-access";

export interface LambdaFunctionProps {
  /** At most 64 characters: letters, digits, hyphens, underscores. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly description: string;
  readonly code: FunctionCode;
  /** Exported function: `index.handler`. */
  readonly handler: string;
  /** MiB; processor time grows with it. */
  readonly memorySize: number;
  /** Seconds until a call is given up. */
  readonly timeout: number;
  /** Calls at the same time, reserved for this function and the most that it gets. */
  readonly concurrency: number;
  /** Settings that the code reads; no secrets. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the code may do besides logging and tracing. */
  readonly statements: readonly Statement[];
  readonly network: Pick<Network, "vpcId" | "privateSubnetIds" | "httpsDestinations">;
  /** ARN of a KMS key that CloudWatch Logs may use; encrypts settings, logs and dead letters. */
  readonly keyArn: string;
  /** Days, a value that CloudWatch Logs knows. */
  readonly logRetentionDays: number;
  /** SNS topic that hears of failures. */
  readonly alertTopicArn: string;
}

/** Where a function runs, what encrypts what it keeps, and who hears of its failures: the same for several that belong together. */
export type FunctionSurroundings = Pick<
  LambdaFunctionProps,
  "account" | "region" | "network" | "keyArn" | "logRetentionDays" | "alertTopicArn"
>;

/** A zip file in S3. A new release has a new key: what is uploaded under the old one goes unnoticed. */
export interface FunctionCode {
  readonly bucket: string;
  readonly key: string;
}

const RUNTIME = "nodejs22.x";

/**
 * A function in private subnets with a role of its own, traced, with encrypted logs and a queue for what it fails on. It is
 * called through what is put in front of it, never by a URL of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html
 */
export class LambdaFunction extends Construct {
  /** For permissions to call it. */
  readonly functionName: string;
  readonly arn: string;
  /** What API Gateway calls. */
  readonly invokeArn: string;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    const { name, account, region, network, keyArn } = props;
    const functionArn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    const logGroup = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/lambda/${name}`,
      kmsKeyId: keyArn,
      retentionInDays: props.logRetentionDays,
    });
    const deadLetters = new DeadLetters(this, "dead-letters", { name: `${name}-dead-letters`, keyArn });
    const access = new NetworkAccess(this, "network-access", { name, network });
    const role = new ServiceRole(this, "role", {
      name,
      description: `Function ${name}`,
      service: "lambda.amazonaws.com",
      statements: [
        ...props.statements,
        ...operation(logGroup.arn, deadLetters.arn, keyArn),
        ...networkInterfaces(functionArn),
      ],
    });
    const lambda = new Function(this, "function", {
      functionName: name,
      description: props.description,
      role: role.arn,
      s3Bucket: props.code.bucket,
      s3Key: props.code.key,
      runtime: RUNTIME,
      architectures: ["arm64"],
      handler: props.handler,
      memorySize: props.memorySize,
      timeout: props.timeout,
      reservedConcurrentExecutions: props.concurrency,
      environment: { variables: { ...props.environment } },
      kmsKeyArn: keyArn,
      vpcConfig: { subnetIds: [...network.privateSubnetIds], securityGroupIds: [access.securityGroupId] },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      deadLetterConfig: { targetArn: deadLetters.arn },
      // The policy is attached by another resource, and without it the function gets no network interface.
      dependsOn: [...role.ready],
    });
    new FunctionAlarms(this, "alarms", {
      functionName: name,
      queueName: deadLetters.queueName,
      topicArn: props.alertTopicArn,
    });
    this.functionName = lambda.functionName;
    this.arn = lambda.arn;
    this.invokeArn = lambda.invokeArn;
  }
}

/** What every function needs to run, and to say how it went. */
function operation(logGroupArn: string, queueArn: string, keyArn: string): readonly Statement[] {
  return [
    {
      sid: "WriteLogs",
      effect: "Allow",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
    {
      sid: "WriteTraces",
      effect: "Allow",
      actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      resources: ["*"],
    },
    { sid: "LeaveDeadLetters", effect: "Allow", actions: ["sqs:SendMessage"], resources: [queueArn] },
    {
      sid: "UseKey",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [keyArn],
    },
  ];
}
