import { InputError } from "../errors";
import type { ResourceChange } from "./terraform-plan";

/** Actions that leave nothing of an object, or nothing to Terraform. */
const LEAVES: ReadonlySet<string> = new Set(["delete", "forget"]);

/**
 * Refuses changes that contradict themselves or each other, which a schema cannot say and Terraform never writes: rules find a
 * resource by its type and address, so one that says two things of itself could pass for what no rule judges, and one of two with
 * the same address would hide the other.
 *
 * @param changes valid by the schema
 * @param name of the file, for errors
 * @throws InputError with the address and what contradicts it
 */
export function refuseContradictions(changes: readonly ResourceChange[], name: string): void {
  const seen = new Set<string>();
  for (const change of changes) {
    const problem = contradictionIn(change) ?? (isRepeated(change, seen) ? "the plan changes it twice" : undefined);
    if (problem === undefined) continue;
    throw new InputError({
      what: `The plan contradicts itself: ${problem}.`,
      where: `${name} at ${change.address}`,
      mend: "Make the plan JSON anew with `terraform show -json <plan file>`, and change nothing in it.",
    });
  }
}

function contradictionIn(change: ResourceChange): string | undefined {
  const { actions, before, after } = change.change;
  if (!isNamed(change)) return `the address is not that of its mode, type and name`;
  const leaves = actions.length === 1 && LEAVES.has(actions[0] ?? "");
  if (change.deposed !== undefined && !leaves)
    return `a deposed object can only be deleted or forgotten, not "${actions.join(", ")}"`;
  if (leaves && isPresent(after)) return "it is deleted or forgotten, and has values afterwards";
  if (actions.length === 1 && actions[0] === "create" && isPresent(before))
    return "it is created, and has values before that";
  return undefined;
}

/** Whether the address is made of module, mode, type and name, and of nothing else but an index. */
function isNamed({ address, module_address: module, mode, type, name }: ResourceChange): boolean {
  const start = `${module === undefined ? "" : `${module}.`}${mode === "data" ? "data." : ""}${type}.${name}`;
  return address === start || (address.startsWith(`${start}[`) && address.endsWith("]"));
}

function isPresent(values: unknown): boolean {
  return values !== undefined && values !== null;
}

/** Of one address there is one object, besides those that are deposed. */
function isRepeated({ address, deposed }: ResourceChange, seen: Set<string>): boolean {
  const object = `${address} ${deposed ?? ""}`;
  if (seen.has(object)) return true;
  seen.add(object);
  return false;
}
