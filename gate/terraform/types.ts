/** A step of the engine, as progress names it. */
export type Step = "synthesize" | "initialize" | "plan" | "show" | "apply";

/** One line of progress: a step began, or something worth a line happened in it. Never holds values of the plan. */
export interface Progress {
  readonly step: Step;
  /** Null while it concerns all stacks. */
  readonly stack: string | null;
  /** A sentence for the terminal, without a full stop, e.g. `planned 57 resources`. */
  readonly message: string;
  /** Whether it is to be read also after what comes next. */
  readonly stays?: boolean;
}

/** Called synchronously; must not throw. Long steps are silent for up to 30 s: show the time that runs yourself. */
export type OnProgress = (progress: Progress) => void;

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A Terraform binary that was found and answered `version -json`. */
export interface Engine {
  /** Absolute path of the binary. */
  readonly path: string;
  readonly product: "terraform" | "opentofu";
  /** e.g. `1.11.4`. */
  readonly version: string;
  /** `<os>_<arch>` as Terraform names it, e.g. `linux_amd64`. */
  readonly platform: string;
}

/** One stack of `cdktf.out/manifest.json`, or a directory of plain Terraform. All paths are absolute. */
export interface SynthesizedStack {
  readonly name: string;
  /** Holds the configuration and its assets; Terraform runs here unless it runs offline. */
  readonly directory: string;
  /** `cdk.tf.json` in `directory`; null: plain Terraform, which is all that Terraform reads in `directory`. */
  readonly configurationPath: string | null;
  /** Names of the stacks that must be applied before this one. */
  readonly dependencies: readonly string[];
}

export interface Synthesis {
  /** `cdktf.out`, absolute. */
  readonly directory: string;
  /** In an order that respects `dependencies`. */
  readonly stacks: readonly SynthesizedStack[];
}

/** `auto`: offline exactly when the stack uses the AWS provider and no AWS credentials are found. */
export type OfflineSetting = boolean | "auto";

/** How a stack is planned, and why so. */
export interface PlanMode {
  readonly offline: boolean;
  /** For the reader, e.g. `AWS_PROFILE is set` or `no AWS credentials were found`. */
  readonly because: string;
}

/** A directory in which Terraform runs for one stack: the synthesized one, or a private copy when offline. */
export interface Workspace {
  readonly stack: SynthesizedStack;
  readonly offline: boolean;
  /** Working directory of Terraform, absolute. */
  readonly directory: string;
  /** The project; run directories are made in its `.plangate`. */
  readonly projectDirectory: string;
  /** It belongs to a local stand-in for AWS: only here a plan is applied that was made for one. */
  readonly sandbox?: true;
}

/** Passed on to `terraform apply`, and to `plan` as well, under their own names. */
export interface ApplySettings {
  readonly parallelism?: number;
  /** False: `-lock=false`. */
  readonly lock?: boolean;
  /** `-lock-timeout`, e.g. `60s`. */
  readonly lockTimeout?: string;
}

/** Passed on to `terraform plan`, under its own names. */
export interface PlanOptions extends ApplySettings {
  /** `-var`: each `name=value`. */
  readonly vars?: readonly string[];
  /** `-var-file`: paths, relative to the current directory of the process. */
  readonly varFiles?: readonly string[];
  /** `-target`: resource addresses. The gate refuses to approve such a plan. */
  readonly targets?: readonly string[];
  readonly refreshOnly?: boolean;
  readonly destroy?: boolean;
  /** `-replace`: resource addresses. */
  readonly replace?: readonly string[];
  /** False: `-refresh=false`. */
  readonly refresh?: boolean;
}

export interface PlannedStack {
  readonly stack: SynthesizedStack;
  readonly offline: boolean;
  /** Absolute path, in a private directory of this run only. */
  readonly planFile: string;
  /** False: Terraform found nothing to do. */
  readonly changes: boolean;
  /** Number of resource instances with a planned change. */
  readonly plannedChanges: number;
  /** The configuration that was planned, by file: byte for byte what the stack's directory held during the whole plan. */
  readonly configuration: ReadonlyMap<string, string>;
  /** Terraform's own warnings, one line each. */
  readonly warnings: readonly string[];
}

/** What a plan file says of itself. */
export interface PlanFileConfiguration {
  /** Text of each file of the root module, by name; CDKTF writes one, `cdk.tf.json`. The offline override is not among them. */
  readonly files: ReadonlyMap<string, string>;
  /** The modules that it calls, by the names of the calls with dots between: `network.logs`. */
  readonly modules: ReadonlyMap<string, ModuleSources>;
  /** Made by an offline plan: with dummy credentials, from an empty state. Never to be applied. */
  readonly offline: boolean;
  /** Made for a local stand-in for AWS. Never to be applied to an account. */
  readonly sandbox: boolean;
}

export interface ModuleSources {
  /** Relative to the root module's. */
  readonly directory: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The bytes of a plan file, read once, and a private copy of exactly these bytes. */
export interface PlanSnapshot {
  readonly bytes: Buffer;
  /** Hex. */
  readonly sha256: string;
  /** Private copy (0600 in a 0700 directory); give this one to `showPlan` and `applyPlan`. */
  readonly path: string;
}

/** An apply whose end was never recorded: the gate was killed, or the machine stopped. */
export interface UnfinishedApply {
  readonly stack: string;
  readonly planSha256: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Terraform's output so far (JSON lines). */
  readonly log: string;
  /** The terraform process of it is still running. */
  readonly running: boolean;
  /** What had begun and not ended by that output: `aws_vpc.main: creating`. */
  readonly inFlight: readonly string[];
}

export interface ApplyResult {
  /** Resource instances added, changed and destroyed, as Terraform counts them. */
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}
