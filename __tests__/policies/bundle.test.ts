import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import type { Catalog } from "../../authoring";
import type { PlanModel } from "../../policies/contract/plan-model";

const bundle = join(__dirname, "..", "..", "policies", "bundle");
const wasm = readFileSync(join(bundle, "policy.wasm"));
const { rules } = JSON.parse(readFileSync(join(bundle, "catalog.json"), "utf8")) as Catalog;
const regoRules = rules.filter(({ engine }) => engine === "opa");

const empty: PlanModel = {
  plan: { format_version: "1.2", terraform_version: "1.11.4", destroy: false, complete: true },
  resources: {},
  removed: {},
  data: {},
  ambiguous: {},
  parameters: {},
};

/** The built-ins that a module expects of its host: OPA's ABI has a function that returns them as JSON text. */
function builtinsOf(module: Uint8Array<ArrayBuffer>): string[] {
  const { wasmInstance, mem } = loadPolicySync(module) as unknown as {
    wasmInstance: { exports: { builtins: () => number; opa_json_dump: (value: number) => number } };
    mem: { buffer: ArrayBuffer };
  };
  const start = wasmInstance.exports.opa_json_dump(wasmInstance.exports.builtins());
  const memory = Buffer.from(mem.buffer);
  return Object.keys(JSON.parse(memory.toString("utf8", start, memory.indexOf(0, start))) as object);
}

describe("the bundle", () => {
  it("needs no built-in of its host", () => {
    expect(builtinsOf(wasm)).toEqual([]);
  });

  it("evaluates exactly the catalog's Rego rules, and each by itself", () => {
    const policy = loadPolicySync(wasm);
    const [{ result }] = policy.evaluate(empty, "plangate/evaluations") as [{ result: object }];
    expect(Object.keys(result).sort()).toEqual(regoRules.map(({ id }) => id));
    for (const { id } of regoRules) {
      expect(policy.evaluate({ ...empty, rule: id }, "plangate/selected")).toEqual([{ result: [] }]);
    }
    expect(policy.evaluate({ ...empty, rule: "NO_SUCH_RULE" }, "plangate/selected")).toEqual([]);
  });

  it("says in every message what its rule can fill in", () => {
    const placeholders = rules.flatMap(({ reasons }) =>
      Object.values(reasons).flatMap((text) => text.match(/\{\w*\}?/g) ?? []),
    );
    for (const placeholder of placeholders) expect(placeholder).toMatch(/^\{[a-z][a-z_]*\}$/);
  });
});
