import { isObject, type JsonObject } from "../json";

/**
 * The plan JSON of a state: nothing changes, and what Terraform has just read is all there is. It is made of a plan, because a
 * plan reads everything anew before it says what to do, and holds the configuration that joins resources with each other.
 *
 * @param plan Parsed plan JSON. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function deployedState(plan: unknown): JsonObject {
  const { prior_state: prior, ...others } = plan as JsonObject;
  const rest = Object.entries(others).filter(([name]) => name !== "resource_changes" && name !== "resource_drift");
  const values = isObject(prior) ? prior["values"] : undefined;
  return { ...Object.fromEntries(rest), planned_values: isObject(values) ? values : { root_module: {} } };
}
