import { isOpen, type Evaluation, type Status } from "../../policies/contract/evaluation";
import type { PlanModel, Resource } from "../../policies/contract/plan-model";
import type { RuleMetadata } from "../../policies/contract/rule";
import { evaluateSome, type Policies, type RuleEvaluations } from "../evaluate";
import { changedAt, formatPath } from "./attribute-path";
import { candidatesOf, type Candidate } from "./candidates";

/** A change that was tried: with it the finding is gone, and no other has come. */
export interface ProvenChange {
  /** Path below the resource, e.g. `metadata_options[0].http_tokens`. */
  readonly attribute: string;
  readonly value: unknown;
}

/** The proven change for a finding; undefined where there is none. */
export type ProvenChanges = (rule: string, finding: Evaluation) => ProvenChange | undefined;

/** The changes that one rule asks for, and the rules whose verdicts they can change. */
interface Group {
  readonly candidates: readonly Candidate[];
  readonly affected: ReadonlySet<RuleMetadata>;
}

/** Open findings of one rule, by place. */
type Statuses = ReadonlyMap<string, { readonly resource: string; readonly status: Status }>;

/**
 * Tries the changes that rules name for their findings.
 *
 * A rule sees nothing of a resource but what its metadata says it reads, so only rules that read the changed attribute can
 * judge otherwise. Changes of rules that affect none in common are tried in one evaluation, and those of one rule on
 * all its resources together; what comes of a change is blamed on the changes of that resource, else on all of that rule.
 *
 * @param results of the plan as it is
 * @throws ToolError as `evaluate` does; the caller then has no fixes, and the judgement stands as it is
 */
export function proveChanges(model: PlanModel, results: readonly RuleEvaluations[], policies: Policies): ProvenChanges {
  const groups = groupsOf(candidatesOf(results, model, policies.relations), policies.catalog);
  const batches = batchesOf(groups);
  const before = new Map(results.map(({ rule, evaluations }) => [rule.id, statusesOf(evaluations)]));
  const after = evaluateSome(
    batches.map((batch) => ({
      model,
      changed: changed(batch.flatMap(({ candidates }) => candidates)),
      rules: batch.flatMap(({ affected }) => [...affected]),
    })),
    policies,
  );
  const proven = new Map<string, ProvenChange>();
  for (const [at, batch] of batches.entries()) {
    const statuses = new Map(after[at]?.map(({ rule, evaluations }) => [rule.id, statusesOf(evaluations)]));
    for (const group of batch) {
      for (const { rule, finding, path, value } of provenOf(group, before, statuses)) {
        proven.set(keyOf(rule.id, finding), { attribute: formatPath(path), value });
      }
    }
  }
  return (rule, finding) => proven.get(keyOf(rule, finding));
}

function groupsOf(candidates: readonly Candidate[], catalog: readonly RuleMetadata[]): readonly Group[] {
  const byRule = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const alike = byRule.get(candidate.rule.id);
    if (alike) alike.push(candidate);
    else byRule.set(candidate.rule.id, [candidate]);
  }
  return [...byRule.values()].map((alike) => {
    const changes = new Set(alike.map(({ resource, path }) => `${resource.type} ${path[0]}`));
    const affected = catalog.filter(({ reads }) =>
      Object.entries(reads).some(([type, attributes]) => attributes.some((name) => changes.has(`${type} ${name}`))),
    );
    return { candidates: alike, affected: new Set(affected) };
  });
}

/** Groups that affect no rule in common share an evaluation. */
function batchesOf(groups: readonly Group[]): readonly (readonly Group[])[] {
  const batches: Group[][] = [];
  for (const group of groups) {
    const batch = batches.find((others) => others.every((other) => haveNoneInCommon(group.affected, other.affected)));
    if (batch) batch.push(group);
    else batches.push([group]);
  }
  return batches;
}

function haveNoneInCommon<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): boolean {
  for (const each of left) if (right.has(each)) return false;
  return true;
}

/** The resources with the changes made, which may be several of one resource. */
function changed(candidates: readonly Candidate[]): readonly Resource[] {
  const resources = new Map<string, Resource>();
  for (const { resource, path, value } of candidates) {
    const current = resources.get(resource.address) ?? resource;
    const after = changedAt(current.after, path, value) as Resource["after"];
    resources.set(resource.address, { ...current, after });
  }
  return [...resources.values()];
}

function provenOf(
  { candidates, affected }: Group,
  before: ReadonlyMap<string, Statuses>,
  after: ReadonlyMap<string, Statuses>,
): readonly Candidate[] {
  const worsened = new Set<string>();
  for (const { id } of affected) {
    const earlier = before.get(id);
    for (const [place, { resource, status }] of after.get(id) ?? []) {
      const known = earlier?.get(place)?.status;
      if (known === undefined || (known === "INSUFFICIENT_DATA" && status === "NON_COMPLIANT")) worsened.add(resource);
    }
  }
  const changedResources = new Set(candidates.map(({ resource }) => resource.address));
  if ([...worsened].some((address) => !changedResources.has(address))) return [];
  return candidates.filter(
    ({ rule, finding, resource }) =>
      !worsened.has(resource.address) && after.get(rule.id)?.has(placeOf(finding)) === false,
  );
}

function statusesOf(evaluations: readonly Evaluation[]): Statuses {
  return new Map(
    evaluations.filter(({ status }) => isOpen(status)).map((evaluation) => [placeOf(evaluation), evaluation]),
  );
}

function placeOf({ resource, attribute }: Evaluation): string {
  return JSON.stringify([resource, attribute]);
}

function keyOf(rule: string, finding: Evaluation): string {
  return `${rule} ${placeOf(finding)}`;
}
