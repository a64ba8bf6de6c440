import {
  expectationsOfVariant,
  isExpectedOf,
  readRecord,
  recordOfVariant,
  rulesOfVariant,
  type Variant,
} from "../../recording/variants";
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
