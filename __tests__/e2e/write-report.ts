import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { estimateCost } from "../../gate/cost";
import { describePlan } from "../../gate/details";
import { loadPolicies } from "../../gate/evaluate";
import { judge } from "../../gate/judge";
import { createStyle, loadFormat, type JudgedStack } from "../../gate/report";

/**
 * Writes the HTML report of several recorded plans, as `plangate plan` does of several stacks:
 * node -r ./scripts/register.cjs write-report.ts FILE POLICIES PLAN…
 */
async function main([file = "", directory = "", ...plans]: readonly string[]): Promise<void> {
  const policies = loadPolicies({ directory });
  const stacks = await Promise.all(
    plans.map(async (name): Promise<JudgedStack> => {
      const planJson = readFileSync(name);
      const input = { planJson, name, stack: basename(name, ".json"), policies };
      const judgement = judge({ ...input, now: new Date("2026-01-01T00:00:00Z") });
      const details = await describePlan({ ...input, judgement });
      const cost = estimateCost(JSON.parse(planJson.toString("utf8")));
      return { judgement, details, cost, steps: [], notes: ["judged instead: a recorded plan"] };
    }),
  );
  const { render } = await loadFormat("html");
  const run = { stacks, steps: [], rules: policies.catalog, rulePages: null, projectPath: "" };
  writeFileSync(file, [...render(run, createStyle(false))].join(""));
}

void main(process.argv.slice(2));
