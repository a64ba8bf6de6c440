import { ToolError } from "../errors";
import type { Diagnostic } from "./diagnostics";
import type { Engine, Workspace } from "./types";

/** What Terraform says of a lock, in every backend: `LockInfo.String` of internal/states/statemgr. */
const SUMMARY = "Error acquiring the state lock";
const FIELD = /^\s*(ID|Operation|Who|Created):\s+(\S.*?)\s*$/gm;

/**
 * The error of a command that found the state locked; null where it failed for another reason, or the lock is not told (its
 * table is missing, access to it is denied): then Terraform's own words are all there is.
 */
export function stateLocked(
  diagnostics: readonly Diagnostic[],
  { product }: Engine,
  { stack, directory }: Workspace,
): ToolError | null {
  const detail = diagnostics.find(({ severity, summary }) => severity === "error" && summary === SUMMARY)?.detail ?? "";
  const fields = new Map([...detail.matchAll(FIELD)].map(([, name, value]) => [name, value]));
  const id = fields.get("ID");
  if (id === undefined) return null;
  const who = fields.get("Who") ?? "somebody";
  const since = fields.has("Created") ? ` since ${fields.get("Created")}` : "";
  const operation = fields
    .get("Operation")
    ?.replace(/^OperationType/, "")
    .toLowerCase();
  const command = product === "opentofu" ? "tofu" : "terraform";
  return new ToolError({
    what: `The state of stack ${stack.name} is locked: ${who} holds it${since}${operation ? ` (${operation})` : ""}, lock ${id}`,
    where: directory,
    mend: `Wait until that has ended. Only when nobody is at work on this state any more, because what held the lock was killed: \`${command} force-unlock ${id}\` in this directory.`,
  });
}
