import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../gate/judge";
import type { TerraformPlan } from "../../gate/plan/terraform-plan";
import { recordOf } from "../../recording/cases";
import { readRecord, recordOfVariant } from "../../recording/variant-records";
import type { ReadAttributes } from "../../recording/attributes";
import { CLASSES, matrixOf, type JudgedPlan } from "./matrix";
import { reasonFor } from "./matrix-reasons";
import { judgeVariant, variants } from "./recorded-plans";
import { inputOf, policies, subjects } from "./subjects";

const plans: readonly JudgedPlan[] = [
  ...subjects.map((subject): JudgedPlan => ({
    name: subject.name,
    syntax: existsSync(join(subject.directory, "main.tf")) ? "HCL" : "JSON",
    plan: JSON.parse(readFileSync(recordOf(subject), "utf8")) as TerraformPlan,
    evaluations: judge(inputOf(subject)).evaluations,
  })),
  ...variants.map((variant): JudgedPlan => {
    const planJson = readRecord(recordOfVariant(variant));
    return {
      name: `variants/${variant.name}`,
      syntax: variant.form === "hcl" ? "HCL" : "JSON",
      plan: JSON.parse(planJson.toString("utf8")) as TerraformPlan,
      evaluations: judgeVariant(variant, planJson).evaluations,
    };
  }),
];
const attributes = readJson("recorded/read-attributes.json") as ReadAttributes;
const matrix = matrixOf(plans, policies.catalog, attributes);

describe("a class of cases", () => {
  it.each(CLASSES)("%s: every rule has one, but those of which matrix-reasons.ts says why not", (name) => {
    const lacking = policies.catalog.filter(
      (rule) => matrix.get(rule.id)?.has(name) === false && reasonFor(name, rule, attributes) === undefined,
    );

    expect(lacking.map(({ id }) => id)).toEqual([]);
  });
});

describe("what the provider's schema says", () => {
  it("is recorded of every attribute that a rule reads of a managed resource (npm run record -- read-attributes)", () => {
    const read = policies.catalog.flatMap(({ reads }) =>
      Object.entries(reads).flatMap(([type, names]) => names.map((name) => ({ type, name }))),
    );

    const missing = read.filter(
      ({ type, name }) => !type.startsWith("data.") && attributes[type]?.[name] === undefined,
    );
    expect(missing).toEqual([]);
  });
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, file), "utf8"));
}
