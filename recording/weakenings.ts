import type { RuleMetadata } from "../policies/contract/rule";
import { expectationsOf, statusOf, type Subject } from "./cases";
import { addressOf, blocksOf, referencesOf, type Block, type Configuration, type Weakening } from "./derive";

/** Attributes by which one type names another, by type. */
export interface Links {
  readonly [type: string]: { readonly [attribute: string]: readonly string[] };
}

/**
 * For each rule and type that it reads: what can have been as something that complies, and is as it is now, where the rule
 * finds it wrong. Both are the judged resources themselves, or what belongs to them.
 *
 * @param configuration the subject's own
 */
export function weakeningsOf(
  subject: Subject,
  configuration: Configuration,
  rules: readonly RuleMetadata[],
  links: Links,
): Weakening[] {
  const blocks = blocksOf(configuration.resource);
  return Object.entries(expectationsOf(subject)).flatMap(([id, expected]) => {
    const reads = rules.find((rule) => rule.id === id)?.reads ?? {};
    const having = (status: string) =>
      new Set(Object.entries(expected).flatMap(([address, one]) => (statusOf(one) === status ? [address] : [])));
    const [good, bad] = [having("COMPLIANT"), having("NON_COMPLIANT")];
    return Object.entries(reads).flatMap(([type, names]) => {
      const attributes = names.filter((name) => !isIdentity(type, name, links));
      const own = blocks.filter((block) => block.type === type);
      const isJudged = own.some((block) => expected[addressOf(block)] !== undefined);
      const belonging = (to: ReadonlySet<string>) =>
        own.filter((block) => (isJudged ? to.has(addressOf(block)) : belongsTo(block, to, blocks)));
      return belonging(bad).flatMap((to) =>
        belonging(good).map((from) => ({ base: subject.name, type, from: from.name, to: to.name, attributes })),
      );
    });
  });
}

/** Whether a block refers to one of these, or one of these to it. */
function belongsTo(block: Block, addresses: ReadonlySet<string>, blocks: readonly Block[]): boolean {
  const refers = (from: Block, to: (address: string) => boolean) =>
    referencesOf(from.body).some(({ address }) => to(address));
  return (
    refers(block, (address) => addresses.has(address)) ||
    blocks.some((other) => addresses.has(addressOf(other)) && refers(other, (address) => address === addressOf(block)))
  );
}

/** What joins resources stays as it is. */
function isIdentity(type: string, attribute: string, links: Links): boolean {
  const targets = Object.values(links).flatMap((each) => Object.values(each).flat());
  const names = Object.keys(links[type] ?? {}).map((path) => path.replace(/[.[].*$/, ""));
  return names.includes(attribute) || targets.includes(`${type}.${attribute}`);
}
