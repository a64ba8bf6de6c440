import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../../gate/errors";
import { loadPolicies } from "../../gate/evaluate";
import type { Judgement } from "../../gate/decision";
import { judge } from "../../gate/judge";
import { findSubjects, recordOf } from "../../recording/cases";
import { hostileVariations, seeded, type Json } from "./hostile";

interface Plan {
  [member: string]: Json;
}

const repository = join(__dirname, "..", "..");
const policies = loadPolicies({ directory: join(repository, "policies") });
const subjects = findSubjects(join(repository, "__tests__", "cases"));
/** In all; `npm run test:hostile` sets more. */
const VARIATIONS = Number(process.env["HOSTILE_VARIATIONS"] ?? 400);
const SEED = Number(process.env["HOSTILE_SEED"] ?? 1);

/** Recorded plans, and the rule whose violations in them must be found whatever is malformed. */
const VIOLATIONS = [
  ["ssh", "INCOMING_SSH_DISABLED"],
  ["ssh-existing", "INCOMING_SSH_DISABLED"],
  ["volumes", "ENCRYPTED_VOLUMES"],
  ["volumes-existing", "ENCRYPTED_VOLUMES"],
  ["mfa", "IAM_USER_MFA_ENABLED"],
  ["rds", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"],
  ["reachable", "DATABASE_NOT_REACHABLE_FROM_INTERNET"],
  ["reachable-existing", "DATABASE_NOT_REACHABLE_FROM_INTERNET"],
] as const;

/** Only this rule binds, so that no other rule denies what this one lets pass. */
function judgeBy(rule: string, text: string): Judgement {
  return judge({
    planJson: Buffer.from(text, "utf8"),
    name: "plan.json",
    stack: "hostile",
    policies: { ...policies, enforcement: { default: "advisory", rules: { [rule]: { enforcement: "mandatory" } } } },
    now: new Date("2026-01-01T00:00:00Z"),
  });
}

function changesOf(plan: Plan): Plan[] {
  return plan["resource_changes"] as Plan[];
}

/** The plan with one resource of those that the rule judges: nothing but its violation denies it. */
function only(plan: Plan, address: string, types: readonly string[]): Plan {
  const changes = changesOf(plan).filter(
    (change) => change["address"] === address || !types.includes(change["type"] as string),
  );
  return { ...plan, resource_changes: changes };
}

describe.each(VIOLATIONS)("hostile variations of %s", (name, rule) => {
  const subject = subjects.find((candidate) => candidate.name === name);
  if (subject === undefined) throw new Error(`There is no subject ${name}.`);
  const plan = JSON.parse(readFileSync(recordOf(subject), "utf8")) as Plan;
  const types = policies.catalog.find(({ id }) => id === rule)?.resources ?? [];
  const violating = judgeBy(rule, JSON.stringify(plan))
    .evaluations.filter((evaluation) => evaluation.rule === rule && evaluation.status === "NON_COMPLIANT")
    .map(({ resource }) => resource)
    // Inside a module, or judged together with a companion of a judged type, it would not stand alone.
    .filter((address) => judgeBy(rule, JSON.stringify(only(plan, address, types))).verdict === "denied");

  it("start from violations that deny the plan", () => {
    expect(violating.length).toBeGreaterThan(2);
  });

  it("are denied, or refused with an explanation, and never approved", () => {
    const random = seeded(SEED);
    const each = Math.ceil(VARIATIONS / VIOLATIONS.length / violating.length);
    const wrong: string[] = [];
    for (const address of violating) {
      const alone = only(plan, address, types);
      const others = changesOf(alone).map((change) => change["address"] as string);
      const aims = [...others, ...others.map(() => address)];
      for (const { description, text } of hostileVariations(alone, aims, random, each)) {
        try {
          if (judgeBy(rule, text).verdict === "approved") wrong.push(`approved: ${description}`);
        } catch (error) {
          if (!(error instanceof GateError)) wrong.push(`${String(error)}: ${description}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });
});
