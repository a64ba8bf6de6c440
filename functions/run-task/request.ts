import { InputError, type Problem } from "../../gate/errors";
import validateCallable from "./callable.schema.json";
import validateRequest from "./request.schema.json";

export type Stage = "pre_plan" | "post_plan" | "pre_apply" | "post_apply";

/** Whom a task's result goes to. */
export interface Callable {
  /** Secret; good for this one task. */
  readonly access_token: string;
  readonly task_result_id: string;
  readonly task_result_callback_url: string;
}

/**
 * What plangate reads of a run task request, under HCP Terraform's own names.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#request-body
 */
export interface RunTaskRequest extends Callable {
  readonly payload_version: 1;
  readonly stage: Stage;
  readonly capabilities?: { readonly outcomes?: boolean };
  readonly configuration_version_download_url?: string | null;
  readonly is_speculative?: boolean;
  /** Not at `pre_plan`. */
  readonly plan_json_api_url?: string | null;
  /** ISO 8601. */
  readonly run_created_at: string;
  readonly run_id: string;
  readonly workspace_name: string;
  readonly workspace_working_directory?: string | null;
}

/** What is to be done for a request; can be written down as JSON. */
export type Task =
  | { readonly kind: "judge"; readonly request: RunTaskRequest }
  /** Nothing that this version can work on, from somebody who can be told so. */
  | { readonly kind: "refuse"; readonly request: Callable; readonly problem: Problem };

/** HCP Terraform tries the URL when a run task is created. Nothing runs, and there is nothing to call back. */
export interface Verification {
  readonly kind: "verification";
}

/** The access token of the verification request: https://github.com/hashicorp/terraform-run-task-scaffolding-go */
const VERIFICATION_TOKEN = "test-token";

/**
 * Reads the body of a request whose signature holds.
 *
 * @throws InputError where it is not a run task request, and nobody can be told in a callback
 */
export function parseRequest(body: Uint8Array): Task | Verification {
  const document = parseJson(body);
  if (member(document, "access_token") === VERIFICATION_TOKEN) return { kind: "verification" };
  if (validateRequest(document)) return { kind: "judge", request: document as RunTaskRequest };
  const problem = explain(document);
  if (!validateCallable(document)) throw problem;
  return { kind: "refuse", request: document, problem: problem.problem };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    // Without the parser's message, which quotes the body, and so perhaps the token.
    throw new InputError(
      { what: "The request is not JSON.", mend: "Send what HCP Terraform sends to a run task." },
      { cause: error },
    );
  }
}

function explain(document: unknown): InputError {
  const version = member(document, "payload_version");
  if (version !== 1) {
    const found = typeof version === "number" ? String(version) : "unknown";
    return new InputError({
      what: `The payload version of this request is ${found}; this plangate knows version 1.`,
      mend: "Update plangate where it serves as run task.",
    });
  }
  const [error] = validateRequest.errors ?? [];
  const where = error?.instancePath === undefined || error.instancePath === "" ? "the request" : error.instancePath;
  return new InputError({
    what: `The run task request is malformed: ${where} ${error?.message ?? "does not fit"}.`,
    mend: "Update plangate where it serves as run task.",
  });
}

function member(document: unknown, name: string): unknown {
  return typeof document === "object" && document !== null && Object.hasOwn(document, name)
    ? (document as Record<string, unknown>)[name]
    : undefined;
}
