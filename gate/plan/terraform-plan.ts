/**
 * The parts of `terraform show -json <plan file>` that the gate reads.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly variables?: { readonly [name: string]: { readonly value?: unknown } };
  readonly resource_changes?: readonly ResourceChange[];
  readonly deferred_changes?: readonly unknown[];
  readonly configuration?: {
    readonly provider_config?: { readonly [key: string]: ProviderConfig };
    readonly root_module?: ModuleConfig;
  };
  readonly applyable?: boolean;
  readonly complete?: boolean;
  readonly errored?: boolean;
}

export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** `registry.terraform.io/hashicorp/aws` */
  readonly provider_name?: string;
  readonly index?: string | number;
  /** Set on a leftover of a replacement that is being deleted. */
  readonly deposed?: string;
  readonly change: Change;
}

/** The managed instances of a plan. A deposed object is none: its address is that of the instance that takes its place. */
export function managedInstances({ resource_changes: changes = [] }: TerraformPlan): readonly ResourceChange[] {
  return changes.filter(({ mode, deposed }) => mode === "managed" && deposed === undefined);
}

export interface Change {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

export interface ModuleConfig {
  readonly resources?: readonly ResourceConfig[];
  readonly module_calls?: { readonly [name: string]: ModuleCall };
  readonly outputs?: {
    readonly [name: string]: { readonly expression?: Expression; readonly depends_on?: readonly string[] };
  };
  readonly variables?: { readonly [name: string]: { readonly default?: unknown; readonly sensitive?: boolean } };
}

export interface ResourceConfig {
  /** Without module path: `aws_vpc.main`, `data.aws_region.here`. */
  readonly address: string;
  readonly provider_config_key?: string;
  readonly expressions?: { readonly [attribute: string]: Expression };
  readonly count_expression?: Expression;
  readonly for_each_expression?: Expression;
  readonly depends_on?: readonly string[];
}

export interface ModuleCall {
  readonly expressions?: { readonly [variable: string]: Expression };
  readonly count_expression?: Expression;
  readonly for_each_expression?: Expression;
  readonly depends_on?: readonly string[];
  readonly module?: ModuleConfig;
}

export interface ProviderConfig {
  /** `registry.terraform.io/hashicorp/aws` */
  readonly full_name?: string;
  readonly expressions?: { readonly [attribute: string]: Expression };
}

/**
 * One expression (`constant_value`, `references`), one block (attribute → expression) or several blocks.
 * In JSON syntax `constant_value` is the raw template text even when the expression refers to something.
 */
export type Expression = ExpressionNode | { readonly [attribute: string]: Expression } | readonly Expression[];

export interface ExpressionNode {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** Whether an expression is one expression, not a block: a block's members are objects or lists of blocks, never lists of strings. */
export function isExpressionNode(expression: unknown): expression is ExpressionNode {
  if (typeof expression !== "object" || expression === null || Array.isArray(expression)) return false;
  for (const key in expression) {
    if (key === "constant_value") continue;
    if (key !== "references" || !isListOfStrings((expression as ExpressionNode).references)) return false;
  }
  return true;
}

function isListOfStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
