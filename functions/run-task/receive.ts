import { createHash } from "node:crypto";
import { InputError } from "../../gate/errors";
import type { Clock } from "./clock";
import type { KeySource } from "./keys";
import type { Ledger } from "./ledger";
import { factsOf, type Log } from "./log";
import { allowedUrl } from "./origins";
import { parseRequest, type Task } from "./request";
import type { RunTaskSettings } from "./settings";
import { isSigned, SIGNATURE_HEADER } from "./signature";

/** Bytes of a request; HCP Terraform sends some two thousand. */
export const REQUEST_LIMIT = 256 * 1024;

export interface ReceiveServices {
  readonly settings: RunTaskSettings;
  readonly keys: KeySource;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Sees to it that a task is worked off, after the answer. Called more than once for the same task, it works it off once. */
  enqueue(task: Task): Promise<void>;
}

/** What a request is answered. */
export interface Reply {
  readonly status: 200 | 400 | 401 | 403 | 409 | 413;
  /** One sentence, for whoever looks at the answer. */
  readonly text: string;
}

/**
 * Receives a run task request: 200 as soon as it is known to be genuine and new, and written down. The work follows.
 *
 * @param headers names in lower case
 * @param body as received
 */
export async function receive(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
  services: ReceiveServices,
): Promise<Reply> {
  const { log } = services;
  if (body.byteLength > REQUEST_LIMIT) return { status: 413, text: "The request is too large." };
  if (!(await isGenuine(headers[SIGNATURE_HEADER], body, services.keys))) {
    log("warn", "not-signed");
    return { status: 401, text: "The signature is missing or wrong." };
  }
  try {
    const parsed = parseRequest(body);
    if (parsed.kind !== "verification") return await accept(parsed, body, services);
    log("info", "verification");
    return { status: 200, text: "plangate is ready." };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    log("warn", "refused", { error: error.problem.what });
    return { status: 400, text: error.problem.what };
  }
}

async function isGenuine(signature: string | undefined, body: Uint8Array, source: KeySource): Promise<boolean> {
  return isSigned(body, signature, await source.keys()) || isSigned(body, signature, await source.keys(true));
}

async function accept(task: Task, body: Uint8Array, services: ReceiveServices): Promise<Reply> {
  const { settings, ledger, log, clock } = services;
  const facts = factsOf(task);
  const now = clock.now();
  refuseForeignHosts(task, settings);
  if (task.kind === "judge" && now.getTime() - Date.parse(task.request.run_created_at) > settings.maximumAge) {
    log("warn", "too-old", facts);
    return { status: 403, text: "The run of this request was created too long ago. Start a new one." };
  }
  const digest = createHash("sha256").update(body).digest("hex");
  const known = await ledger.enter(task, digest, now);
  if (known !== null) {
    const late = now.getTime() - known.receivedAt.getTime() > settings.redeliveryWindow;
    if (known.digest !== digest || (late && known.finished)) {
      log("warn", "replayed", facts);
      return { status: 409, text: "This task was received before." };
    }
    log("info", "received-again", facts);
    if (known.finished) return { status: 200, text: "This task is finished." };
  }
  await services.enqueue(task);
  if (known === null) log("info", "accepted", facts);
  return { status: 200, text: "plangate is at it." };
}

/** At once, and not when the work gets there: a request that leads elsewhere is not worked on at all. */
function refuseForeignHosts(task: Task, { origins }: RunTaskSettings): void {
  allowedUrl(task.request.task_result_callback_url, origins.api, "callback");
  if (task.kind !== "judge") return;
  for (const [url, purpose] of [
    [task.request.plan_json_api_url, "plan JSON"],
    [task.request.configuration_version_download_url, "configuration version"],
  ] as const) {
    if (typeof url === "string") allowedUrl(url, origins.api, purpose);
  }
}
