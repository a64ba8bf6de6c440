import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  findEngine,
  initialize,
  planStack,
  prepareWorkspace,
  showPlan,
  type Engine,
  type PlanOptions,
  type SynthesizedStack,
} from "../gate/terraform";
import type { PlanDocument } from "./record";

export interface PlanRequest {
  readonly stack: SynthesizedStack;
  /** Terraform's working directory and plan file lie in its `.plangate`. */
  readonly projectDirectory: string;
  readonly options?: PlanOptions;
  /** Writes what must lie in Terraform's working directory, such as a state, before planning. */
  readonly prepare?: (workingDirectory: string) => void;
}

/** The configuration of a stack to record, as JSON. */
export const JSON_CONFIGURATION = "main.tf.json";

/**
 * The stack that lies in a directory. Beside files of HCL its JSON is one of several: a stack of plain Terraform.
 *
 * @param directory with the stack's files
 */
export function stackIn(name: string, directory: string): SynthesizedStack {
  const configurationPath = existsSync(join(directory, "main.tf")) ? null : join(directory, JSON_CONFIGURATION);
  return { name, directory, configurationPath, dependencies: [] };
}

/** Plans offline with the real Terraform and the real provider; nothing is asked of AWS, not even to refresh a state. */
export class Planner {
  private engine: Engine | undefined;

  constructor(private readonly onProgress: (message: string) => void) {}

  /** @throws InputError or ToolError where Terraform refuses the configuration or is missing */
  async plan({ stack, projectDirectory, options = {}, prepare }: PlanRequest): Promise<PlanDocument> {
    this.engine ??= await findEngine();
    const env = { ...process.env, TF_CLI_ARGS_plan: "-refresh=false" };
    const onProgress = ({ message }: { readonly message: string }) => this.onProgress(`${stack.name}: ${message}`);
    const workspace = prepareWorkspace(
      stack,
      { offline: true, because: "plans are recorded offline" },
      projectDirectory,
    );
    prepare?.(workspace.directory);
    await initialize(this.engine, [workspace], { env, onProgress });
    const { planFile } = await planStack(this.engine, workspace, { env, onProgress, plan: options });
    return JSON.parse(
      (await showPlan(this.engine, planFile, workspace.directory, { env })).toString("utf8"),
    ) as PlanDocument;
  }

  /** What `terraform providers schema -json` says of the providers of a configuration. */
  async schema({ stack, projectDirectory }: PlanRequest): Promise<string> {
    this.engine ??= await findEngine();
    const workspace = prepareWorkspace(
      stack,
      { offline: true, because: "plans are recorded offline" },
      projectDirectory,
    );
    await initialize(this.engine, [workspace], {});
    return execFileSync(this.engine.path, ["providers", "schema", "-json"], {
      cwd: workspace.directory,
      encoding: "utf8",
      maxBuffer: 100 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  }
}
