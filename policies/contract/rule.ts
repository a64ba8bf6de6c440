import type { Evaluation } from "./evaluation";
import type { PlanModel } from "./plan-model";

/** The most severe first. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The types that AWS Config gives to the parameters of its rules. Values are text all the same, e.g. `"14"`, `"true"`, `"80,443"`. */
export type ParameterType = "String" | "CSV" | "StringMap" | "int" | "double" | "boolean";

/** A parameter of a rule, under AWS Config's own name. Values are strings, as AWS Config takes them. */
export interface RuleParameter {
  readonly description: string;
  /** What its text has to be; any text where left out. Of a rule that mirrors AWS Config's, the catalogue has it from there. */
  readonly type?: ParameterType;
  /** AWS Config's default; absent when the parameter is optional and off. */
  readonly default?: string;
}

/** The one change that mends a finding. The gate shows it only where judging the plan with it proves it. */
export interface RuleFix {
  /** Path without indices, e.g. `metadata_options.http_tokens`; where the deciding attribute ends in it, that one is meant. */
  readonly attribute: string;
  readonly value: unknown;
  /** A parameter of the rule whose value, where it is set, is the value to set. */
  readonly parameter?: string;
}

/** What a rule says of itself: METADATA of a Rego rule, a constant of a TypeScript rule, one entry of bundle/catalog.json. */
export interface RuleMetadata {
  /** The AWS Config identifier; in the same style, for a rule that AWS Config does not have. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** `aws-config`: mirrors the managed rule of this identifier. `plangate`: AWS Config has no such rule. */
  readonly source: "aws-config" | "plangate";
  readonly engine: "opa" | "typescript";
  /** Directory below policies/rules, i.e. the AWS service. */
  readonly service: string;
  /** Other names that people use for it. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  /** Resource types that it judges. */
  readonly resources: readonly string[];
  /** Attributes that it reads, by type: of the judged types and of their companions (`data.aws_…` for data sources). Nothing else reaches a Rego rule. */
  readonly reads: { readonly [type: string]: readonly string[] };
  readonly parameters: { readonly [name: string]: RuleParameter };
  /** Controls of other catalogues, e.g. `fsbp: ["RDS.2"]`, `cis_3_0: ["2.3.3"]`. */
  readonly controls: { readonly [catalogue: string]: readonly string[] };
  /** Message by reason, with `{placeholders}` that the evaluation's values fill. */
  readonly reasons: { readonly [reason: string]: string };
  readonly remediation: string;
  /** The one change that mends a finding, where one attribute does. */
  readonly fix?: RuleFix;
  /** Set when a plan can never show the whole truth; says what AWS Config watches at run time instead. */
  readonly runtime?: string;
  readonly related_resources: readonly string[];
}

/** A rule that needs a search over the graph of resources, which Rego is not made for. */
export interface GraphRule {
  readonly metadata: RuleMetadata;
  evaluate(model: PlanModel): Evaluation[];
}
