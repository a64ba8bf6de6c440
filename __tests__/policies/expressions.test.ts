import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const POLICIES = join(__dirname, "../../policies");

/** OPA's module keeps so many compiled expressions: docs/decisions/expressions.md. */
const KEPT = 100;

const sources = ["library", "rules"]
  .flatMap((folder) =>
    readdirSync(join(POLICIES, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => name.endsWith(".rego") && !name.endsWith("_test.rego"))
  .map((name) => ({ name, text: readFileSync(join(POLICIES, name), "utf8").replace(/^#.*$/gm, "") }));

test("all policies together have fewer expressions than a module keeps", () => {
  const rawStrings = new Set(sources.flatMap(({ text }) => text.match(/`[^`]*`/g) ?? []));

  expect(rawStrings.size).toBeGreaterThan(10);
  expect(rawStrings.size).toBeLessThan(KEPT);
});

test("no expression is made of what a plan says", () => {
  const made = sources.filter(({ text }) => /\b(regex|glob)\.\w+\((?!`)/.test(text)).map(({ name }) => name);

  // These take one of a few that stand in the policies.
  expect(made.sort()).toEqual([
    "library/resource_policy.rego",
    "library/value.rego",
    "rules/config/config_rule_deployable.rego",
    "rules/iam/iam_role_trust_policy_not_public.rego",
  ]);
});
