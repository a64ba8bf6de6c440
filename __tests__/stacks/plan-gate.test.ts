import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../gate/judge";
import { policies } from "../functions/run-task/home";

const PLAN = join(__dirname, "..", "plans", "plan-gate.json");

test("by the project's own evaluator of policies, no role of the gate may do everything anywhere, or everything of a service", () => {
  const { evaluations } = judge({
    planJson: readFileSync(PLAN),
    name: PLAN,
    stack: "plan-gate",
    policies: policies(),
    now: new Date("2026-06-01T12:00:00Z"),
  });
  for (const rule of ["IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"]) {
    const judged = evaluations.filter((evaluation) => evaluation.rule === rule);
    for (const part of ["replayer_role", "reporter_role", "state-machine_role"]) {
      expect(judged.map(({ resource }) => resource).join("\n")).toContain(`aws_iam_policy.fleet-replay_${part}`);
    }
    expect(new Set(judged.map(({ status }) => status))).toEqual(new Set(["COMPLIANT"]));
  }
});
