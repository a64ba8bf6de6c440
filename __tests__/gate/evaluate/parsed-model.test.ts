import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import { loadPolicies, profileRego, RegoModule } from "../../../gate/evaluate";
import { ParsedModel } from "../../../gate/evaluate/parsed-model";
import { modelOf } from "../../../gate/judge";

const root = join(__dirname, "../../..");
const policies = loadPolicies({ directory: join(root, "policies") });
const rules = policies.catalog.filter(({ engine }) => engine === "opa");
const file = join(root, "__tests__", "plans", "as-built.json");
const { model } = modelOf({ planJson: readFileSync(file), name: file, policies });

test("a rule by itself finds what it finds among all, in whatever order and however often it is asked", () => {
  const together = loadPolicySync(policies.module, { initial: 1024 }).evaluate(model, "plangate/evaluations");
  const [{ result: all }] = together as [{ result: { readonly [rule: string]: unknown } }];
  const parsed = new ParsedModel(loadPolicySync(policies.module, { initial: 1024 }), model, JSON.stringify(model));

  for (const order of [rules, rules.toReversed(), rules]) {
    for (const { id } of order) expect([id, parsed.evaluate(id)]).toEqual([id, all[id]]);
  }
  expect(parsed.evaluate("NO_SUCH_RULE")).toBeUndefined();
  expect(rules.some(({ id }) => (all[id] as unknown[]).length > 0)).toBe(true);
});

test("a changed resource is judged as it is then, and afterwards as it was", () => {
  const type = "aws_db_instance";
  const instances = Object.values(model.resources[type] ?? {});
  const changed = instances.map((instance) => ({
    ...instance,
    after: { ...instance.after, publicly_accessible: true },
  }));
  const parsed = new RegoModule(policies.module).parse(model, rules);
  const found = () => JSON.stringify(parsed.evaluate("RDS_INSTANCE_PUBLIC_ACCESS_CHECK"));
  const before = found();

  const during = parsed.with(changed, () => [found(), JSON.stringify(parsed.evaluateAll())]);

  expect(instances).not.toEqual([]);
  for (const { address } of instances) expect(during[0]).toContain(address);
  expect(during[1]).toContain(during[0]);
  expect(found()).toBe(before);
  expect(before).not.toBe(during[0]);
});

test("the profile has a time of every Rego rule", () => {
  const times = profileRego(policies.module, model, rules);

  expect([...times.keys()]).toEqual(rules.map(({ id }) => id));
  for (const time of times.values()) expect(time).toBeGreaterThanOrEqual(0);
});
