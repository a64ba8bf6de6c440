/** Options of every command that judges a plan. Paths are relative to `chdir`. */
export interface JudgeOptions {
  readonly chdir: string;
  readonly format: readonly string[];
  readonly policies?: string;
  readonly parameters?: string;
  readonly exemptions?: string;
  readonly rulePages?: string;
  readonly color: boolean;
}

/** Options that are handed on to `terraform plan`. */
export interface TerraformOptions {
  readonly var: readonly string[];
  readonly varFile: readonly string[];
  readonly target: readonly string[];
  readonly parallelism?: string;
  /** Undefined: offline where no AWS credentials are found. */
  readonly offline?: boolean;
}

export interface CheckOptions extends JudgeOptions {
  readonly profile: boolean;
  readonly configuration?: string;
  readonly stack?: string;
  readonly state: boolean;
  readonly sandboxUrl?: string;
}

export interface PlanOptions extends JudgeOptions, TerraformOptions {
  readonly approval?: string;
}

export interface DeployOptions extends JudgeOptions, TerraformOptions {
  readonly approval?: string;
  readonly autoApprove: boolean;
  readonly sandbox: boolean;
  readonly sandboxUrl?: string;
  readonly keep: boolean;
}

export interface RulesOptions {
  readonly chdir: string;
  readonly format: "text" | "json";
  readonly policies?: string;
  readonly color: boolean;
}

export interface ServeOptions {
  readonly chdir: string;
  readonly port: string;
  readonly host: string;
  readonly keyFile?: string;
  readonly tasks?: string;
  readonly api: readonly string[];
  readonly downloads: readonly string[];
  readonly workers?: string;
  readonly workerMemory: string;
  readonly policies?: string;
  readonly parameters?: string;
  readonly exemptions?: string;
  readonly color: boolean;
}

/** Options of every command on the policies of a project. Paths are relative to `chdir`. */
export interface RuleOptions {
  readonly chdir: string;
  readonly color: boolean;
}

export interface RuleNewOptions extends RuleOptions {
  readonly service?: string;
  readonly resource: readonly string[];
  readonly attribute?: string;
  readonly must: "true" | "false" | "present";
}

export interface ExemptionsOptions extends RuleOptions {
  readonly format: "text" | "json";
  readonly stack?: string;
  readonly policies?: string;
  readonly exemptions?: string;
}

export interface ReplayOptions extends RuleOptions {
  readonly base: string;
  readonly format: "text" | "json" | "markdown";
  readonly policies?: string;
}
