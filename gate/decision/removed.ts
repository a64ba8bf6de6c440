import { actionOf, type ResourceChange } from "../plan";

const GONE: ReadonlySet<string> = new Set(["delete", "forget"]);

/** Terraform no longer manages it once the plan is applied. */
export function isRemoved(change: ResourceChange): boolean {
  return GONE.has(actionOf(change));
}
