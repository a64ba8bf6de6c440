import type { Evaluation } from "../../policies/contract/evaluation";
import type { RuleMetadata } from "../../policies/contract/rule";
import type { Secrets } from "../plan";

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
 * @param secrets what the plan marks elsewhere; a value with one of them in it is masked, too
 */
export function messageOf(rule: RuleMetadata, evaluation: Evaluation, sensitive: boolean, secrets: Secrets): string {
  const template = Object.hasOwn(rule.reasons, evaluation.reason)
    ? rule.reasons[evaluation.reason]
    : PLAIN[evaluation.reason];
  return (template ?? rule.title).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(evaluation.values, name)) return placeholder;
    const text = written(evaluation.values[name]);
    return sensitive || secrets.isIn(text) ? "(sensitive value)" : shorten(text);
  });
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function shorten(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
