import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";

/** What a run was asked to plan: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#request-body */
export interface PlanRequest {
  /** The archive that was uploaded as configuration version. */
  readonly configuration: Buffer;
  readonly destroy: boolean;
  readonly refreshOnly: boolean;
  readonly variables: readonly { readonly key: string; readonly value: string }[];
}

export interface PlanResult {
  readonly errored: boolean;
  readonly hasChanges: boolean;
  /** Terraform's machine-readable output, as the run's log holds it. */
  readonly log: string;
  readonly json: string;
  /** What Terraform draws a plan from: not documented, only linked from the plan. */
  readonly redacted: string;
}

/** Plans and applies as HCP Terraform's workers do: by Terraform itself, in a directory of the run's own. */
export class Worker {
  constructor(
    private readonly terraform: string,
    /** Of the run; nothing is there yet. */
    private readonly directory: string,
    /** The workspace's state. */
    private readonly state: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async plan({ configuration, destroy, refreshOnly, variables }: PlanRequest): Promise<PlanResult> {
    await unpack(configuration, this.directory);
    // The run's own Terraform reads and writes the workspace's state, not the configuration's backend.
    const backend = { terraform: { backend: { local: { path: this.state } } } };
    writeFileSync(join(this.directory, "worker_override.tf.json"), JSON.stringify(backend));
    writeFileSync(
      join(this.directory, "run.auto.tfvars"),
      variables.map(({ key, value }) => `${key} = ${value}\n`).join(""),
    );
    const initialized = await this.run("init", "-input=false", "-no-color");
    if (initialized.code !== 0) throw new Error(`init failed: ${initialized.out}`);
    const modes = [...(destroy ? ["-destroy"] : []), ...(refreshOnly ? ["-refresh-only"] : [])];
    const planned = await this.run("plan", "-json", "-input=false", "-detailed-exitcode", "-out=run.tfplan", ...modes);
    const errored = planned.code !== 0 && planned.code !== 2;
    const json = errored ? "{}" : (await this.run("show", "-json", "run.tfplan")).out;
    const schemas = errored ? "{}" : (await this.run("providers", "schema", "-json")).out;
    return { errored, hasChanges: planned.code === 2, log: planned.out, json, redacted: redact(json, schemas) };
  }

  async apply(): Promise<{ readonly errored: boolean; readonly log: string }> {
    const { code, out } = await this.run("apply", "-json", "-input=false", "run.tfplan");
    return { errored: code !== 0, log: out };
  }

  private run(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
    const env = { ...this.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
    return new Promise((resolve) => {
      execFile(this.terraform, args, { cwd: this.directory, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
        resolve({ code, out: stdout === "" ? stderr : stdout });
      });
    });
  }
}

/** A state file, as far as it is read here. */
export interface State {
  readonly bytes: Buffer;
  readonly serial: number;
  readonly outputs: Readonly<
    Record<string, { readonly value: unknown; readonly type: unknown; readonly sensitive?: boolean }>
  >;
  readonly resources: readonly { readonly name: string }[];
}

/** The state of a workspace; null before the first apply. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  return { ...(JSON.parse(bytes.toString("utf8")) as Omit<State, "bytes">), bytes };
}

/** The members that Terraform's own renderer reads, without values that are sensitive: these plans have none. */
function redact(json: string, schemas: string): string {
  const plan = JSON.parse(json) as Readonly<Record<string, unknown>>;
  const { format_version: providerFormat, provider_schemas: providers } = JSON.parse(schemas) as Readonly<
    Record<string, unknown>
  >;
  return JSON.stringify({
    plan_format_version: plan["format_version"],
    resource_changes: plan["resource_changes"] ?? [],
    resource_drift: plan["resource_drift"] ?? [],
    relevant_attributes: plan["relevant_attributes"] ?? [],
    output_changes: plan["output_changes"] ?? {},
    provider_format_version: providerFormat,
    provider_schemas: providers,
  });
}

async function unpack(archive: Buffer, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const entries = Readable.from([gunzipSync(archive)]).pipe(extract());
  for await (const entry of entries) {
    const path = join(directory, entry.header.name);
    if (entry.header.type === "directory") mkdirSync(path, { recursive: true });
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === "file") writeFileSync(path, Buffer.concat(chunks));
  }
}
