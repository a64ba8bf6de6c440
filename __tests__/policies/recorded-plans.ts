import type { Judgement } from "../../gate/decision";
import { judge } from "../../gate/judge";
import { NOT_SYNTHESIZED, type SynthesizedConfiguration } from "../../gate/plan";
import { join } from "node:path";
import { parametersOf } from "../../recording/variant-expectations";
import { readRecord, recordOfVariant } from "../../recording/variant-records";
import { findVariants, type Variant } from "../../recording/variants";
import { policies, subjects } from "./subjects";

/** Subjects in other forms. */
export const variants: readonly Variant[] = findVariants(join(__dirname, "..", "variants"));

/** Judges the recorded plan of a variant, with the parameters that its subjects set. */
export function judgeVariant(
  variant: Variant,
  planJson: Buffer = readRecord(recordOfVariant(variant)),
  synthesized: SynthesizedConfiguration = NOT_SYNTHESIZED,
): Judgement {
  const set = Object.entries(parametersOf(variant, subjects)).map(([rule, own]) => [
    rule,
    { ...policies.parameters[rule], ...own },
  ]);
  return judge({
    planJson,
    name: variant.name,
    stack: variant.name,
    synthesized,
    policies: { ...policies, parameters: { ...policies.parameters, ...Object.fromEntries(set) } },
    now: new Date("2026-01-01T00:00:00Z"),
  });
}
