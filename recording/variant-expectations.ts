import { join } from "node:path";
import type { RuleMetadata } from "../policies/contract/rule";
import { expectationsOf, readJson, statusOf, type Subject } from "./cases";
import { addressIn, nameIn } from "./derive";
import { statusesIn } from "./laws";
import { basesOf, sourcesOf, type Variant } from "./variants";

/** An address that the subjects' expectations have, and of which a rule does not speak in this form. */
export interface VariantExpectations {
  readonly [rule: string]: { readonly [address: string]: Difference };
}

type Difference = string | null | { readonly status: string | null; readonly why: string };

/** The parameters that the subjects of a variant set. */
export function parametersOf(variant: Variant, subjects: readonly Subject[]): Subject["parameters"] {
  return Object.assign({}, ...basesOf(variant, subjects).map(({ parameters }) => parameters)) as Subject["parameters"];
}

/**
 * rule → address → statuses that it may have, of every address that a rule must speak of: what the subjects expect, where the
 * variant has it, by the law of its form, with the differences that `expected.json` names.
 *
 * @param planned addresses in the variant's plan
 */
export function expectationsOfVariant(
  variant: Variant,
  subjects: readonly Subject[],
  rules: readonly RuleMetadata[],
  planned: ReadonlySet<string>,
): Map<string, Map<string, readonly string[]>> {
  const bases = basesOf(variant, subjects);
  const where = addressIn(variant.form, sourcesOf(bases, rules));
  const expected = new Map<string, Map<string, readonly string[]>>();
  const expect = (rule: string, address: string, statuses: readonly string[]) => {
    if (!planned.has(address)) return;
    const known = expected.get(rule) ?? new Map<string, readonly string[]>();
    expected.set(rule, known.set(address, statuses));
  };
  for (const subject of bases) {
    for (const [rule, statuses] of Object.entries(expectationsOf(subject))) {
      for (const [address, status] of Object.entries(statuses)) {
        const found = where(subject.name, address);
        if (found !== undefined) expect(rule, found, statusesIn(variant.form, statusOf(status)));
      }
    }
  }
  const differences = readJson(join(variant.directory, "expected.json")) as VariantExpectations;
  for (const [rule, statuses] of Object.entries(differences)) {
    for (const [address, difference] of Object.entries(statuses)) {
      const status = typeof difference === "object" && difference !== null ? difference.status : difference;
      if (!planned.has(address)) throw new Error(`${variant.name}: the plan has no ${address}`);
      if (status === null) expected.get(rule)?.delete(address);
      else expect(rule, address, [status]);
    }
  }
  return expected;
}

/** Whether the subject that a resource of a variant comes from expects something of a rule; elsewhere it may say anything. */
export function isExpectedOf(
  variant: Variant,
  subjects: readonly Subject[],
): (rule: string, address: string) => boolean {
  const bases = basesOf(variant, subjects).map(({ name, ...subject }) => ({
    prefix: nameIn(name, ""),
    rules: new Set(Object.keys(expectationsOf({ name, ...subject }))),
  }));
  return (rule, address) => {
    const [, name = ""] = /^(?:module\.child\.)?[^.]+\.(.*)$/.exec(address) ?? [];
    return bases.some(({ prefix, rules }) => name.startsWith(prefix) && rules.has(rule));
  };
}

/** The rules of which the subjects of a variant expect something. */
export function rulesOfVariant(variant: Variant, subjects: readonly Subject[]): Set<string> {
  return new Set(basesOf(variant, subjects).flatMap((subject) => Object.keys(expectationsOf(subject))));
}
