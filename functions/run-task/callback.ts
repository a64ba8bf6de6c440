import { ToolError } from "../../gate/errors";
import { call, TooLarge, type HttpServices } from "./http";
import { allowedUrl, type AllowedOrigins } from "./origins";
import type { Outcome } from "./outcomes";
import type { Callable } from "./request";

export interface CallbackServices extends HttpServices {
  readonly origins: AllowedOrigins;
}

/** The only statuses that HCP Terraform takes; all but `running` are final. */
export type TaskStatus = "running" | "passed" | "failed";

/** What HCP Terraform made of a report: `refused` will not change by sending it again. */
export interface Delivery {
  readonly delivered: boolean;
  readonly status: number;
}

/** Of a message, in characters: it is shown in one line of the run. */
const LONGEST_MESSAGE = 500;
/** Bytes of an answer: nothing, or why a report is refused. */
const ANSWER_LIMIT = 64 * 1024;

/**
 * Reports to HCP Terraform how a task goes.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#run-task-callback
 *
 * @param outcomes none: what was reported before stays
 * @throws InputError where the host of the URL is not allowed, ToolError where nobody answers
 */
export async function report(
  { access_token: token, task_result_callback_url: url }: Callable,
  { status, message, outcomes = [] }: { status: TaskStatus; message: string; outcomes?: readonly Outcome[] },
  services: CallbackServices,
): Promise<Delivery> {
  const target = allowedUrl(url, services.origins.api, "callback");
  const body = {
    data: {
      type: "task-results",
      attributes: { status, message: shorten(message) },
      ...(outcomes.length > 0 && { relationships: { outcomes: { data: outcomes } } }),
    },
  };
  const request = {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" },
    body: JSON.stringify(body),
    limit: ANSWER_LIMIT,
    what: "callback",
  } as const;
  try {
    const answer = await call(target, request, services);
    if (answer.status >= 500 || answer.status === 429) {
      throw new ToolError({ what: `${target.origin} answered ${answer.status} to the callback, again and again.` });
    }
    return { delivered: answer.status >= 200 && answer.status < 300, status: answer.status };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new ToolError(
      { what: `${target.origin} answered the callback with more than can be read.` },
      { cause: error },
    );
  }
}

function shorten(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}
