import type { Action } from "../../policies/contract/plan-model";
import { InputError } from "../errors";
import type { ResourceChange } from "./terraform-plan";

/** @throws InputError for a combination of actions that Terraform's format does not have */
export function actionOf(change: ResourceChange): Action {
  const { actions } = change.change;
  const [only] = actions;
  switch (actions.length === 1 ? only : [...actions].sort().join("+")) {
    case "create":
    case "update":
    case "no-op":
    case "delete":
    case "forget":
    case "read":
      return only as Action;
    case "create+delete":
    case "create+forget":
      return "replace";
    default:
      throw new InputError({
        what: `The plan has the actions ${change.change.actions.join(", ")} together, which this gate does not know.`,
        where: change.address,
        mend: "Use a plangate that knows this Terraform version.",
      });
  }
}

/** Whether Terraform no longer manages a resource once this is done. */
export function isRemoval(action: Action): boolean {
  return action === "delete" || action === "forget";
}
