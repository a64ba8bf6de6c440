import type { Evaluation, Status } from "../../policies/contract/evaluation";
import type { PlanModel, Resource } from "../../policies/contract/plan-model";
import type { GraphRule, RuleMetadata } from "../../policies/contract/rule";
import { ToolError } from "../errors";
import type { CompiledModule } from "./machine-code";
import { evaluateRego, evaluateRegoRules, RegoModule } from "./rego";

/** One rule's evaluations, one or more for every resource that it judged. */
export interface RuleEvaluations {
  readonly rule: RuleMetadata;
  readonly evaluations: readonly Evaluation[];
}

/** What is evaluated: the catalogue, the compiled Rego rules and the TypeScript rules. */
export interface RuleSet {
  readonly catalog: readonly RuleMetadata[];
  readonly module: Uint8Array;
  /** What V8 has compiled of the module, where that is at hand. */
  readonly compiled?: CompiledModule;
  /** The module, kept loaded for whoever evaluates several times; where left out, it is loaded for each evaluation. */
  readonly loaded?: RegoModule;
  readonly graphRules: readonly GraphRule[];
}

/** From harmless to serious: of a resource's evaluations by one rule, only the most serious status stands. */
const SERIOUSNESS: readonly Status[] = ["COMPLIANT", "NOT_APPLICABLE", "INSUFFICIENT_DATA", "NON_COMPLIANT"];

/**
 * Evaluates every rule of the catalogue on the plan model.
 *
 * @returns one entry a rule, in the catalogue's order; evaluations by address, then attribute
 * @throws ToolError where a rule fails, or returns what its metadata does not announce
 */
export function evaluate(model: PlanModel, rules: RuleSet): RuleEvaluations[] {
  const rego = rules.catalog.filter((rule) => rule.engine === "opa");
  const raw = rego.length === 0 ? {} : evaluateRego(loadedOf(rules), model, rego);
  const unknownIds = Object.keys(raw).filter((id) => !rego.some((rule) => rule.id === id));
  if (unknownIds.length > 0) throw mismatch(`it has the rule ${unknownIds.join(", ")}, which the catalogue lacks`);
  return rules.catalog.map((rule) => {
    const found = rule.engine === "opa" ? fromModule(rule, raw) : fromGraphRule(rule, rules.graphRules, model);
    return { rule, evaluations: complete(rule, found, model) };
  });
}

/** A model, and the rules of the catalogue that are to judge it. */
export interface PartialEvaluation {
  readonly model: PlanModel;
  readonly rules: readonly RuleMetadata[];
  /** Surviving resources that stand in the model in place of those with the same types and addresses; none where left out. */
  readonly changed?: readonly Resource[];
}

/**
 * Evaluates some rules on each of several models, as `evaluate` does all of them on one.
 *
 * @returns for each model, one entry a rule, in the order of the given rules
 * @throws ToolError as `evaluate` does
 */
export function evaluateSome(
  parts: readonly PartialEvaluation[],
  ruleSet: Pick<RuleSet, "module" | "compiled" | "loaded" | "graphRules">,
): RuleEvaluations[][] {
  const { graphRules } = ruleSet;
  const raw = evaluateRegoRules(
    loadedOf(ruleSet),
    parts.map(({ model, rules, changed = [] }) => ({
      model,
      rules: rules.filter((rule) => rule.engine === "opa"),
      changed,
    })),
  );
  return parts.map(({ model: original, rules, changed = [] }, at) => {
    const model = withChanged(original, changed);
    return rules.map((rule) => {
      const found = rule.engine === "opa" ? fromModule(rule, raw[at] ?? {}) : fromGraphRule(rule, graphRules, model);
      return { rule, evaluations: complete(rule, found, model) };
    });
  });
}

/** The model with some resources changed; what does not change is shared with the original. */
function withChanged(model: PlanModel, changed: readonly Resource[]): PlanModel {
  if (changed.length === 0) return model;
  const resources: Record<string, Record<string, Resource>> = { ...model.resources };
  for (const type of new Set(changed.map((resource) => resource.type))) {
    resources[type] = Object.assign(emptyMap<Resource>(), model.resources[type]);
  }
  for (const resource of changed) {
    const instances = resources[resource.type];
    if (instances) instances[resource.address] = resource;
  }
  return { ...model, resources };
}

/** Without a prototype: addresses come from the plan, and may read like a member of Object. */
function emptyMap<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** The module as it is kept loaded, or loaded now: of what V8 has compiled, where that is at hand. */
export function loadedOf({ module, compiled, loaded }: Pick<RuleSet, "module" | "compiled" | "loaded">): RegoModule {
  return loaded ?? new RegoModule(compiled ?? module);
}

function fromModule(rule: RuleMetadata, raw: { readonly [rule: string]: unknown }): Evaluation[] {
  const found = Object.hasOwn(raw, rule.id) ? raw[rule.id] : undefined;
  if (!Array.isArray(found)) throw mismatch(`it lacks the rule ${rule.id}`);
  return found.map((evaluation) => checked(rule, evaluation));
}

function mismatch(what: string): ToolError {
  return new ToolError({
    what: `The policy module and its catalogue do not belong together: ${what}.`,
    where: "bundle/",
    mend: "Build both anew with `plangate rule build`.",
  });
}

function fromGraphRule(rule: RuleMetadata, graphRules: readonly GraphRule[], model: PlanModel): Evaluation[] {
  const implementation = graphRules.find((candidate) => candidate.metadata.id === rule.id);
  if (implementation === undefined) throw mismatch(`there is no TypeScript rule ${rule.id}`);
  try {
    return implementation.evaluate(model).map((evaluation) => checked(rule, evaluation));
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new ToolError({ what: `The rule ${rule.id} failed during evaluation: ${detail}.` }, { cause: error });
  }
}

function checked(rule: RuleMetadata, evaluation: unknown): Evaluation {
  const { resource, status, attribute, reason, values } = (evaluation ?? {}) as { [K in keyof Evaluation]?: unknown };
  const fits =
    typeof resource === "string" &&
    SERIOUSNESS.includes(status as Status) &&
    (attribute === null || typeof attribute === "string") &&
    typeof reason === "string" &&
    Object.hasOwn(rule.reasons, reason) &&
    typeof values === "object" &&
    values !== null;
  if (fits) return evaluation as Evaluation;
  throw new ToolError({
    // Not its values: they come from the plan, and may be secret.
    what: `The rule ${rule.id} returned an evaluation that its metadata does not announce: ${JSON.stringify({ resource, status, reason })}.`,
    mend: "Its status must be one of AWS Config's four, and its reason one of the rule's `reasons`.",
  });
}

/** Adds what goes without saying, and keeps the most serious status of each resource. */
function complete(rule: RuleMetadata, found: readonly Evaluation[], model: PlanModel): Evaluation[] {
  const byResource = new Map<string, Evaluation[]>();
  for (const evaluation of found) {
    const before = byResource.get(evaluation.resource);
    const rank = SERIOUSNESS.indexOf(evaluation.status);
    const held = before?.[0] === undefined ? -1 : SERIOUSNESS.indexOf(before[0].status);
    if (rank > held) byResource.set(evaluation.resource, [evaluation]);
    else if (rank === held) before?.push(evaluation);
  }
  for (const type of rule.resources) {
    for (const { address } of instances(model.resources, type)) {
      if (!byResource.has(address)) byResource.set(address, [plain(address, "COMPLIANT", "compliant")]);
    }
    for (const { address, action } of instances(model.removed, type)) {
      if (!byResource.has(address)) byResource.set(address, [plain(address, "NOT_APPLICABLE", action)]);
    }
  }
  return [...byResource.values()].flat().sort(byAddressAndAttribute);
}

function instances(resources: PlanModel["resources"], type: string): readonly Resource[] {
  return Object.values(resources[type] ?? {});
}

function plain(resource: string, status: Status, reason: string): Evaluation {
  return { resource, status, attribute: null, reason, values: {} };
}

function byAddressAndAttribute(a: Evaluation, b: Evaluation): number {
  return compare(a.resource, b.resource) || compare(a.attribute ?? "", b.attribute ?? "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
