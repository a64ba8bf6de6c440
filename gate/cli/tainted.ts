import { isObject, listOf, memberOf } from "../json";

/** How many resources a note names. */
const NAMED = 5;

/**
 * Says which resources are replaced only because making them was cut short, which an interrupted apply leaves: what denies the
 * replacement (of a key, of a database) does not say how to go on.
 *
 * @param plan Parsed plan JSON; `action_reason`: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 * @returns Null where there is none.
 */
export function taintedNote(plan: unknown): string | null {
  const addresses = listOf(memberOf(plan, "resource_changes"))
    .filter(isObject)
    .filter((change) => change["action_reason"] === "replace_because_tainted")
    .map((change) => String(change["address"]));
  const [one] = addresses;
  if (one === undefined) return null;
  const named = addresses.slice(0, NAMED).join(", ");
  const others = addresses.length > NAMED ? ` and ${addresses.length - NAMED} more` : "";
  return `replaced because making it was cut short (tainted): ${named}${others}. What is whole all the same stays after: terraform untaint '${one}'`;
}
