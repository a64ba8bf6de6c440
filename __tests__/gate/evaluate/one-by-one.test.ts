import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import { loadPolicies, profileRego } from "../../../gate/evaluate";
import { OneByOne } from "../../../gate/evaluate/one-by-one";
import { modelOf } from "../../../gate/judge";

const root = join(__dirname, "../../..");
const policies = loadPolicies({ directory: join(root, "policies") });
const rules = policies.catalog.filter(({ engine }) => engine === "opa");
const file = join(root, "__tests__", "plans", "as-built.json");
const { model } = modelOf({ planJson: readFileSync(file), name: file, policies });

test("a rule by itself finds what it finds among all, in whatever order and however often it is asked", () => {
  const input = new TextEncoder().encode(JSON.stringify(model));
  const together = loadPolicySync(policies.module, { initial: 1024 }).evaluate(model, "plangate/evaluations");
  const [{ result: all }] = together as [{ result: { readonly [rule: string]: unknown } }];
  const single = new OneByOne(loadPolicySync(policies.module, { initial: 1024 }), input.buffer);

  for (const order of [rules, rules.toReversed(), rules]) {
    for (const { id } of order) expect([id, single.evaluate(id)]).toEqual([id, all[id]]);
  }
  expect(single.evaluate("NO_SUCH_RULE")).toBeUndefined();
  expect(rules.some(({ id }) => (all[id] as unknown[]).length > 0)).toBe(true);
});

test("the profile has a time of every Rego rule", () => {
  const times = profileRego(policies.module, model, rules);

  expect([...times.keys()]).toEqual(rules.map(({ id }) => id));
  for (const time of times.values()) expect(time).toBeGreaterThanOrEqual(0);
});
