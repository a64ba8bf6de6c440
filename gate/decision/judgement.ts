import type { Severity } from "../../policies/contract/rule";
import type { Status } from "../../policies/contract/evaluation";
import type { ConstructLocation } from "../plan";

export type { ConstructLocation };

/** How much a rule binds: a mandatory rule's violation denies, an advisory one's is reported. */
export type Enforcement = "mandatory" | "advisory";

export interface AppliedExemption {
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** ISO 8601 date; the exemption ends with this day, in UTC. */
  readonly expires: string;
  readonly daysLeft: number;
}

/** A change of one attribute that mends a finding: the gate judged the plan with it, the finding went and no other came. */
export interface ProvenFix {
  /** What changes, in Terraform's words, e.g. `metadata_options[0].http_tokens`. */
  readonly attribute: string;
  readonly value: unknown;
  /** The change as it is written where the resource is made: `publiclyAccessible: false`, in HCL `publicly_accessible = false`. */
  readonly change: string;
  /** The same as a sentence with its place: "Set `publiclyAccessible: false` in stacks/storefront.ts:41." */
  readonly message: string;
}

/** One rule's verdict on one resource, complete for a reader. */
export interface JudgedEvaluation {
  readonly rule: string;
  readonly status: Status;
  readonly resource: string;
  readonly severity: Severity;
  readonly enforcement: Enforcement;
  readonly message: string;
  readonly attribute: string | null;
  readonly remediation: string;
  readonly exemption: AppliedExemption | null;
  readonly construct: ConstructLocation | null;
  /** Null where the rule knows no such change, or the change did not prove itself. */
  readonly fix: ProvenFix | null;
}

/** Why a plan is denied: a stable code and a sentence. */
export interface Reason {
  readonly code:
    | "violation"
    | "insufficient-data"
    | "exemption-invalid"
    | "plan-errored"
    | "plan-incomplete"
    | "no-rules"
    | "no-resources"
    | "nothing-judged"
    | "not-judged"
    | "stack-protected";
  readonly message: string;
  /** The rule that denies; absent where the plan as a whole is at fault. */
  readonly rule?: string;
}

/** What no rule looked at: most often because no rule is of its type. */
export interface UnjudgedResources {
  /** Managed instances in the plan of which there is no evaluation. */
  readonly resources: number;
  /** The same by type, the most frequent first. */
  readonly types: { readonly [type: string]: number };
}

/** The gate's judgement of one plan: what every report is made from, and the JSON report itself. */
export interface Judgement {
  /** Semantic version of this shape: 1.1.0 brought `cost` (which `json` adds), 1.2.0 `fix`, `construct.requestedAt` and `rule` of reasons, 1.3.0 `plan.unjudged`, 1.4.0 stacks that were not judged (`not-judged`). */
  readonly schemaVersion: "1.4.0";
  readonly verdict: "approved" | "denied";
  readonly reasons: readonly Reason[];
  readonly plan: {
    /** Stack name, or the name of the file that was read. */
    readonly stack: string;
    /** Of what was judged: the plan file where there is one, else the plan JSON as read. Hex. */
    readonly sha256: string;
    /** Managed instances in the plan. */
    readonly resources: number;
    readonly terraformVersion: string;
    /** Planned actions by kind, e.g. `{create: 12, "no-op": 3}`. */
    readonly actions: { readonly [action: string]: number };
    readonly unjudged: UnjudgedResources;
  };
  readonly policies: { readonly rules: number; readonly sha256: string };
  readonly summary: {
    readonly COMPLIANT: number;
    readonly NON_COMPLIANT: number;
    readonly NOT_APPLICABLE: number;
    readonly INSUFFICIENT_DATA: number;
    readonly exempted: number;
  };
  /** Every resource that a rule looked at, COMPLIANT ones too; by rule, then by address. */
  readonly evaluations: readonly JudgedEvaluation[];
}
