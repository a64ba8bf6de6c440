import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ManagedRule } from "./catalog";

export { type ManagedRule, mirroredRules } from "./catalog";

export interface ManagedRulesProps {
  readonly rules: readonly ManagedRule[];
  /** The recorder: AWS Config takes no rules without one. */
  readonly recorder: ITerraformDependable;
  /** How often the rules are evaluated that no change triggers. Default: once a day. */
  readonly frequency?: Frequency;
}

export type Frequency = "One_Hour" | "Three_Hours" | "Six_Hours" | "Twelve_Hours" | "TwentyFour_Hours";

/**
 * Managed rules of AWS Config, each with its parameters spelt out: those that are left out get no defaults through the
 * API. https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export class ManagedRules extends Construct {
  constructor(scope: Construct, id: string, { rules, recorder, frequency = "TwentyFour_Hours" }: ManagedRulesProps) {
    super(scope, id);
    for (const rule of rules) {
      new ConfigConfigRule(this, rule.name, {
        name: rule.name,
        description: rule.description,
        source: { owner: "AWS", sourceIdentifier: rule.identifier },
        ...(Object.keys(rule.parameters).length > 0 && { inputParameters: JSON.stringify(rule.parameters) }),
        // AWS Config refuses a frequency for rules that a change triggers.
        ...(rule.periodic && { maximumExecutionFrequency: frequency }),
        dependsOn: [recorder],
      });
    }
  }
}
