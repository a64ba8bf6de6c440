import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleMetadata } from "../../../policies/contract/rule";
import type { Judgement } from "../../../gate/decision";
import { runOf } from "../judgement";
import { rendered } from "./rendered";

const directory = join(__dirname, "golden");
const { judgement, rules } = JSON.parse(readFileSync(join(directory, "run.json"), "utf8")) as {
  readonly judgement: Judgement;
  readonly rules: readonly RuleMetadata[];
};

test.each([
  ["text", "report.txt"],
  ["markdown", "report.md"],
  ["sarif", "report.sarif"],
  ["junit", "report.junit.xml"],
  ["github", "report.github.txt"],
  ["gitlab", "report.gitlab.json"],
] as const)("%s says of the as-built plan what was read and found good", async (format, name) => {
  const file = join(directory, name);
  const stack = { judgement, steps: [], notes: [] };
  const run = runOf([stack], { rules, rulePages: "docs/policies/rules", projectPath: "examples/as-built" });
  const report = await rendered(format, run);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, report);

  expect(report).toBe(readFileSync(file, "utf8"));
});
