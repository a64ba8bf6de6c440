import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies } from "../gate/evaluate";
import { modelOf } from "../gate/judge";

/**
 * Writes the plan model of a plan: what Rego rules get as input. OPA is given it ready-made, so that its figure is that
 * of evaluation alone.
 */
export function writeModel(planFile: string, modelFile: string): void {
  const policies = loadPolicies({ directory: join(__dirname, "..", "policies") });
  const { model } = modelOf({ planJson: readFileSync(planFile), name: planFile, policies });
  writeFileSync(modelFile, JSON.stringify(model));
}
