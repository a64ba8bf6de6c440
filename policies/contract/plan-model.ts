/**
 * The plan model: the one input of every rule, Rego (as `input`) or TypeScript.
 *
 * It exists because the raw plan JSON misleads: unknown values are absent rather than marked, one unknown element hides
 * a whole list, and companions are linked by references, not by names.
 * Raw format: https://developer.hashicorp.com/terraform/internals/json-format
 */

/** The reserved key that marks a symbol. A known object of the plan that has this key gets it escaped, so no plan can forge one. */
export const SYMBOL = "$symbol";

/** Exactly this attribute of this instance; decided at apply. `address` starts with `data.` for a data source. */
export interface Reference {
  readonly $symbol: "reference";
  readonly address: string;
  /** Attribute path as written, e.g. `arn` or `master_user_secret[0].secret_arn`. */
  readonly attribute: string;
}

/** A string of known and unknown parts, e.g. `arn:aws:s3:::` + reference + `/*`. */
export interface Template {
  readonly $symbol: "template";
  readonly parts: readonly (string | Symbolic)[];
}

/** Decided at apply, and no more can be said than what it was computed from (addresses with attribute; may be empty). */
export interface Unknown {
  readonly $symbol: "unknown";
  readonly references: readonly string[];
}

/** The author left it out; the provider or AWS decides at apply (an Optional+Computed attribute). */
export interface Unset {
  readonly $symbol: "unset";
}

/** A rule reads this attribute but the plan has no such attribute: another provider version, or a malformed plan. */
export interface Missing {
  readonly $symbol: "missing";
}

export type Symbolic = Reference | Template | Unknown | Unset | Missing;

export function isSymbol(value: unknown): value is Symbolic {
  return typeof value === "object" && value !== null && Object.hasOwn(value, SYMBOL);
}

/** A known JSON value (null: the author left it out and there is no default), a symbol, or a list/map that contains symbols. */
export type Value = null | boolean | number | string | Symbolic | readonly Value[] | { readonly [key: string]: Value };

/** Terraform's planned action. Replacement is one action here, whatever its order. */
export type Action = "create" | "update" | "replace" | "no-op" | "delete" | "forget" | "read";

/** Where an attribute that names other resources leads. */
export interface Link {
  /** Addresses of the instances in this plan that it names, surviving or not. */
  readonly to: readonly string[];
  /** It (also) names something that this plan does not manage: a literal id, a data source. */
  readonly outside: boolean;
  /** It cannot be told what it names (`local.x`, a function call); it may be any resource. */
  readonly unresolved: boolean;
}

/** One managed instance that exists after apply (`resources`), one that does not (`removed`), or a deferred data source (`data`). */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** The configuration of the provider that manages it, e.g. `aws` or `aws.replica`: two resources of one key share account and region. */
  readonly provider: string;
  /** The region as far as the plan tells; a symbol otherwise. */
  readonly region: Value;
  /** The attributes that some rule reads, every one of them present. `after` is null in `removed`, `before` is null on create. */
  readonly before: { readonly [attribute: string]: Value } | null;
  readonly after: { readonly [attribute: string]: Value };
  /** IAM policy documents, parsed, by the attribute that holds them (`policy`, `assume_role_policy`, …). */
  readonly documents: { readonly [attribute: string]: PolicyDocument };
  /** By attribute, for the relations declared in `relations.json`. */
  readonly links: { readonly [attribute: string]: Link };
  /** By type: addresses of the surviving resources that certainly name this one. */
  readonly companions: { readonly [type: string]: readonly string[] };
  /**
   * Addresses of account- or region-wide settings (`account_wide` in relations.json) that are applied before this resource:
   * it refers to them or depends on them, directly or through others.
   */
  readonly depends_on: readonly string[];
}

/** An IAM policy document. `complete` is false when a part of the text could not be read; `statements` then holds what could. */
export interface PolicyDocument {
  readonly complete: boolean;
  readonly statements: readonly PolicyStatement[];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, every element as a list, an absent one empty. */
export interface PolicyStatement {
  readonly sid: Value;
  /** `Allow` or `Deny`, or a symbol. */
  readonly effect: Value;
  readonly principals: readonly PolicyPrincipal[];
  readonly not_principals: readonly PolicyPrincipal[];
  readonly actions: readonly Value[];
  readonly not_actions: readonly Value[];
  readonly resources: readonly Value[];
  readonly not_resources: readonly Value[];
  readonly conditions: readonly PolicyCondition[];
}

/** `type` is `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for the bare string. */
export interface PolicyPrincipal {
  readonly type: string;
  readonly values: readonly Value[];
}

/** Operator and key in lower case (IAM ignores their case), e.g. `boolifexists`, `aws:multifactorauthpresent`; values as strings. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Value[];
}

export interface PlanModel {
  readonly plan: {
    readonly format_version: string;
    readonly terraform_version: string;
    /** Every managed resource is deleted. */
    readonly destroy: boolean;
    /** False for `-target` and deferred changes: what is not in the plan may still exist. */
    readonly complete: boolean;
  };
  /** type → address → instance that exists after apply, for the types that rules read. A type the plan does not have is absent. */
  readonly resources: ResourcesByType;
  /** Deleted and forgotten instances. */
  readonly removed: ResourcesByType;
  /** Data sources whose reading is deferred to apply: their arguments. Keys without the `data.` prefix; addresses with it. */
  readonly data: ResourcesByType;
  /**
   * type → attribute → whether of some resource in `resources` it cannot be told what the attribute names (`unresolved`): one of them may
   * then name any resource. Of the relations that the type has; prepared here, since a rule would have to go through all resources.
   */
  readonly ambiguous: { readonly [type: string]: { readonly [attribute: string]: boolean } };
  /** rule id → parameter name (AWS Config's own) → value as a string, defaults filled in. */
  readonly parameters: { readonly [rule: string]: { readonly [name: string]: string } };
}

export interface ResourcesByType {
  readonly [type: string]: { readonly [address: string]: Resource };
}
