/**
 * The engine: runs Terraform (or OpenTofu), imitates nothing of it. The way through it:
 *
 *     engine    = await findEngine(env)
 *     synthesis = await synthesize(projectDirectory, { env, onProgress })
 *     mode      = choosePlanMode("auto", stack, env)              per stack
 *     workspace = prepareWorkspace(stack, mode, projectDirectory)
 *     await initialize(engine, workspaces, { env, onProgress })   once, for all stacks
 *     planned   = await planStack(engine, workspace, { env, onProgress, plan: { vars } })
 *     json      = await showPlan(engine, planned.planFile, workspace.directory, { env })
 *     snapshot  = takeSnapshot(planned.planFile, projectDirectory)  before an approval is verified
 *     await applyPlan(engine, workspace, snapshot, { env, onProgress, now })
 *
 * Every function throws InputError (exit 2) for what the caller gave and ToolError (exit 3) for what a tool did.
 * Children get SIGINT and SIGTERM passed on, once each, and are waited for; the promise then rejects with ToolError.
 */
import type {
  ApplyResult,
  Engine,
  Environment,
  OfflineSetting,
  OnProgress,
  PlanFileConfiguration,
  PlanMode,
  PlanOptions,
  PlanSnapshot,
  PlannedStack,
  Synthesis,
  SynthesizedStack,
  UnfinishedApply,
  Workspace,
} from "./types";

export type * from "./types";

/** Name of the file that an offline plan adds beside the copied configuration. */
export declare const OFFLINE_OVERRIDE: "plangate_offline_override.tf.json";

/**
 * Set (to `1`) in the environment of every engine that is started. The stand-in for terraform refuses to run when it
 * sees it: it would be calling itself.
 */
export declare const INSIDE: "PLANGATE_INSIDE";

interface RunOptions {
  /** Default: `process.env`. */
  readonly env?: Environment;
  readonly onProgress?: OnProgress;
}

/**
 * The binary: PLANGATE_TERRAFORM or TERRAFORM_BINARY (a path, or a name on PATH), else `terraform`, else `tofu` on PATH.
 * Plangate's own stand-in is never taken. ToolError when there is none (says what to install) or it is too old.
 */
export declare function findEngine(env?: Environment): Promise<Engine>;

/**
 * Runs the `app` command of cdktf.json as the cdktf CLI does, and removes the output of stacks that are no longer made
 * (unless a state file lies in it). InputError: no or a malformed cdktf.json, or the app ended with exit code 2
 * (wrong settings). ToolError: the app failed otherwise, or made no manifest; its last output is quoted.
 */
export declare function synthesize(projectDirectory: string, options?: RunOptions): Promise<Synthesis>;

/** Reads an earlier synthesis without running the app. InputError when there is none or its manifest is malformed. */
export declare function readSynthesis(outputDirectory: string): Synthesis;

/**
 * The setting that AWS credentials would come from, e.g. `AWS_PROFILE is set`; null when there is none. Looks at the
 * environment and at the default profile of the shared files; an instance role is not looked for (that needs a network
 * call): say `offline: false` there.
 */
export declare function findCredentials(env?: Environment, homeDirectory?: string): string | null;

/** Decides whether a stack is planned offline. InputError when its configuration cannot be read. */
export declare function choosePlanMode(setting: OfflineSetting, stack: SynthesizedStack, env?: Environment): PlanMode;

/**
 * Online: the synthesized directory itself. Offline: a private copy in `.plangate/offline/<stack>/` with the override
 * file that holds dummy keys and the provider's skip_* switches; the copy has no backend but an empty local one.
 */
export declare function prepareWorkspace(stack: SynthesizedStack, mode: PlanMode, projectDirectory: string): Workspace;

/**
 * `terraform init` where it is needed. The provider: what Terraform's own configuration finds, else a filesystem mirror
 * (PLANGATE_PROVIDER_MIRROR, or found by its layout), else the registry. ToolError within seconds when none of them has
 * it, with what was looked for and where.
 */
export declare function initialize(
  engine: Engine,
  workspaces: readonly Workspace[],
  options?: RunOptions & {
    /** Whether the registry at this host answers; default: its service-discovery document within 2 s. */
    readonly probe?: (host: string) => Promise<boolean>;
  },
): Promise<void>;

/** `terraform plan` into a private run directory. ToolError quotes Terraform's diagnostics. */
export declare function planStack(
  engine: Engine,
  workspace: Workspace,
  options?: RunOptions & { readonly plan?: PlanOptions },
): Promise<PlannedStack>;

/** Bytes are a saved plan of Terraform (a zip), rather than JSON. Says nothing of its integrity. */
export declare function isPlanFile(bytes: Uint8Array): boolean;

/**
 * `terraform show -json` of a plan file. `directory` is initialised for the plan's providers; default: the plan file's
 * own. InputError when the plan file is corrupt or of another version; ToolError when the directory is not initialised.
 */
export declare function showPlan(
  engine: Engine,
  planFile: string,
  directory?: string,
  options?: { readonly env?: Environment },
): Promise<Buffer>;

/** The configuration that a plan file embeds; null when it is no zip or holds none. InputError when it is corrupt. */
export declare function configurationInPlanFile(bytes: Uint8Array): PlanFileConfiguration | null;

/** Reads the plan file once and writes exactly these bytes to a private file. InputError when it cannot be read. */
export declare function takeSnapshot(planFile: string, projectDirectory: string): PlanSnapshot;

/**
 * Applies exactly the snapshot's bytes: they are hashed again right before. Refuses (InputError) an offline plan
 * whatever its approval says, and a plan that was applied before. ToolError when Terraform fails; it says that the
 * state keeps what was made and how to go on. If the gate is killed, Terraform goes on, keeps its state, and the next
 * run finds its log through `unfinishedApplies`.
 */
export declare function applyPlan(
  engine: Engine,
  workspace: Workspace,
  snapshot: PlanSnapshot,
  options: RunOptions & { readonly now: Date },
): Promise<ApplyResult>;

/** Applies that started in this project and whose end is not recorded. Ask before each deploy, and say so. */
export declare function unfinishedApplies(projectDirectory: string): readonly UnfinishedApply[];

/** Records that a person has looked at an unfinished apply: it is not reported again. */
export declare function acknowledgeUnfinished(projectDirectory: string, planSha256: string): void;
