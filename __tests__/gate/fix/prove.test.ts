import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphRule, RuleMetadata } from "../../../policies/contract/rule";
import { evaluate, type Policies } from "../../../gate/evaluate";
import { changedAt, parsePath, withIndices } from "../../../gate/fix/attribute-path";
import { proveChanges } from "../../../gate/fix";
import { judge } from "../../../gate/judge";
import { loadPolicies } from "../../../gate/evaluate";
import { planOf, resource } from "../../policies/models";

const repository = join(__dirname, "..", "..", "..");
const policies = loadPolicies({ directory: join(repository, "policies") });

/** A rule about one attribute of aws_lb, with `on` as its remedy; `allowed` judges the attribute's value. */
function rule(id: string, attribute: string, allowed: (value: unknown) => boolean, fix = true): GraphRule {
  const metadata = {
    id,
    engine: "typescript",
    resources: ["aws_lb"],
    reads: { aws_lb: [attribute] },
    reasons: { bad: "It is bad." },
    parameters: {},
    ...(fix ? { fix: { attribute, value: "on" } } : {}),
  } as unknown as RuleMetadata;
  return {
    metadata,
    evaluate: ({ resources }) =>
      Object.values(resources["aws_lb"] ?? {})
        .filter(({ after }) => !allowed(after[attribute]))
        .map(({ address }) => ({ resource: address, status: "NON_COMPLIANT", attribute, reason: "bad", values: {} })),
  };
}

/** Which findings of a load balancer with `a` and `b` off are proven to be mended. */
function proven(...rules: readonly GraphRule[]): string[] {
  const own: Policies = { ...policies, graphRules: rules, catalog: rules.map(({ metadata }) => metadata) };
  const model = planOf(resource("aws_lb.x", { a: "off", b: "off" }));
  const results = evaluate(model, own);
  const changes = proveChanges(model, results, own);
  return results.flatMap(({ rule: { id }, evaluations }) =>
    evaluations.filter((each) => changes(id, each)).map(() => id),
  );
}

const isOn = (value: unknown) => value === "on";

/** The machine may be busy; nothing here is about time. */
jest.setTimeout(60_000);

describe("a fix", () => {
  it("is proven where the finding goes with it", () => {
    expect(proven(rule("A", "a", isOn), rule("B", "b", isOn))).toEqual(["A", "B"]);
  });

  it("is not offered where the finding stays", () => {
    expect(proven(rule("A", "a", () => false))).toEqual([]);
  });

  it("is not offered where another rule finds fault with it, whose own remains", () => {
    expect(
      proven(
        rule("A", "a", isOn),
        rule("NOT_A", "a", (value) => !isOn(value)),
        rule("B", "b", isOn),
      ),
    ).toEqual(["B"]);
  });

  it("is not offered where a rule fails when it sees the change, and the verdict stands", () => {
    const planJson = readFileSync(join(repository, "__tests__", "plans", "as-built.json"));
    const failing: GraphRule = {
      ...rule("FAILS", "drop_invalid_header_fields", () => true, false),
      evaluate: ({ resources }) => {
        if (
          Object.values(resources["aws_lb"] ?? {}).some(({ after }) => after["drop_invalid_header_fields"] === true)
        ) {
          throw new Error("defect");
        }
        return [];
      },
    };
    const input = { planJson, name: "plan.json", stack: "as-built", now: new Date("2026-01-01T00:00:00Z") };
    const sound = judge({ ...input, policies });
    const judged = judge({
      ...input,
      policies: {
        ...policies,
        catalog: [...policies.catalog, failing.metadata],
        graphRules: [...policies.graphRules, failing],
      },
    });

    expect(sound.evaluations.filter(({ fix }) => fix !== null)).not.toEqual([]);
    expect(judged.evaluations.filter(({ fix }) => fix !== null)).toEqual([]);
    expect(judged.reasons).toEqual(sound.reasons);
  });
});

describe("the as-built plan", () => {
  const planJson = readFileSync(join(repository, "__tests__", "plans", "as-built.json"));
  const judged = judge({
    planJson,
    name: "plan.json",
    stack: "as-built",
    policies,
    now: new Date("2026-01-01T00:00:00Z"),
  });
  const fixOf = (id: string) => judged.evaluations.find((each) => each.rule === id && each.fix !== null)?.fix;

  it("gets its fixes in Terraform's words where no construct is known", () => {
    expect(fixOf("RDS_STORAGE_ENCRYPTED")).toMatchObject({
      attribute: "storage_encrypted",
      value: true,
      change: "storage_encrypted = true",
      message: expect.stringMatching(/^Set `storage_encrypted = true` in aws_db_instance\./),
    });
  });

  it("gets a fix inside a block where the finding is there", () => {
    expect(fixOf("ENCRYPTED_VOLUMES")).toMatchObject({
      attribute: "root_block_device[0].encrypted",
      change: "root_block_device { encrypted = true }",
    });
  });

  it("gets a fix in a block that the author left out", () => {
    expect(fixOf("EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK")?.change).toBe('metadata_options { http_tokens = "required" }');
  });

  it("gets none for what one attribute does not mend", () => {
    expect(fixOf("INCOMING_SSH_DISABLED")).toBeUndefined();
  });
});

describe("paths of attributes", () => {
  it.each([
    ["a", null, ["a"]],
    ["a.b", null, ["a", 0, "b"]],
    ["a.b", [], ["a", 0, "b"]],
    ["a.b", [{ b: 1 }], ["a", 0, "b"]],
    ["a.b", [{ b: 1 }, { b: 2 }], null],
    ["a[1].b", [{ b: 1 }, { b: 2 }], ["a", 1, "b"]],
    ["a.b", { b: 1 }, ["a", "b"]],
    ["a.b", { $symbol: "unknown", references: [] }, null],
    ["a.b", { $symbol: "unset" }, ["a", 0, "b"]],
    ["a[0].b", { $symbol: "unset" }, ["a", 0, "b"]],
    ["a[0].b", { $symbol: "unknown", references: [] }, null],
  ])("%s of %j", (text, root, expected) => {
    expect(withIndices(parsePath(text)!, root)).toEqual(expected);
  });

  it("are none with the key of a map, which may be anything", () => {
    expect(parsePath('tags["a.b"]')).toBeNull();
  });

  it("change a copy, and make what is missing on the way", () => {
    const original = { a: [{ b: 1, c: 2 }] };

    expect(changedAt(original, ["a", 0, "b"], 3)).toEqual({ a: [{ b: 3, c: 2 }] });
    expect(changedAt({ a: null }, ["a", 0, "b"], 3)).toEqual({ a: [{ b: 3 }] });
    expect(original).toEqual({ a: [{ b: 1, c: 2 }] });
  });
});
