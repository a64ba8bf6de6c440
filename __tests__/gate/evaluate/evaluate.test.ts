import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanModel, Resource } from "../../../policies/contract/plan-model";
import type { GraphRule, RuleMetadata } from "../../../policies/contract/rule";
import { evaluate, loadPolicies, RegoModule, type RuleSet } from "../../../gate/evaluate";
import { ToolError } from "../../../gate/errors";

const policies = loadPolicies({ directory: join(__dirname, "../../../policies") });

function resource(address: string, action: Resource["action"] = "create"): Resource {
  return {
    address,
    type: "aws_thing",
    action,
    provider: "aws",
    region: null,
    before: null,
    after: {},
    documents: {},
    links: {},
    companions: {},
    depends_on: [],
  };
}

const model: PlanModel = {
  plan: { format_version: "1.2", terraform_version: "1.11.4", destroy: false, complete: true },
  resources: { aws_thing: { "aws_thing.a": resource("aws_thing.a"), "aws_thing.b": resource("aws_thing.b") } },
  removed: { aws_thing: { "aws_thing.c": resource("aws_thing.c", "delete") } },
  data: {},
  ambiguous: {},
  parameters: {},
};

function ruleSet(evaluateRule: GraphRule["evaluate"]): RuleSet {
  const template = policies.catalog.find(({ engine }) => engine === "typescript");
  const metadata: RuleMetadata = {
    ...template!,
    id: "TEST",
    resources: ["aws_thing"],
    reasons: { bad: "Bad.", unclear: "Unclear." },
  };
  return { catalog: [metadata], module: policies.module, graphRules: [{ metadata, evaluate: evaluateRule }] };
}

function verdicts(evaluateRule: GraphRule["evaluate"]): string[] {
  return evaluate(model, ruleSet(evaluateRule)).flatMap(({ evaluations }) =>
    evaluations.map(({ resource: address, status, attribute }) =>
      [address, status, attribute].filter(Boolean).join(" "),
    ),
  );
}

const bad = { resource: "aws_thing.a", status: "NON_COMPLIANT", attribute: "x", reason: "bad", values: {} } as const;

test("what a rule judged and did not otherwise find is compliant; what is deleted is not applicable", () => {
  expect(verdicts(() => [bad])).toEqual([
    "aws_thing.a NON_COMPLIANT x",
    "aws_thing.b COMPLIANT",
    "aws_thing.c NOT_APPLICABLE",
  ]);
});

test("of a resource's verdicts by one rule the most serious stands, with all its attributes", () => {
  const found = verdicts(() => [
    { ...bad, status: "INSUFFICIENT_DATA", attribute: "y", reason: "unclear" },
    bad,
    { ...bad, attribute: "z" },
    { ...bad, status: "NOT_APPLICABLE", attribute: null },
  ]);
  expect(found.filter((verdict) => verdict.startsWith("aws_thing.a"))).toEqual([
    "aws_thing.a NON_COMPLIANT x",
    "aws_thing.a NON_COMPLIANT z",
  ]);
});

test.each<[string, GraphRule["evaluate"], RegExp]>([
  [
    "throws",
    () => {
      throw new Error("boom");
    },
    /TEST failed.*boom/,
  ],
  ["returns an unknown status", () => [{ ...bad, status: "FINE" as "COMPLIANT" }], /TEST returned/],
  ["returns a reason that its metadata lacks", () => [{ ...bad, reason: "other" }], /TEST returned/],
  ["returns no values", () => [{ ...bad, values: null as unknown as Record<string, unknown> }], /TEST returned/],
])("a rule that %s ends the run and is named", (_, evaluateRule, message) => {
  expect(() => evaluate(model, ruleSet(evaluateRule))).toThrow(ToolError);
  expect(() => evaluate(model, ruleSet(evaluateRule))).toThrow(message);
});

test("a corrupt policy module ends the run", () => {
  const module = Uint8Array.from(readFileSync(join(__dirname, "../../../policies/bundle/policy.wasm")));
  for (const broken of [module.slice(0, module.length / 2), Uint8Array.of(1, 2, 3), new Uint8Array()]) {
    expect(() => evaluate(model, { ...policies, module: broken })).toThrow(/policy module cannot be loaded/);
  }
});

test("a catalogue with a rule that the module lacks, or the other way round, ends the run", () => {
  const [first] = policies.catalog.filter(({ engine }) => engine === "opa");
  const renamed = policies.catalog.map((rule) => (rule === first ? { ...rule, id: "NO_SUCH_RULE" } : rule));
  expect(() => evaluate(model, { ...policies, catalog: renamed })).toThrow(/do not belong together/);
  expect(() => evaluate(model, { ...policies, catalog: policies.catalog.filter((rule) => rule !== first) })).toThrow(
    /do not belong together/,
  );
});

describe("the memory of a module", () => {
  test("that was reserved for a plan serves what is evaluated of it", () => {
    const module = new RegoModule(policies.module);
    module.reserve(1_000_000);
    const reserved = module.load(300_000);

    expect(module.load(400_000)).toBe(reserved);
  });

  test("is reserved anew where a plan has more to evaluate than was expected", () => {
    const module = new RegoModule(policies.module);
    module.reserve(1_000_000);
    const reserved = module.load(1);

    expect(module.load(1_000_000)).not.toBe(reserved);
  });

  test("that is not enough for a plan is no fault of a rule", () => {
    const loaded = new RegoModule(policies.module, 8 * 2 ** 20);
    const volume = {
      ...resource("aws_ebs_volume.a"),
      type: "aws_ebs_volume",
      after: { tags: "x".repeat(8 * 2 ** 20) },
    };
    const resources = { aws_ebs_volume: { [volume.address]: volume } };

    expect(() => evaluate({ ...model, resources }, { ...policies, loaded })).toThrow(
      /more memory than the policy module can have/,
    );
  });

  test("never grows past what its addresses reach: that fails at once", () => {
    const { mem } = new RegoModule(policies.module).load(1) as unknown as { mem: { grow(pages: number): number } };

    expect(() => mem.grow(2 ** 15 - 1)).toThrow(RangeError);
  });
});
