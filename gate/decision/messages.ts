import type { Evaluation } from "../../policies/contract/evaluation";
import type { RuleMetadata } from "../../policies/contract/rule";

/** Longest value that a message quotes, in characters. */
const LONGEST_VALUE = 200;
const PLAIN: { readonly [reason: string]: string } = {
  compliant: "Compliant.",
  delete: "It is deleted.",
  forget: "It leaves Terraform's control and stays as it is.",
};

/**
 * The sentence for an evaluation: its reason in the rule's words, with the values filled in.
 *
 * @param sensitive whether the plan marks what the values come from as sensitive; then they are masked
 */
export function messageOf(rule: RuleMetadata, evaluation: Evaluation, sensitive: boolean): string {
  const template = Object.hasOwn(rule.reasons, evaluation.reason)
    ? rule.reasons[evaluation.reason]
    : PLAIN[evaluation.reason];
  return (template ?? rule.title).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(evaluation.values, name)) return placeholder;
    return sensitive ? "(sensitive value)" : quote(evaluation.values[name]);
  });
}

function quote(value: unknown): string {
  const text =
    typeof value === "string" ? value : Array.isArray(value) ? value.map(quote).join(", ") : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
