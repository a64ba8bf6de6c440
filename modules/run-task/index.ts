import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { CONFIGURATIONS, PLANS } from "../../functions/fleet-replay/contract/layout";
import { type FunctionCode, type FunctionSurroundings, LambdaFunction } from "../lambda-function";
import { allow, type Statement } from "../policy-document";
import type { PrivateBucket } from "../private-bucket";
import { TaskApi } from "./api";
import { TaskQueue } from "./task-queue";

export interface RunTaskProps extends FunctionSurroundings {
  /** Part of the names of everything in it. */
  readonly name: string;
  /** `dist-functions/run-task.zip`, as `npm run build:run-task` packs it. */
  readonly code: FunctionCode;
  /** MiB for judging one plan: six times the largest plan JSON, and a reserve. */
  readonly memorySize: number;
  /** Plans judged at the same time. */
  readonly concurrency: number;
  /** Terraform Enterprise in place of HCP Terraform: origins of its API, and of what that redirects downloads to. */
  readonly origins?: { readonly api: readonly string[]; readonly downloads: readonly string[] };
  /** Where the plans that were judged are kept, for replays; encrypted by the key of `keyArn`. Default: nowhere. */
  readonly plans?: Pick<PrivateBucket, "name" | "arn">;
}

/** Seconds. HCP Terraform is answered at once; judging a plan of 15,000 resources takes seconds, fetching it as many. */
const RECEIVER_TIMEOUT = 10;
const WORKER_TIMEOUT = 270;
/** A task that a function died of comes again after this time: well before HCP Terraform gives it up, after ten minutes. */
const VISIBILITY = 300;
/** MiB and calls at once of the function that only answers. */
const RECEIVER = { memorySize: 512, concurrency: 50 };

/**
 * The run task of HCP Terraform on AWS: an API that answers at once, a queue, and a function that judges behind it.
 *
 * Two functions of one code, so that each role can do only its part: one reads the HMAC key and writes to the queue, the other
 * reads from it. Neither reads or changes anything that is deployed.
 */
export class RunTask extends Construct {
  /** Where HCP Terraform sends run tasks to. */
  readonly url: string;
  /**
   * The secret with the HMAC key. Not made here: HCP Terraform holds the same key, so that it comes and changes with the run
   * task over there, and its value is in no state.
   */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: RunTaskProps) {
    super(scope, id);
    const { name, account, region, keyArn, origins, plans } = props;
    const secretName = `${name}/hmac-key`;
    // Secrets Manager adds six characters of its own to the name.
    const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:${secretName}-??????`;
    const table = new DynamodbTable(this, "tasks", {
      name: `${name}-tasks`,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "task",
      attribute: [{ name: "task", type: "S" }],
      ttl: { attributeName: "expires", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    });
    const queue = new TaskQueue(this, "queue", { name: `${name}-tasks`, keyArn, visibility: VISIBILITY });
    const common = {
      ...props,
      environment: {
        TABLE_NAME: table.name,
        ...(origins && { API_ORIGINS: origins.api.join(" "), DOWNLOAD_ORIGINS: origins.downloads.join(" ") }),
      },
    };
    const receiver = new LambdaFunction(this, "receiver", {
      ...common,
      ...RECEIVER,
      name: `${name}-receiver`,
      description: "Answers the run task requests of HCP Terraform",
      handler: "receiver.handler",
      timeout: RECEIVER_TIMEOUT,
      environment: { ...common.environment, SECRET_ID: secretName, QUEUE_URL: queue.url },
      statements: [
        allow("ReadHmacKey", ["secretsmanager:GetSecretValue"], secretArn),
        allow("RememberTasks", ["dynamodb:GetItem", "dynamodb:PutItem"], table.arn),
        allow("QueueTasks", ["sqs:SendMessage"], queue.arn),
      ],
    });
    const worker = new LambdaFunction(this, "worker", {
      ...common,
      name: `${name}-worker`,
      description: "Judges the plans of HCP Terraform's runs",
      handler: "worker.handler",
      timeout: WORKER_TIMEOUT,
      environment: { ...common.environment, ...(plans && { PLANS_BUCKET: plans.name }) },
      statements: [
        ...keepPlans(plans),
        allow("RememberTasks", ["dynamodb:GetItem", "dynamodb:UpdateItem"], table.arn),
        allow(
          "TakeTasks",
          ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
          queue.arn,
        ),
      ],
    });
    new LambdaEventSourceMapping(this, "tasks-to-worker", {
      eventSourceArn: queue.arn,
      functionName: worker.functionName,
      batchSize: 1,
      scalingConfig: { maximumConcurrency: props.concurrency },
    });
    const api = new TaskApi(this, "api", {
      name,
      functionInvokeArn: receiver.invokeArn,
      logs: { keyArn, retentionDays: props.logRetentionDays },
    });
    new LambdaPermission(this, "call-by-api", {
      statementId: "CallByApi",
      functionName: receiver.functionName,
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: api.callArn,
      sourceAccount: account,
    });
    this.url = api.url;
    this.secretName = secretName;
  }
}

function keepPlans(plans: RunTaskProps["plans"]): readonly Statement[] {
  return plans === undefined
    ? []
    : [allow("KeepPlans", ["s3:PutObject"], `${plans.arn}/${PLANS}*`, `${plans.arn}/${CONFIGURATIONS}*`)];
}
