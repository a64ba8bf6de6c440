import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, evaluateSome, loadPolicies, type Policies } from "../gate/evaluate";
import { modelOf } from "../gate/judge";
import type { RuleMetadata } from "../policies/contract/rule";
import { findSubjects, recordOf } from "../recording/cases";
import type { Plan } from "./plan";
import type { Target } from "./variations";

const ROOT = join(__dirname, "..");
/** Of a rule, at most so many: those that differ in type and attribute come first. */
const MOST = 8;

/** A resource that a rule finds NON_COMPLIANT in a recorded plan. */
export interface Violation extends Target {
  readonly rule: RuleMetadata;
  /** Name of the recorded plan. */
  readonly name: string;
  /** The plan, with no other resource of the types that the rule judges where it violates without them. */
  readonly plan: Plan;
  readonly policies: Policies;
}

/** Violations of every rule that has one in a recorded plan of the cases or of the system as built, in the catalogue's order. */
export function findViolations(): Map<string, Violation[]> {
  const candidates = recordedPlans().flatMap((recorded) => [...violationsIn(recorded)]);
  const found = new Map<string, Violation[]>();
  for (const { id } of loadPolicies({ directory: join(ROOT, "policies") }).catalog) {
    const own = candidates.filter(({ rule }) => rule.id === id);
    if (own.length > 0) found.set(id, chosen(own).map(alone));
  }
  return found;
}

interface Recorded {
  readonly name: string;
  readonly planJson: Buffer;
  readonly policies: Policies;
}

function recordedPlans(): Recorded[] {
  const policies = loadPolicies({ directory: join(ROOT, "policies") });
  const cases = findSubjects(join(ROOT, "__tests__", "cases")).map((subject) => {
    const set = Object.entries(subject.parameters).map(([rule, own]) => [
      rule,
      { ...policies.parameters[rule], ...own },
    ]);
    const parameters = { ...policies.parameters, ...(Object.fromEntries(set) as Policies["parameters"]) };
    return { name: subject.name, planJson: readFileSync(recordOf(subject)), policies: { ...policies, parameters } };
  });
  const asBuilt = { planJson: readFileSync(join(ROOT, "__tests__", "plans", "as-built.json")), policies };
  return [...cases, { name: "as-built", ...asBuilt }];
}

function* violationsIn({ name, planJson, policies }: Recorded): Generator<Violation> {
  const plan = JSON.parse(planJson.toString("utf8")) as Plan & { readonly planned_values?: unknown };
  const types = new Map(plan.resource_changes.map(({ address, type }) => [address, type]));
  for (const { rule, evaluations } of evaluate(modelOf({ planJson, name, policies }).model, policies)) {
    for (const { status, resource: address, attribute: deciding } of evaluations) {
      if (status !== "NON_COMPLIANT") continue;
      const reads = rule.reads[types.get(address) ?? ""] ?? [];
      yield { rule, name, plan, policies, address, reads, deciding };
    }
  }
}

/** At most MOST, of each type and attribute one before there is a second one. */
function chosen(violations: readonly Violation[]): Violation[] {
  const seen = new Map<string, number>();
  const ranked = violations.map((violation) => {
    const type = violation.plan.resource_changes.find(({ address }) => address === violation.address)?.type;
    const kind = `${type} ${violation.deciding?.replace(/\d+/g, "") ?? ""}`;
    const rank = seen.get(kind) ?? 0;
    seen.set(kind, rank + 1);
    return { violation, rank };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ violation }) => violation);
}

/** A smaller plan is judged faster: only what the rule reads, and of what it judges only the violating resource, where it violates so. */
function alone(violation: Violation): Violation {
  const { rule, plan, address } = violation;
  const read = plan.resource_changes.filter(({ type, mode }) => mode === "data" || Object.hasOwn(rule.reads, type));
  const own = read.filter((change) => change.address === address || !rule.resources.includes(change.type));
  const smaller = [own, read].map((changes) => ({ ...violation, plan: { ...plan, resource_changes: changes } }));
  return smaller.find(violates) ?? violation;
}

function violates({ rule, plan, policies, address, name }: Violation): boolean {
  const { model } = modelOf({ planJson: Buffer.from(JSON.stringify(plan)), name, policies });
  const [[result] = []] = evaluateSome([{ model, rules: [rule] }], policies);
  return result?.evaluations.some((one) => one.resource === address && one.status === "NON_COMPLIANT") ?? false;
}
