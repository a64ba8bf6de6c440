import { actionOf, isRemoval, type ResourceChange } from "../plan";
import type { Reason, UnjudgedResources } from "./judgement";

/**
 * Providers whose resources exist in Terraform's state or on the machine that runs it, and in no account: there is nothing
 * of them that a rule could judge. HashiCorp's list of them: https://registry.terraform.io/browse/providers?category=utility
 */
const WITHOUT_ACCOUNT: ReadonlySet<string> = new Set([
  "terraform.io/builtin/terraform",
  ...["registry.terraform.io", "registry.opentofu.org"].flatMap((registry) =>
    ["archive", "cloudinit", "local", "null", "random", "template", "time", "tls"].map(
      (name) => `${registry}/hashicorp/${name}`,
    ),
  ),
]);

/** How many types are named, and how much of a name: longer than any that a provider has. */
const MOST_TYPES = 5;
const LONGEST_TYPE = 100;

/**
 * The managed resources that no rule looked at.
 *
 * @param managed all managed instances of the plan
 * @param judged addresses of which there are evaluations
 */
export function unjudgedOf(managed: readonly ResourceChange[], judged: ReadonlySet<string>): UnjudgedResources {
  const types = new Map<string, number>();
  let resources = 0;
  for (const { address, type } of managed) {
    if (judged.has(address)) continue;
    types.set(type, (types.get(type) ?? 0) + 1);
    resources++;
  }
  const byNumber = [...types].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
  return { resources, types: Object.fromEntries(byNumber) };
}

/**
 * Why a plan is denied of which no rule judges anything that will be there: "0 violations" of 0 resources is no pass.
 * What is only removed, and what is in no account, needs no rule. See docs/decisions/plans-that-no-rule-judges.md.
 */
export function nothingJudged(managed: readonly ResourceChange[], judged: ReadonlySet<string>): Reason[] {
  const left = managed.filter((change) => !isRemoval(actionOf(change)));
  if (left.every(({ provider_name: provider }) => WITHOUT_ACCOUNT.has(provider ?? ""))) return [];
  if (left.some(({ address }) => judged.has(address))) return [];
  return [
    {
      code: "nothing-judged",
      message:
        `No rule judges any of the resources that the plan has (${typesOf(unjudgedOf(left, judged))}): nothing was judged. ` +
        "Write a rule for one of these types, or list the stack in `unjudgedStacks` of enforcement.json.",
    },
  ];
}

/** `3 aws_route53_record, 1 aws_sqs_queue`: the most frequent types, and how many others there are. */
export function typesOf({ types }: UnjudgedResources): string {
  const all = Object.entries(types).map(([type, number]) => `${number} ${type.slice(0, LONGEST_TYPE)}`);
  const more = all.length - MOST_TYPES;
  // One type more would not take less room than its name.
  if (more <= 1) return all.join(", ");
  return `${all.slice(0, MOST_TYPES).join(", ")} and ${more} types more`;
}
