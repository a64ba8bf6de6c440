import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, SQSEvent } from "aws-lambda";
import { loadPolicies, type Policies } from "../../gate/evaluate";
import { keysFromSecret } from "./aws/keys";
import { TableLedger } from "./aws/ledger";
import { enqueue } from "./aws/queue";
import { systemClock } from "./clock";
import { judgeTask } from "./judging";
import type { KeySource } from "./keys";
import { describeError, jsonLog, type Log } from "./log";
import { parseOrigin } from "./origins";
import { receive } from "./receive";
import type { Task } from "./request";
import { DEFAULT_SETTINGS, type RunTaskSettings } from "./settings";
import { Slots } from "./slots";
import { type PlanArchive, work } from "./work";

/** Environment variables of the functions; modules/run-task sets them. */
interface Variables {
  readonly SECRET_ID: string;
  readonly TABLE_NAME: string;
  readonly QUEUE_URL: string;
  /** Where plans are kept for replays; unset: nowhere. */
  readonly PLANS_BUCKET?: string;
  /** Origins, separated by spaces; for Terraform Enterprise. */
  readonly API_ORIGINS?: string;
  readonly DOWNLOAD_ORIGINS?: string;
}

/** The policies lie beside the code, as scripts/build-run-task.mjs packs them. */
const POLICIES = join(__dirname, "policies");

const MINUTE = 60_000;

const env = process.env as unknown as Variables;
const log: Log = jsonLog(
  (line) => process.stdout.write(line),
  () => systemClock.now(),
);
const settings = settingsOf(env);
// Made once for each instance of a function, and the policies only where they are wanted.
const ledger = new TableLedger(new DynamoDBClient({}), env.TABLE_NAME, settings.maximumAge);
let keys: KeySource | undefined;
let queue: SQSClient | undefined;
let policies: Policies | undefined;
let archive: PlanArchive | undefined;

/** Behind API Gateway (HTTP API, payload format 2.0): answers, and hands the task on to the queue. */
export async function receiver(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
    keys ??= keysFromSecret(new SecretsManagerClient({}), env.SECRET_ID, systemClock);
    const sqs = (queue ??= new SQSClient({}));
    const reply = await receive(event.headers, body, {
      settings,
      keys,
      ledger,
      clock: systemClock,
      log,
      enqueue: (task) => enqueue(sqs, env.QUEUE_URL, task),
    });
    return {
      statusCode: reply.status,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: `${reply.text}\n`,
    };
  } catch (error) {
    // Not answered 200, HCP Terraform asks again.
    log("error", "not-answered", { error: describeError(error) });
    return { statusCode: 500 };
  }
}

/**
 * Behind the queue, one task a call: works it off.
 *
 * @throws where the final status could not be delivered: the queue brings the task again, and at last puts it aside
 */
export async function worker({ Records: records }: SQSEvent): Promise<void> {
  for (const { body } of records) {
    const task = JSON.parse(body) as Task;
    const id = task.request.task_result_id;
    if (await ledger.isFinished(id)) continue;
    await work(task, {
      settings,
      clock: systemClock,
      log,
      slots: new Slots(1),
      ...(env.PLANS_BUCKET !== undefined && { archive: await archiveIn(env.PLANS_BUCKET) }),
      judge: (judging) => {
        policies ??= loadPolicies({ directory: POLICIES });
        return Promise.resolve(judgeTask(judging, policies, systemClock.now()));
      },
    });
    await ledger.finish(id);
  }
}

/** Loaded where plans are kept, and not by the function that answers. */
async function archiveIn(bucket: string): Promise<PlanArchive> {
  const { BucketArchive } = await import("./aws/plan-archive");
  return (archive ??= new BucketArchive(bucket));
}

/** A function ends after minutes, where a server goes on: what takes longer is brought again by the queue. */
function settingsOf({ API_ORIGINS: api, DOWNLOAD_ORIGINS: downloads }: Variables): RunTaskSettings {
  const origins = (text: string | undefined) =>
    (text ?? "")
      .split(" ")
      .filter((part) => part !== "")
      .map(parseOrigin);
  const own = { api: origins(api), downloads: origins(downloads) };
  return {
    ...DEFAULT_SETTINGS,
    ...(own.api.length > 0 && { origins: own }),
    patience: { ...DEFAULT_SETTINGS.patience, timeout: 30_000, attempts: 4, longestDelay: 10_000 },
    planWait: { interval: 5_000, attempts: 25 },
    progressInterval: MINUTE,
    finalPatience: MINUTE,
  };
}
