import { isOpen, type Evaluation } from "../../policies/contract/evaluation";
import type { PlanModel, Resource } from "../../policies/contract/plan-model";
import type { RuleMetadata } from "../../policies/contract/rule";
import type { RuleEvaluations } from "../evaluate";
import type { Relations } from "../plan";
import { namesOf, parsePath, withIndices, type AttributePath } from "./attribute-path";

/** A finding, and the change that may mend it. */
export interface Candidate {
  readonly rule: RuleMetadata;
  readonly finding: Evaluation;
  readonly resource: Resource;
  readonly path: AttributePath;
  readonly value: unknown;
}

/** The findings that a rule's `fix` can be tried on. */
export function candidatesOf(
  results: readonly RuleEvaluations[],
  model: PlanModel,
  relations: Relations,
): readonly Candidate[] {
  let resources: ReadonlyMap<string, Resource> | undefined;
  return results.flatMap(({ rule, evaluations }) => {
    const { fix } = rule;
    if (fix === undefined) return [];
    const value = valueOf(rule, fix, model);
    return evaluations
      .filter(({ status }) => isOpen(status))
      .flatMap((finding): Candidate[] => {
        resources ??= byAddress(model);
        const resource = resources.get(finding.resource);
        const path = resource && placeOf(fix.attribute, finding.attribute, resource);
        if (!path || !isPlain(String(path[0]), resource, rule, relations)) return [];
        return [{ rule, finding, resource, path, value }];
      });
  });
}

function byAddress({ resources }: PlanModel): ReadonlyMap<string, Resource> {
  return new Map(Object.values(resources).flatMap((instances) => Object.entries(instances)));
}

/** The value to set: the one that the parameter of the rule asks for, where the fix names a parameter that is set. */
function valueOf(rule: RuleMetadata, fix: NonNullable<RuleMetadata["fix"]>, { parameters }: PlanModel): unknown {
  const set = fix.parameter === undefined ? undefined : parameters[rule.id]?.[fix.parameter];
  if (set === undefined || set.trim() === "") return fix.value;
  return typeof fix.value === "number" ? Number(set) : set;
}

/** The deciding attribute itself where the fix is of that, at whatever depth; else the attribute that the fix names. */
function placeOf(fix: string, deciding: string | null, resource: Resource): AttributePath | null {
  const wanted = parsePath(fix);
  const found = deciding === null ? null : parsePath(deciding);
  if (wanted === null) return null;
  const names = found === null ? [] : namesOf(found);
  const wantedNames = namesOf(wanted);
  const sameEnd = wantedNames.every((name, at) => names.at(at - wantedNames.length) === name);
  const path = found !== null && sameEnd ? found : wanted;
  const [root] = path;
  if (typeof root !== "string" || !Object.hasOwn(resource.after, root)) return null;
  return withIndices(path, resource.after[root] ?? null);
}

/** Whether the rule reads the attribute, and nothing else of the model is made from it. */
function isPlain(root: string, { type }: Resource, rule: RuleMetadata, { links }: Relations): boolean {
  const related = Object.hasOwn(links, type) ? Object.keys(links[type] ?? {}) : [];
  return (rule.reads[type] ?? []).includes(root) && !related.some((path) => /^[^.[]+/.exec(path)?.[0] === root);
}
