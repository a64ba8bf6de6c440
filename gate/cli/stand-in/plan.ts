import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createStyle } from "../../report";
import { findEngine, isPlannedRemotely, newRunDirectory, passThrough, prepareWorkspace } from "../../terraform";
import { explain } from "../failure";
import { colorsFor, type Io } from "../io";
import { judgePlanFile } from "../planning";
import { report } from "../session";
import { valueOf } from "./command-line";
import { judgeOptions, openStandIn } from "./session";
import type { StackHere } from "./stack-here";

const ONLINE = { offline: false, because: "terraform plan was asked for" };
/** Of a plan that was made: without and, with `-detailed-exitcode`, with changes. */
const PLANNED = [0, 2];

/**
 * `terraform plan` as it is, and what the gate says of that plan, on stderr. Nothing is applied here, so that a denied plan
 * changes neither output nor exit code: `cdktf diff` shows the plan all the same.
 *
 * @returns Terraform's exit code
 */
export async function plan(args: readonly string[], { stack, project }: StackHere, io: Io): Promise<number> {
  const engine = await findEngine(io.env);
  const named = valueOf(args, "out");
  // To name a file where none is asked for would make a saved run of what was to be a speculative one.
  const aside = named === null && !isPlannedRemotely(stack);
  const planFile = aside
    ? join(newRunDirectory(project, stack.name), "plan.tfplan")
    : named && resolve(stack.directory, named);
  const options = { cwd: stack.directory, env: io.env };
  const code = await passThrough(engine.path, ["plan", ...(aside ? [`-out=${planFile}`] : []), ...args], options);
  if (!PLANNED.includes(code) || planFile === null || !existsSync(planFile)) return code;
  const color = valueOf(args, "no-color") === null;
  const onStderr = { ...io, stdout: io.stderr };
  try {
    const session = openStandIn(judgeOptions(project, io.env, color), onStderr);
    const prepared = { stack, mode: ONLINE, workspace: prepareWorkspace(stack, ONLINE, project) };
    const { judged } = await judgePlanFile(session, engine, prepared, planFile);
    await report(session, [judged]);
  } catch (error) {
    explain(error, io, createStyle(colorsFor(io.stderr, io.env, color)));
  }
  return code;
}
