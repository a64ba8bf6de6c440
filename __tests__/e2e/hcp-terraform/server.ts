import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate, type Certificate } from "./certificate";
import { document } from "./document";
import { Run } from "./run";
import { readState, Worker } from "./worker";

const JSON_API = "application/vnd.api+json";
const WORKSPACE = "ws-example";
/** By which Terraform tells HCP Terraform from Terraform Enterprise. */
const PRODUCT = { "tfp-api-version": "2.6", "tfp-appname": "HCP Terraform" };

/** A request to the API, without the temporary places that it leads to. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** A JSON:API document, as far as it is read here. */
interface Document {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, { readonly data: { readonly type: string; readonly id: string } }>>;
}

type Handler = (parameters: readonly string[], exchange: Exchange) => Promise<void> | void;

interface Exchange {
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/**
 * HCP Terraform as Terraform's `cloud` block meets it: one organization with one workspace of remote execution. Written from
 * the documentation, strict about all that it receives. Its runs are planned and applied by Terraform itself.
 *
 * - discovery: https://developer.hashicorp.com/terraform/internals/remote-service-discovery
 * - workspaces: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces
 * - configuration: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions
 * - runs: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run
 * - plans and their JSON: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans
 * - applies: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies
 * - states: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions
 *
 * Not documented, and asked for by Terraform all the same: `ping`, the events of a run, and a plan's redacted JSON.
 */
export class HcpTerraform {
  /** What was received that the documentation does not allow. Stays empty in every test. */
  readonly violations: string[] = [];
  readonly requests: ApiRequest[] = [];
  readonly runs: Run[] = [];
  readonly token = `${randomBytes(7).toString("hex")}.atlasv1.${randomBytes(24).toString("hex")}`;
  /** The token may read and apply, and is no administrator's: the plan JSON is not for it. */
  admin = true;
  private readonly directory = mkdtempSync(join(tmpdir(), "plangate-hcp-terraform-"));
  private readonly certificate: Certificate = makeCertificate(this.directory);
  private readonly server: Server;
  private readonly configurations = new Map<string, Buffer | null>();
  private readonly places = new Map<string, () => Buffer>();

  /**
   * @param terraform The binary that runs are made with.
   * @param env What it finds around it, such as the provider's mirror and the workspace's variables.
   */
  constructor(
    private readonly terraform: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    const { key, cert } = this.certificate;
    this.server = createServer({ key, cert }, (request, response) => void this.serve(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** As the `cloud` block names it. */
  get hostname(): string {
    return `localhost:${this.port}`;
  }

  /** For SSL_CERT_FILE. */
  get certificateFile(): string {
    return this.certificate.file;
  }

  /** Names of the resources that have been applied. */
  get applied(): readonly string[] {
    return (readState(this.stateFile)?.resources ?? []).map(({ name }) => name);
  }

  /** Runs that somebody asked to be applied. */
  get confirmed(): readonly string[] {
    return this.requests.flatMap(({ path }) => /^\/runs\/([\w-]+)\/actions\/apply$/.exec(path)?.[1] ?? []);
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Another name than the API's, as HCP Terraform's temporary places have: Terraform takes no token there. */
  private get archivist(): string {
    return `127.0.0.1:${this.port}`;
  }

  private get stateFile(): string {
    return join(this.directory, "terraform.tfstate");
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? "/", `https://${headers.host ?? ""}`);
    const body = await bytesOf(request);
    try {
      if (headers.host === this.archivist) {
        this.serveArchivist(method, pathname, headers.authorization, Number(searchParams.get("offset")), {
          response,
          body,
        });
      } else if (pathname === "/.well-known/terraform.json") {
        response.writeHead(200, { "content-type": "application/json" }).end('{"tfe.v2":"/api/v2/"}');
      } else {
        await this.serveApi(method, pathname, request, { response, body });
      }
    } catch (error) {
      this.refuse(response, 500, `${method} ${pathname}: ${String(error)}`);
    }
  }

  private async serveApi(
    method: string,
    pathname: string,
    { headers }: IncomingMessage,
    exchange: Exchange,
  ): Promise<void> {
    const path = pathname.replace(/^\/api\/v2/, "");
    this.requests.push({ method, path });
    if (headers.authorization !== `Bearer ${this.token}`) {
      exchange.response.writeHead(401).end();
      return;
    }
    if (method !== "GET" && headers["content-type"] !== JSON_API) {
      this.refuse(exchange.response, 415, `${method} ${path}: content type ${headers["content-type"] ?? "missing"}`);
      return;
    }
    for (const [route, handle] of this.routes) {
      const match = route.exec(`${method} ${path}`);
      if (match !== null) {
        await handle(match.slice(1), exchange);
        return;
      }
    }
    this.refuse(exchange.response, 404, `${method} ${path}`);
  }

  private readonly routes: readonly (readonly [RegExp, Handler])[] = [
    [/^GET \/ping$/, (_, { response }) => void response.writeHead(204, PRODUCT).end()],
    [
      /^GET \/organizations\/example\/entitlement-set$/,
      (_, { response }) =>
        answer(response, 200, document("entitlement-sets", "org-example", { operations: true, "state-storage": true })),
    ],
    [
      /^GET \/(?:organizations\/example\/workspaces\/shop|workspaces\/ws-example)$/,
      (_, { response }) => answer(response, 200, this.workspace()),
    ],
    [/^GET \/workspaces\/ws-example\/current-state-version$/, (_, { response }) => this.giveState(response)],
    [/^GET \/workspaces\/ws-example\/current-state-version-outputs$/, (_, { response }) => this.giveOutputs(response)],
    [
      /^POST \/workspaces\/ws-example\/configuration-versions$/,
      (_, exchange) => this.createConfigurationVersion(exchange),
    ],
    [/^GET \/configuration-versions\/([\w-]+)$/, ([id = ""], { response }) => this.giveConfiguration(id, response)],
    [/^POST \/runs$/, (_, exchange) => this.createRun(exchange)],
    [
      /^GET \/runs\/([\w-]+)$/,
      ([id = ""], { response }) => this.withRun(id, response, (run) => this.giveRun(run, response)),
    ],
    [/^GET \/runs\/[\w-]+\/run-events$/, (_, { response }) => answer(response, 200, { data: [] })],
    [
      /^POST \/runs\/([\w-]+)\/actions\/apply$/,
      ([id = ""], { response }) => this.withRun(id, response, (run) => this.confirm(run, response)),
    ],
    [
      /^GET \/plans\/plan-([\w-]+)$/,
      ([id = ""], { response }) =>
        this.withRun(id, response, (run) => answer(response, 200, run.planDocument(this.logOf(() => run.planLog)))),
    ],
    [
      /^GET \/plans\/plan-([\w-]+)\/json-output$/,
      ([id = ""], { response }) =>
        // "This endpoint cannot be accessed with organization tokens. You must access it with a user token or team token that
        // has admin level access to the workspace."
        this.admin
          ? this.withRun(id, response, (run) => this.redirect(response, run.planJson))
          : void response.writeHead(404, { "content-type": JSON_API }).end('{"errors":[{"status":"404"}]}'),
    ],
    [
      /^GET \/plans\/plan-([\w-]+)\/json-output-redacted$/,
      ([id = ""], { response }) => this.withRun(id, response, (run) => this.redirect(response, run.redacted)),
    ],
    [
      /^GET \/applies\/apply-([\w-]+)$/,
      ([id = ""], { response }) =>
        this.withRun(id, response, (run) => answer(response, 200, run.applyDocument(this.logOf(() => run.applyLog)))),
    ],
  ];

  private workspace(): object {
    return document(
      "workspaces",
      WORKSPACE,
      {
        name: "shop",
        "execution-mode": "remote",
        "structured-run-output-enabled": true,
        "terraform-version": "latest",
        "working-directory": null,
        locked: false,
        permissions: {
          "can-queue-run": true,
          "can-queue-apply": true,
          "can-update": true,
          "can-read-state-versions": true,
        },
      },
      { organization: { type: "organizations", id: "example" } },
    );
  }

  private giveState(response: ServerResponse): void {
    const state = readState(this.stateFile);
    if (state === null) {
      response.writeHead(404, { "content-type": JSON_API }).end('{"errors":[{"status":"404","title":"not found"}]}');
      return;
    }
    const attributes = { serial: state.serial, "hosted-state-download-url": this.place(state.bytes) };
    answer(response, 200, document("state-versions", `sv-${state.serial}`, attributes));
  }

  private giveOutputs(response: ServerResponse): void {
    const state = readState(this.stateFile);
    const outputs = Object.entries(state?.outputs ?? {}).map(
      ([name, { value, type, sensitive = false }]) =>
        document("state-version-outputs", `wsout-${name}`, { name, value, sensitive, "detailed-type": type }).data,
    );
    answer(response, 200, { data: outputs });
  }

  private createConfigurationVersion({ response, body }: Exchange): void {
    const data = this.read(body, "configuration-versions", ["auto-queue-runs", "speculative", "provisional"], []);
    const id = `cv-${randomBytes(8).toString("hex")}`;
    this.configurations.set(id, null);
    const attributes = {
      status: "pending",
      "upload-url": `https://${this.archivist}/upload/${id}`,
      ...data.attributes,
    };
    answer(response, 201, document("configuration-versions", id, attributes));
  }

  private giveConfiguration(id: string, response: ServerResponse): void {
    const status = this.configurations.get(id) ? "uploaded" : "pending";
    answer(response, 200, document("configuration-versions", id, { status }));
  }

  private createRun({ response, body }: Exchange): void {
    const { attributes, relationships } = this.read(body, "runs", RUN_ATTRIBUTES, [
      "workspace",
      "configuration-version",
    ]);
    const configuration = this.configurations.get(relationships?.["configuration-version"]?.data.id ?? "");
    if (relationships?.["workspace"]?.data.id !== WORKSPACE || !configuration) {
      this.refuse(response, 422, "runs: no such workspace, or nothing uploaded");
      return;
    }
    const run = new Run(attributes);
    this.runs.push(run);
    void run.plan(new Worker(this.terraform, join(this.directory, run.id), this.stateFile, this.env), configuration);
    this.giveRun(run, response, 201);
  }

  private giveRun(run: Run, response: ServerResponse, status = 200): void {
    answer(response, status, { ...run.document(WORKSPACE), included: [this.included(), run.planDocument("").data] });
  }

  private included(): unknown {
    return (this.workspace() as { data: unknown }).data;
  }

  private confirm(run: Run, response: ServerResponse): void {
    if (!run.isConfirmable) {
      // "409: Run was not paused for confirmation; apply not allowed."
      answer(response, 409, { errors: [{ status: "409", title: "transition not allowed" }] });
      return;
    }
    // "If another plan is applied, HCP Terraform discards saved plans that are stale": the saved runs beside this one.
    for (const other of this.runs) if (other !== run) other.discard();
    void run.apply();
    response.writeHead(202).end();
  }

  private withRun(id: string, response: ServerResponse, use: (run: Run) => void): void {
    const run = this.runs.find((candidate) => candidate.id === id);
    if (run === undefined) response.writeHead(404, { "content-type": JSON_API }).end('{"errors":[{"status":"404"}]}');
    else use(run);
  }

  private redirect(response: ServerResponse, text: string | null): void {
    // "204: plan is not yet finished"
    if (text === null) response.writeHead(204).end();
    else response.writeHead(307, { location: this.place(Buffer.from(text)) }).end();
  }

  private place(bytes: Buffer): string {
    return this.placeOf("object", () => bytes);
  }

  /** A log is read while it grows, from one offset to the next. */
  private logOf(text: () => Buffer): string {
    return this.placeOf("log", text);
  }

  private placeOf(kind: string, bytes: () => Buffer): string {
    const name = randomBytes(12).toString("hex");
    this.places.set(name, bytes);
    return `https://${this.archivist}/${kind}/${name}`;
  }

  private serveArchivist(
    method: string,
    path: string,
    authorization: string | undefined,
    offset: number,
    { response, body }: Exchange,
  ): void {
    const [, kind, name = ""] = /^\/(upload|object|log)\/([\w-]+)$/.exec(path) ?? [];
    // The place is a secret of its own, and the token has no business there; Terraform gives it away for logs only.
    if (authorization !== undefined && kind !== "log") this.refuse(response, 400, "archivist: got a token");
    else if (kind === "upload" && method === "PUT" && this.configurations.get(name) === null) {
      this.configurations.set(name, body);
      response.writeHead(200).end();
    } else if (kind !== "upload" && method === "GET" && this.places.has(name)) {
      const bytes = this.places.get(name)?.().subarray(offset);
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
    } else this.refuse(response, 404, `archivist: ${method} ${path}`);
  }

  /** The document of a request; what the documentation does not name is noted. */
  private read(body: Buffer, type: string, attributes: readonly string[], relationships: readonly string[]): Document {
    const { data } = JSON.parse(body.toString("utf8")) as { data: Document };
    if (data.type !== type) this.violations.push(`${type}: type ${data.type}`);
    const unknown = [
      ...Object.keys(data.attributes).filter((name) => !attributes.includes(name)),
      ...Object.keys(data.relationships ?? {}).filter((name) => !relationships.includes(name)),
    ];
    if (unknown.length > 0) this.violations.push(`${type}: unknown ${unknown.join(", ")}`);
    return data;
  }

  private refuse(response: ServerResponse, status: number, violation: string): void {
    this.violations.push(violation);
    answer(response, status, { errors: [{ status: String(status), title: violation }] });
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#request-body */
const RUN_ATTRIBUTES = [
  "allow-config-generation",
  "allow-empty-apply",
  "auto-apply",
  "debugging-mode",
  "is-destroy",
  "message",
  "plan-only",
  "refresh",
  "refresh-only",
  "replace-addrs",
  "save-plan",
  "target-addrs",
  "terraform-version",
  "variables",
];

function answer(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "content-type": JSON_API }).end(JSON.stringify(content));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
