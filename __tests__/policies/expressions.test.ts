import { join } from "node:path";
import { readSources } from "../../mutation/sources";

/** OPA's module keeps so many compiled expressions: docs/decisions/expressions.md. */
const KEPT = 100;

const sources = [...readSources(join(__dirname, "../.."))]
  .filter(([file]) => !file.endsWith("_test.rego"))
  .map(([file, text]) => ({ file, text: text.replace(/^#.*$/gm, "") }));

test("all policies together have fewer expressions than a module keeps", () => {
  const rawStrings = new Set(sources.flatMap(({ text }) => text.match(/`[^`]*`/g) ?? []));

  expect(rawStrings.size).toBeGreaterThan(10);
  expect(rawStrings.size).toBeLessThan(KEPT);
});

test("no expression is made of what a plan says", () => {
  const made = sources.filter(({ text }) => /\b(regex|glob)\.\w+\((?!`)/.test(text)).map(({ file }) => file);

  // These take one of a few that stand in the policies.
  expect(made.sort()).toEqual([
    "policies/library/value.rego",
    "policies/rules/config/config_rule_deployable.rego",
    "policies/rules/iam/iam_role_trust_policy_not_public.rego",
  ]);
});
