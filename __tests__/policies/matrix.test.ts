import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../gate/judge";
import type { TerraformPlan } from "../../gate/plan/terraform-plan";
import { recordOf } from "../../recording/cases";
import { readRecord, recordOfVariant } from "../../recording/variants";
import { CLASSES, matrixOf, type JudgedPlan } from "./matrix";
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
const matrix = matrixOf(plans, policies.catalog);

/** Rules that have no case of a class yet, or to which the class does not apply. */
const without = JSON.parse(readFileSync(join(__dirname, "matrix-gaps.json"), "utf8")) as {
  readonly [name: string]: readonly string[] | undefined;
};

describe("a class of cases", () => {
  it.each(CLASSES)("%s: every rule has one but those that are listed", (name) => {
    const lacking = policies.catalog.map(({ id }) => id).filter((id) => matrix.get(id)?.has(name) === false);

    expect(lacking).toEqual(without[name] ?? []);
  });
});
