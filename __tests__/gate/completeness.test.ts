import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies } from "../../gate/evaluate";
import { judge, type Judgement, type JudgeInput } from "../../gate";
import { bundledPolicies } from "../../gate/package-root";

const policies = loadPolicies({ directory: bundledPolicies() });
const recorded = readFileSync(join(__dirname, "..", "plans", "finance.json"), "utf8");

/** The recorded plan, as an engine writes it that does not say whether it is complete. */
function withoutComplete(version: string, registry = "registry.terraform.io"): Buffer {
  const { complete, ...plan } = JSON.parse(recorded.replaceAll("registry.terraform.io", registry)) as {
    complete?: boolean;
  };
  expect(complete).toBe(true);
  return Buffer.from(JSON.stringify({ ...plan, terraform_version: version }));
}

function judged(planJson: Buffer, more: Pick<JudgeInput, "targets"> = {}): Judgement {
  return judge({ planJson, name: "plan.json", stack: "finance", policies, now: new Date("2026-01-01"), ...more });
}

const codes = ({ reasons }: Judgement) => reasons.map(({ code }) => code);
const before = judged(Buffer.from(recorded));

test("a plan JSON that lacks what its Terraform writes into every plan is no approval", () => {
  expect(codes(before)).not.toContain("plan-incomplete");
  for (const version of ["1.8.0", "1.11.4", "2.0.0", "none"]) {
    const { verdict, reasons } = judged(withoutComplete(version));
    expect(verdict).toBe("denied");
    expect(reasons[0]).toMatchObject({ code: "plan-incomplete" });
    expect(reasons[0]?.message).toContain("does not say whether it is complete");
  }
});

test.each([
  ["Terraform before 1.8", withoutComplete("1.7.5")],
  ["OpenTofu", withoutComplete("1.10.6", "registry.opentofu.org")],
])("%s does not write it: its plan JSON is judged as it is", (_, planJson) => {
  expect(codes(judged(planJson))).toEqual(codes(before));
});

test.each([
  ["Terraform before 1.8", withoutComplete("1.7.5")],
  ["OpenTofu", withoutComplete("1.10.6", "registry.opentofu.org")],
  ["OpenTofu that takes its providers from elsewhere", withoutComplete("1.10.6", "registry.example.com")],
])("the plan file of %s tells a part from a whole", (_, planJson) => {
  expect(codes(judged(planJson, { targets: () => [] }))).toEqual(codes(before));
  const { reasons } = judged(planJson, { targets: () => ["module.a"] });
  expect(reasons.map(({ code }) => code)).toContain("plan-incomplete");
  expect(reasons[0]?.message).toContain("The plan is not complete");
});

test("where Terraform says that a plan is complete, its plan file is not asked", () => {
  const targets = jest.fn(() => ["module.a"]);
  expect(codes(judged(Buffer.from(recorded), { targets }))).toEqual(codes(before));
  expect(targets).not.toHaveBeenCalled();
});
