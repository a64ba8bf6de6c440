import type { Policies } from "../evaluate";

/** The rules that only one of two sets of policies has. */
export function changedRules(
  before: Pick<Policies, "catalog">,
  after: Pick<Policies, "catalog">,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  return { added: notIn(after, before), removed: notIn(before, after) };
}

function notIn({ catalog }: Pick<Policies, "catalog">, other: Pick<Policies, "catalog">): string[] {
  return catalog.filter(({ id }) => !other.catalog.some((rule) => rule.id === id)).map(({ id }) => id);
}

/** TypeScript rules are part of this program, not of a policies folder: those that it no longer has cannot be replayed. */
export function withoutForeignGraphRules(
  policies: Policies,
  { graphRules }: Pick<Policies, "graphRules">,
): { policies: Policies; notes: string[] } {
  const foreign = policies.catalog.filter(
    ({ id, engine }) => engine === "typescript" && !graphRules.some(({ metadata }) => metadata.id === id),
  );
  if (foreign.length === 0) return { policies, notes: [] };
  return {
    policies: { ...policies, catalog: policies.catalog.filter((rule) => !foreign.includes(rule)) },
    notes: foreign.map(({ id }) => `${id} is a TypeScript rule that this program does not have; it was left out.`),
  };
}
