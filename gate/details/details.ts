import type { Action } from "../../policies/contract/plan-model";
import type { ConstructLocation } from "../plan";
import type { Diagram } from "../diagram";

/**
 * How a value came to be known: `known` in the plan; `reference`, `template` and `unknown` are decided at apply and come from
 * other resources, wholly, in part or by an expression; `unset` was left out, so that the provider or AWS decides;
 * `sensitive` values are marked so by the plan and never shown.
 */
export type Origin = "known" | "reference" | "template" | "unknown" | "unset" | "sensitive";

/** A value as a reader may see it. */
export interface ShownValue {
  readonly origin: Origin;
  /** The value, or what it will be made from; empty for `unset` and `sensitive`. */
  readonly text: string;
}

/** One value of a resource: everything nested is taken apart. */
export interface AttributeDetails {
  /** e.g. `ingress[0].cidr_blocks[1]`. */
  readonly path: string;
  /** Null where there was none. */
  readonly before: ShownValue | null;
  /** Null where there is none any more. */
  readonly after: ShownValue | null;
  readonly changed: boolean;
  /** Whether a rule reads it. */
  readonly read: boolean;
}

/** What is planned for one managed instance. */
export interface ResourceDetails {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  readonly construct: ConstructLocation | null;
  readonly attributes: readonly AttributeDetails[];
}

/** What a reader of a report may want to look up besides the judgement. Nothing that the plan marks sensitive is in it. */
export interface PlanDetails {
  /** By address. */
  readonly resources: readonly ResourceDetails[];
  /** Null where the plan has nothing that is drawn. */
  readonly diagram: Diagram | null;
}
