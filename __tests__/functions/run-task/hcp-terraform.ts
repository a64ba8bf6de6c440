import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";

/**
 * HCP Terraform, as far as run tasks meet it, written from its documentation and strict about all that it receives:
 *
 * - request, callback, outcomes: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration
 * - signature, time limits: https://developer.hashicorp.com/terraform/cloud-docs/integrations/run-tasks
 * - plan JSON: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#retrieve-the-json-execution-plan
 * - configuration: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#download-configuration-files
 * - 429: https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class HcpTerraform {
  /** What was received that the documentation does not allow. Stays empty in every test. */
  readonly violations: string[] = [];
  readonly runs = new Map<string, Run>();
  private readonly api: Server;
  private readonly archivist: Server;
  private readonly places = new Map<string, { readonly bytes: Uint8Array; readonly until: number; fails: number }>();

  constructor(private readonly now: () => number = Date.now) {
    this.api = createServer((request, response) => void this.serveApi(request, response));
    this.archivist = createServer((request, response) => this.serveArchivist(request, response));
  }

  async start(): Promise<void> {
    await Promise.all([this.api, this.archivist].map((server) => listen(server)));
  }

  async stop(): Promise<void> {
    await Promise.all(
      [this.api, this.archivist].map(
        (server) =>
          new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections();
          }),
      ),
    );
  }

  get apiOrigin(): string {
    return originOf(this.api);
  }

  get archivistOrigin(): string {
    return originOf(this.archivist);
  }

  /** A run that has come to a stage at which a task is attached. */
  createRun(options: RunOptions = {}): Run {
    const run = new Run(options, this.apiOrigin, this.now);
    this.runs.set(run.id, run);
    return run;
  }

  private async serveApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const [, kind, id, action] =
      /^\/api\/v2\/(plans|configuration-versions|task-results)\/([\w-]+)\/([\w-]+)$/.exec(path) ?? [];
    const run = this.runs.get((id ?? "").replace(/^(plan|cv|cb)-/, ""));
    if (run === undefined || kind === undefined) {
      this.refuse(response, 404, `no such resource: ${path}`);
      return;
    }
    const body = await bytesOf(request);
    const failure = run.nextFailure(kind);
    if (failure === "drop") {
      response.destroy();
      return;
    }
    if (failure !== undefined) {
      response.writeHead(failure.status, failure.retryAfter === undefined ? {} : { "retry-after": failure.retryAfter });
      response.end();
      return;
    }
    if (request.headers.authorization !== `Bearer ${run.token}`) {
      this.refuse(response, 401, `${kind}: wrong token`);
      return;
    }
    if (request.headers["content-type"] !== "application/vnd.api+json") {
      this.refuse(response, 415, `${kind}: content type ${request.headers["content-type"] ?? "missing"}`);
      return;
    }
    if (kind === "task-results" && action === "callback" && request.method === "PATCH") {
      this.takeCallback(run, body, response);
    } else if (kind === "plans" && action === "json-output" && request.method === "GET") {
      this.givePlan(run, response);
    } else if (kind === "configuration-versions" && action === "download" && request.method === "GET") {
      if (run.configuration === null) response.writeHead(404).end();
      else this.redirect(response, 302, run.configuration, run);
    } else {
      this.refuse(response, 404, `${request.method ?? ""} ${path}`);
    }
  }

  private givePlan(run: Run, response: ServerResponse): void {
    const { plan } = run.options;
    if (run.pendingPolls > 0) {
      run.pendingPolls -= 1;
      response.writeHead(204).end();
    } else if (plan === "unsupported") {
      response.writeHead(422, { "content-type": "application/vnd.api+json" });
      response.end(JSON.stringify({ errors: [{ status: "422", title: "unprocessable entity" }] }));
    } else {
      this.redirect(
        response,
        307,
        typeof plan === "string" || plan === undefined ? Buffer.from(plan ?? "{}") : plan,
        run,
      );
    }
  }

  private redirect(response: ServerResponse, status: number, bytes: Uint8Array, run: Run): void {
    const place = randomBytes(12).toString("hex");
    const fails = run.expiredPlaces > 0 ? 1 : 0;
    run.expiredPlaces -= fails;
    // "This temporary URL … has a life of 1 minute".
    this.places.set(place, { bytes, until: fails > 0 ? 0 : this.now() + 60_000, fails });
    const origin = run.options.redirectTo ?? this.archivistOrigin;
    response.writeHead(status, { location: `${origin}/v1/object/${place}` }).end();
  }

  private serveArchivist(request: IncomingMessage, response: ServerResponse): void {
    const place = this.places.get(/^\/v1\/object\/(\w+)$/.exec(request.url ?? "")?.[1] ?? "");
    if (request.headers.authorization !== undefined) {
      // The place is a secret of its own; the token has no business there.
      this.refuse(response, 400, "archivist: got a token");
      return;
    }
    if (place === undefined) {
      this.refuse(response, 404, "archivist: no such object");
      return;
    }
    if (this.now() > place.until) {
      response.writeHead(403).end();
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(place.bytes);
  }

  private takeCallback(run: Run, body: Buffer, response: ServerResponse): void {
    if (run.overdue()) {
      // The task has ended as errored; that is the end of it.
      this.refuse(response, 422, "callback: after the time limit");
      return;
    }
    if (run.final !== undefined) {
      this.refuse(response, 422, "callback: after a final status");
      return;
    }
    let document: unknown;
    try {
      document = JSON.parse(body.toString("utf8"));
    } catch {
      this.refuse(response, 422, "callback: not JSON");
      return;
    }
    const problem = problemOf(document, body.byteLength);
    if (problem !== null) {
      this.refuse(response, 422, `callback: ${problem}`);
      return;
    }
    run.take((document as { data: CallbackData }).data);
    response.writeHead(200).end();
  }

  private refuse(response: ServerResponse, status: number, violation: string): void {
    this.violations.push(violation);
    response.writeHead(status, { "content-type": "application/vnd.api+json" });
    response.end(JSON.stringify({ errors: [{ status: String(status), title: violation }] }));
  }
}

export interface Failure {
  readonly status: number;
  readonly retryAfter?: string;
}

export interface RunOptions {
  readonly stage?: string;
  /** Plan JSON; `unsupported`: answered 422. */
  readonly plan?: Uint8Array | string;
  /** Text of cdk.tf.json, or the archive as it is. */
  readonly configuration?: string | Uint8Array;
  readonly workspace?: string;
  readonly workingDirectory?: string;
  readonly createdAt?: string;
  readonly outcomes?: boolean;
  /** Requests for the plan JSON that are answered 204 first. */
  readonly pendingPolls?: number;
  /** Redirects that lead to a place that has expired. */
  readonly expiredPlaces?: number;
  /** In place of archivist's origin. */
  readonly redirectTo?: string;
  /** What requests are answered first, by kind of resource. */
  readonly failures?: { readonly [kind: string]: readonly (Failure | "drop")[] };
  /** Replaces members of the payload. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface Tag {
  readonly label: string;
  readonly level?: string;
}

export interface ReceivedOutcome {
  readonly type: string;
  readonly attributes: {
    readonly "outcome-id": string;
    readonly description: string;
    readonly body?: string;
    readonly url?: string;
    readonly tags?: Readonly<Record<string, readonly Tag[]>>;
  };
}

interface CallbackData {
  readonly type: string;
  readonly attributes: { readonly status: string; readonly message?: string; readonly url?: string };
  readonly relationships?: { readonly outcomes: { readonly data: readonly ReceivedOutcome[] } };
}

export class Run {
  readonly id = randomBytes(8).toString("hex");
  readonly token = `${randomBytes(7).toString("hex")}.atlasv1.${randomBytes(24).toString("hex")}`;
  /** What was reported, in order. */
  readonly updates: CallbackData["attributes"][] = [];
  outcomes: readonly ReceivedOutcome[] = [];
  pendingPolls: number;
  expiredPlaces: number;
  configuration: Uint8Array | null = null;
  private readonly startedAt: number;
  private lastUpdateAt: number;
  private readonly failures: Map<string, (Failure | "drop")[]>;
  private readonly finals: ((status: string) => void)[] = [];

  constructor(
    readonly options: RunOptions,
    private readonly origin: string,
    private readonly now: () => number,
  ) {
    this.pendingPolls = options.pendingPolls ?? 0;
    this.expiredPlaces = options.expiredPlaces ?? 0;
    this.failures = new Map(Object.entries(options.failures ?? {}).map(([kind, list]) => [kind, [...list]]));
    this.startedAt = this.lastUpdateAt = now();
  }

  nextFailure(kind: string): Failure | "drop" | undefined {
    return this.failures.get(kind)?.shift();
  }

  /** The final status, once there is one. */
  get final(): string | undefined {
    return this.updates.find(({ status }) => status !== "running")?.status;
  }

  get message(): string {
    return this.updates.at(-1)?.message ?? "";
  }

  /** "errors if HCP Terraform does not receive a progress update within 10 minutes or if the request runs for more than 60" */
  overdue(): boolean {
    return this.now() - this.lastUpdateAt > 600_000 || this.now() - this.startedAt > 3_600_000;
  }

  take({ attributes, relationships }: CallbackData): void {
    this.lastUpdateAt = this.now();
    this.updates.push(attributes);
    if (relationships !== undefined) this.outcomes = relationships.outcomes.data;
    if (attributes.status !== "running") for (const resolve of this.finals) resolve(attributes.status);
  }

  /** Resolves when a final status is reported. */
  finished(): Promise<string> {
    return new Promise((resolve) => {
      if (this.final !== undefined) resolve(this.final);
      else this.finals.push(resolve);
    });
  }

  payload(): Readonly<Record<string, unknown>> {
    const { stage = "post_plan", workspace = "storefront-prod", configuration } = this.options;
    return {
      payload_version: 1,
      stage,
      access_token: this.token,
      capabilities: { outcomes: this.options.outcomes ?? true },
      configuration_version_download_url:
        configuration === undefined ? null : `${this.origin}/api/v2/configuration-versions/cv-${this.id}/download`,
      configuration_version_id: `cv-${this.id}`,
      is_speculative: false,
      organization_name: "example",
      ...(stage !== "pre_plan" && { plan_json_api_url: `${this.origin}/api/v2/plans/plan-${this.id}/json-output` }),
      project_id: "prj-example",
      project_name: "example",
      run_app_url: `https://app.terraform.io/app/example/${workspace}/runs/run-${this.id}`,
      run_created_at: this.options.createdAt ?? new Date(this.startedAt).toISOString(),
      run_created_by: "somebody",
      run_id: `run-${this.id}`,
      run_message: "Triggered via CLI",
      task_result_callback_url: `${this.origin}/api/v2/task-results/cb-${this.id}/callback`,
      task_result_enforcement_level: "mandatory",
      task_result_id: `taskrs-${this.id}`,
      vcs_branch: null,
      vcs_commit_url: null,
      vcs_pull_request_url: null,
      vcs_repo_url: null,
      workspace_app_url: `https://app.terraform.io/app/example/${workspace}`,
      workspace_id: `ws-${this.id}`,
      workspace_name: workspace,
      workspace_working_directory: this.options.workingDirectory ?? "",
      ...this.options.payload,
    };
  }

  /** The request to the run task, once: what it is answered. */
  async trigger(url: string, key: string): Promise<{ status: number; text: string }> {
    if (this.options.configuration !== undefined) this.configuration = await archiveOf(this.options);
    return await post(url, Buffer.from(JSON.stringify(this.payload())), key);
  }
}

/** Sends a body as HCP Terraform does. With an empty key the signature is empty, too. */
export async function post(
  url: string,
  body: Uint8Array,
  key: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const signature = key === "" ? "" : createHmac("sha512", key).update(body).digest("hex");
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "TFC/1.0 (+https://app.terraform.io; TFC)",
      "x-tfc-task-signature": signature,
      ...headers,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** Why a callback would be answered 422; null: it is well. */
function problemOf(document: unknown, size: number): string | null {
  if (size > 5 * 2 ** 20) return `a body of ${size} bytes`;
  if (!only(document, ["data"])) return "unknown members beside data";
  const { data } = document as { data: unknown };
  if (!only(data, ["type", "attributes", "relationships"])) return "unknown members in data";
  const { type, attributes, relationships } = data as Readonly<Record<string, unknown>>;
  if (type !== "task-results") return `type ${String(type)}`;
  if (!only(attributes, ["status", "message", "url"])) return "unknown attributes";
  const { status, message, url } = attributes as Readonly<Record<string, unknown>>;
  if (!["running", "passed", "failed"].includes(String(status))) return `status ${String(status)}`;
  if (message !== undefined && !isLine(message)) return "a message that is no line";
  if (url !== undefined && typeof url !== "string") return "a url that is no text";
  if (relationships === undefined) return null;
  if (!only(relationships, ["outcomes"])) return "unknown relationships";
  const { outcomes } = relationships as { outcomes?: { data?: unknown } };
  if (!Array.isArray(outcomes?.data) || outcomes.data.length === 0) return "no outcomes";
  const ids = new Set<unknown>();
  for (const outcome of outcomes.data as unknown[]) {
    const problem = outcomeProblem(outcome);
    if (problem !== null) return problem;
    const id = (outcome as ReceivedOutcome).attributes["outcome-id"];
    if (ids.has(id)) return `outcome ${id} twice`;
    ids.add(id);
  }
  return null;
}

function outcomeProblem(outcome: unknown): string | null {
  if (!only(outcome, ["type", "attributes"])) return "unknown members in an outcome";
  const { type, attributes } = outcome as { type: unknown; attributes: unknown };
  if (type !== "task-result-outcomes") return `outcome type ${String(type)}`;
  if (!only(attributes, ["outcome-id", "description", "body", "url", "tags"])) return "unknown outcome attributes";
  const { description, body, url, tags = {}, ...rest } = attributes as Readonly<Record<string, unknown>>;
  if (!isLine(rest["outcome-id"]) || rest["outcome-id"] === "") return "an outcome without id";
  if (!isLine(description) || description === "") return "a description that is no line";
  if (body !== undefined && (typeof body !== "string" || Buffer.byteLength(body) > 2 ** 20)) return "a body over 1 MB";
  if (url !== undefined && (typeof url !== "string" || !URL.canParse(url))) return "an outcome url";
  for (const labels of Object.values(tags as object) as unknown[]) {
    if (!Array.isArray(labels)) return "tags that are no list";
    for (const label of labels as unknown[]) {
      if (!only(label, ["label", "level"])) return "unknown members in a tag";
      const { label: text, level = "none" } = label as Tag;
      if (!isLine(text)) return "a label that is no line";
      if (!["none", "info", "warning", "error"].includes(level)) return `level ${level}`;
    }
  }
  return null;
}

function isLine(value: unknown): boolean {
  return typeof value === "string" && !/[\r\n]/.test(value);
}

function only(value: unknown, members: readonly string[]): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => members.includes(name))
  );
}

async function archiveOf({ configuration = "", workingDirectory = "" }: RunOptions): Promise<Uint8Array> {
  if (typeof configuration !== "string") return configuration;
  const archive = pack();
  archive.entry({ name: "assets/readme.txt" }, "not this one");
  archive.entry({ name: `${workingDirectory.replace(/^\//, "")}/cdk.tf.json`.replace(/^\//, "") }, configuration);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
