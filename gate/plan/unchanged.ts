import { isObject, listOf, type JsonObject } from "../json";
import type { ResourceChange } from "./terraform-plan";

/**
 * What a plan leaves as it is, where it says nothing of changes: a plan with `-refresh-only` has no `resource_changes`,
 * but its planned values are all that there is, as Terraform has just found it. Each becomes a no-op, so that what is taken
 * over into the state is judged like any other plan.
 *
 * @param plannedValues https://developer.hashicorp.com/terraform/internals/json-format#values-representation
 */
export function unchangedResources(plannedValues: unknown): ResourceChange[] {
  return isObject(plannedValues) ? inModule(plannedValues["root_module"]) : [];
}

function inModule(module: unknown): ResourceChange[] {
  if (!isObject(module)) return [];
  const { address, resources, child_modules: children } = module;
  const own = listOf(resources)
    .filter(isObject)
    .map((resource) => noOp(resource, address));
  return [...own, ...listOf(children).flatMap(inModule)];
}

function noOp(resource: JsonObject, module: unknown): ResourceChange {
  const { values, sensitive_values: sensitive, ...identity } = resource;
  return {
    ...(identity as unknown as ResourceChange),
    ...(typeof module === "string" ? { module_address: module } : {}),
    change: {
      actions: ["no-op"],
      before: values,
      after: values,
      after_unknown: {},
      before_sensitive: sensitive ?? {},
      after_sensitive: sensitive ?? {},
    },
  };
}
