import { expectationsOfVariant, isExpectedOf, rulesOfVariant } from "../../recording/variant-expectations";
import { readRecord, recordOfVariant } from "../../recording/variant-records";
import type { Variant } from "../../recording/variants";
import { judgeVariant, variants } from "./recorded-plans";
import { policies, subjects } from "./subjects";

describe.each(variants.map((variant) => [variant.name, variant] as const))("%s", (_, variant) => {
  const planJson = readRecord(recordOfVariant(variant));
  const { resource_changes: changes } = JSON.parse(planJson.toString("utf8")) as {
    resource_changes: { address: string }[];
  };
  const { evaluations } = judgeVariant(variant, planJson);
  const isExpected = isExpectedOf(variant, subjects);
  const expected = expectationsOfVariant(
    variant,
    subjects,
    policies.catalog,
    new Set(changes.map(({ address }) => address)),
  );

  const readable = (allowed: readonly string[]) => allowed.join(" or ");

  it.each([...rulesOfVariant(variant, subjects)].sort())("gives %s exactly its expected verdicts", (rule) => {
    const allowed = expected.get(rule) ?? new Map<string, readonly string[]>();
    const given = evaluations
      .filter((evaluation) => evaluation.rule === rule && isExpected(rule, evaluation.resource))
      .map(({ resource, status }) => {
        const statuses = allowed.get(resource) ?? [];
        return [resource, statuses.includes(status) ? readable(statuses) : status];
      });

    expect(Object.fromEntries(given)).toEqual(
      Object.fromEntries([...allowed].map(([address, statuses]) => [address, readable(statuses)])),
    );
  });
});

describe("what is decided at apply", () => {
  const statusesOf = (name: string) =>
    judgeVariant(variants.find((variant) => variant.name === name) as Variant).evaluations.map(
      ({ rule, resource, status }) => `${rule} ${resource} ${status}`,
    );

  it.each(["undecided-data-sources", "undecided-module-outputs"])("is as open in %s as by a resource", (name) => {
    expect(statusesOf(name)).toEqual(statusesOf("undecided"));
  });
});

describe("what is sensitive", () => {
  it("stands in no evaluation", () => {
    const variant = variants.find(({ name }) => name === "sensitive") as Variant;
    const planJson = readRecord(recordOfVariant(variant));
    const { resource_changes: changes } = JSON.parse(planJson.toString("utf8")) as {
      resource_changes: { address: string; change: { after: unknown; after_sensitive: unknown } }[];
    };
    const says = (rule: string, text: string) =>
      Object.values(policies.catalog.find(({ id }) => id === rule)?.reasons ?? {}).some((reason) =>
        reason.includes(text),
      );
    const secrets = new Map(
      changes.map(({ address, change }) => [address, textsIn(change.after, change.after_sensitive).filter(isTelling)]),
    );

    const leaks = judgeVariant(variant, planJson).evaluations.flatMap(({ rule, resource, message }) =>
      (secrets.get(resource) ?? [])
        .filter((secret) => message.includes(secret) && !says(rule, secret))
        .map((secret) => ({ rule, resource, secret })),
    );

    expect([...secrets.values()].flat().length).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
  });
});

/** The texts that a plan marks as sensitive. */
function textsIn(value: unknown, mark: unknown): string[] {
  if (typeof value === "string") return mark === true ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    textsIn(member, mark === true ? true : (mark as { readonly [name: string]: unknown } | undefined)?.[name]),
  );
}

/** Whether a text is of one's own, and no port or status that a message may say of anything. */
function isTelling(text: string): boolean {
  return text.length > 8;
}
