import { readFileSync } from "node:fs";
import type { ParameterType } from "../policies/contract/rule";
import { MANAGED_RULES } from "./paths";

/** What AWS says of a parameter. */
interface ManagedParameter {
  readonly type: ParameterType;
  readonly default?: string;
  readonly required?: boolean;
}

/** What AWS says of a managed rule. One whose page was not at hand has no more than its identifier. */
export interface ManagedRule {
  /** As its page is called, e.g. `encrypted-volumes`. */
  readonly name?: string;
  /** CloudFormation types, e.g. `AWS::EC2::Volume`. */
  readonly resourceTypes?: readonly string[];
  readonly parameters?: { readonly [name: string]: ManagedParameter };
}

let rules: ReadonlyMap<string, ManagedRule> | undefined;

/** AWS Config's managed rules, by identifier. */
export function managedRules(): ReadonlyMap<string, ManagedRule> {
  rules ??= new Map(
    Object.entries((JSON.parse(readFileSync(MANAGED_RULES, "utf8")) as { rules: Record<string, ManagedRule> }).rules),
  );
  return rules;
}
