import { isOpen, type Evaluation, type Status } from "../../policies/contract/evaluation";
import type { RuleMetadata } from "../../policies/contract/rule";
import type { EnforcementSettings, Policies, RuleEvaluations } from "../evaluate";
import type { ProvenChanges } from "../fix";
import {
  actionOf,
  completenessOf,
  constructAt,
  isRemoval,
  isSensitive,
  managedInstances,
  secretsIn,
  type ResourceChange,
  type SynthesizedConfiguration,
  type TerraformPlan,
} from "../plan";
import { Exemptions } from "./exemptions";
import { fixOf } from "./fix-words";
import type { Enforcement, JudgedEvaluation, Judgement, Reason } from "./judgement";
import { messageOf } from "./messages";
import { nothingJudged, unjudgedOf } from "./unjudged";

export interface DecisionInput {
  readonly plan: TerraformPlan;
  readonly results: readonly RuleEvaluations[];
  readonly policies: Pick<Policies, "enforcement" | "exemptions" | "sha256">;
  readonly synthesized: SynthesizedConfiguration;
  readonly stack: string;
  /** Hex digest of what was judged. */
  readonly sha256: string;
  readonly now: Date;
  /** What mends the findings; it has no say in the verdict. */
  readonly changes?: ProvenChanges;
}

/** Decides whether a plan may be applied. Doubt means denied; every reason is given, not only the first. */
export function decide(input: DecisionInput): Judgement {
  const { plan, results, policies, stack, sha256 } = input;
  const managed = managedInstances(plan);
  const actions: Record<string, number> = {};
  for (const change of managed) {
    const action = actionOf(change);
    actions[action] = (actions[action] ?? 0) + 1;
  }
  const exemptions = new Exemptions(policies.exemptions, stack, input.now);
  const evaluations = judgeAll(input, exemptions);
  const judged = new Set(evaluations.map(({ resource }) => resource));
  const mayBeUnjudged = results.length === 0 || policies.enforcement.unjudgedStacks?.includes(stack) === true;
  const reasons = [
    ...unfitness(plan, results.length, managed.length),
    ...(mayBeUnjudged ? [] : nothingJudged(managed, judged)),
    ...removal(stack, managed, policies.enforcement),
    ...findings(evaluations, policies.enforcement),
    ...exemptions.problems(),
  ];
  return {
    schemaVersion: "1.4.0",
    verdict: reasons.length === 0 ? "approved" : "denied",
    reasons,
    plan: {
      stack,
      sha256,
      resources: managed.length,
      terraformVersion: plan.terraform_version ?? "",
      actions,
      unjudged: unjudgedOf(managed, judged),
    },
    policies: { rules: results.length, sha256: policies.sha256 },
    summary: summarize(evaluations),
    evaluations,
  };
}

function judgeAll(input: DecisionInput, exemptions: Exemptions): JudgedEvaluation[] {
  const changes = new Map((input.plan.resource_changes ?? []).map((change) => [change.address, change]));
  const secrets = secretsIn(input.plan);
  const constructs = new Map<string, JudgedEvaluation["construct"]>();
  const constructOf = (address: string) => {
    let construct = constructs.get(address);
    if (construct === undefined) {
      construct = constructAt(input.synthesized, address);
      constructs.set(address, construct);
    }
    return construct;
  };
  return input.results.flatMap(({ rule, evaluations }) => {
    const enforcement = enforcementOf(rule, input.policies.enforcement);
    return evaluations.map((evaluation): JudgedEvaluation => {
      const { resource, status, attribute } = evaluation;
      const change = changes.get(resource);
      const construct = constructOf(resource);
      const open = isOpen(status);
      const sensitive = open && change !== undefined && isSensitive(change, attribute);
      return {
        rule: rule.id,
        status,
        resource,
        severity: rule.severity,
        enforcement,
        message: messageOf(rule, evaluation, sensitive, secrets),
        attribute,
        remediation: rule.remediation,
        exemption: open ? exemptions.find({ rule: rule.id, address: resource, path: construct?.path ?? null }) : null,
        construct,
        fix: open ? fixOf(input.changes?.(rule.id, evaluation), resource, construct) : null,
      };
    });
  });
}

/** How much a rule binds by the settings. */
export function enforcementOf(rule: RuleMetadata, settings: EnforcementSettings): Enforcement {
  const own = Object.hasOwn(settings.rules, rule.id) ? settings.rules[rule.id] : undefined;
  return own?.enforcement ?? settings.default;
}

/** What makes a plan unfit to be approved, whatever the rules say. */
function unfitness(plan: TerraformPlan, rules: number, resources: number): Reason[] {
  const reasons: Reason[] = [];
  if (plan.errored === true) {
    reasons.push({
      code: "plan-errored",
      message: "Terraform reported an error while planning; the plan is not whole. Mend the error and plan again.",
    });
  }
  const completeness = completenessOf(plan);
  if (completeness === "unsaid") {
    reasons.push({
      code: "plan-incomplete",
      message:
        "The plan JSON does not say whether it is complete, as Terraform writes it since 1.8, so a part cannot be told from the whole. Judge the plan file, or what `terraform show -json` writes of it, unchanged.",
    });
  }
  if (completeness === "partial") {
    reasons.push({
      code: "plan-incomplete",
      message:
        "The plan is not complete (-target, -exclude, or changes that Terraform deferred): what it leaves out cannot be judged. Plan the whole stack.",
    });
  }
  if (rules === 0) reasons.push({ code: "no-rules", message: "No rules are loaded: nothing was judged." });
  if (resources === 0)
    reasons.push({
      code: "no-resources",
      message: "The plan has no managed resources: nothing was judged.",
    });
  return reasons;
}

/** A protected stack is never destroyed: its plan has to leave something of it. */
function removal(stack: string, managed: readonly ResourceChange[], settings: EnforcementSettings): Reason[] {
  const isProtected = settings.protectedStacks?.includes(stack) ?? false;
  const leavesNothing = managed.length > 0 && managed.every((change) => isRemoval(actionOf(change)));
  return isProtected && leavesNothing
    ? [
        {
          code: "stack-protected",
          message: `The plan leaves nothing of stack ${stack}, which enforcement.json protects from being destroyed.`,
        },
      ]
    : [];
}

/** One reason a rule that denies, so that the list stays short however many resources are at fault. */
function findings(evaluations: readonly JudgedEvaluation[], settings: EnforcementSettings): Reason[] {
  const denying = new Map<string, { code: Reason["code"]; rule: string; resources: Set<string> }>();
  for (const { rule, status, enforcement, exemption, resource } of evaluations) {
    const code = denialCode(status, settings.rules[rule]?.insufficientData ?? "deny");
    if (code === null || enforcement !== "mandatory" || exemption !== null) continue;
    const entry = denying.get(`${code} ${rule}`) ?? { code, rule, resources: new Set() };
    entry.resources.add(resource);
    denying.set(`${code} ${rule}`, entry);
  }
  return [...denying.values()].map(({ code, rule, resources }) => {
    const count = resources.size === 1 ? "1 resource" : `${resources.size} resources`;
    const verb = code === "violation" ? (resources.size === 1 ? "violates" : "violate") : "cannot be judged by";
    return { code, message: `${count} ${verb} ${rule}.`, rule };
  });
}

function denialCode(status: Status, insufficientData: "deny" | "warn"): "violation" | "insufficient-data" | null {
  if (status === "NON_COMPLIANT") return "violation";
  return status === "INSUFFICIENT_DATA" && insufficientData === "deny" ? "insufficient-data" : null;
}

/** Counts a rule's verdict on a resource once, however many of its attributes are at fault. */
function summarize(evaluations: readonly JudgedEvaluation[]): Judgement["summary"] {
  const summary = { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0, exempted: 0 };
  let previous: Pick<Evaluation, "resource"> & { rule: string } = { rule: "", resource: "" };
  for (const evaluation of evaluations) {
    // Evaluations come sorted by rule, then by resource.
    if (evaluation.rule === previous.rule && evaluation.resource === previous.resource) continue;
    previous = evaluation;
    summary[evaluation.status] += 1;
    if (evaluation.exemption !== null) summary.exempted += 1;
  }
  return summary;
}
