import { InputError } from "../../errors";
import {
  acknowledgeUnfinished,
  findEngine,
  hasOutputs,
  passThrough,
  prepareWorkspace,
  type ApplyResult,
  type Engine,
} from "../../terraform";
import { applyApproved, approveOwn, showUnfinished } from "../applying";
import type { Io } from "../io";
import { judgePlanFile, planAndJudge, type PlannedStack, type PreparedStack } from "../planning";
import { report, type Session } from "../session";
import { exitCodeOf } from "../verdict";
import { parseApply, type ApplyRequest } from "./command-line";
import { judgeOptions, openStandIn } from "./session";
import type { StackHere } from "./stack-here";

const APPLIED = 0;
/** Nothing was applied, because the gate or the person asked said no. */
const DENIED = 1;
/** With an account: whoever applies has one, and where its credentials come from is the provider's to find. */
const ONLINE = { offline: false, because: "terraform apply was asked for" };
/** Would change what is planned or applied, and does not reach the plan that is judged. */
const DISREGARDED = ["TF_DATA_DIR", "TF_CLI_ARGS", "TF_CLI_ARGS_apply", "TF_CLI_ARGS_destroy"];

/**
 * `terraform apply` and `terraform destroy` under the gate: plans (or takes the saved plan), shows the plan as Terraform
 * does, judges it, asks, and applies exactly that plan.
 *
 * @returns 0 applied, or nothing to apply; 1 denied, refused or declined; 2 the plan is not whole
 * @throws InputError or ToolError where the stack cannot be planned, judged or applied.
 */
export async function apply(
  command: "apply" | "destroy",
  args: readonly string[],
  { stack, project }: StackHere,
  io: Io,
): Promise<number> {
  const request = parseApply(command, args, stack.directory);
  refuseDisregarded(io.env);
  const options = judgeOptions(project, io.env, request.color);
  const session = openStandIn(options, io);
  const engine = await findEngine(io.env);
  const unfinished = showUnfinished(session, [stack], project);
  const prepared = { stack, mode: ONLINE, workspace: prepareWorkspace(stack, ONLINE, project) };
  const planned = await judged(session, engine, prepared, request);
  if (!planned.changes && request.plan.destroy === true) {
    // Nothing is left of the stack: there is nothing to judge either.
    return sayDone(session, request, { added: 0, changed: 0, destroyed: 0 });
  }
  const code = exitCodeOf(await report(session, [planned.judged]));
  if (code !== 0) return code;
  if (!planned.changes) return sayDone(session, request, { added: 0, changed: 0, destroyed: 0 });
  const approved = approveOwn(session, planned);
  if (request.planFile === null && !(await agreed(session, planned, request))) {
    io.stdout.write("\nApply cancelled.\n");
    return DENIED;
  }
  for (const { planSha256 } of unfinished) {
    acknowledgeUnfinished(project, planSha256);
  }
  const result = await applyApproved(session, engine, approved, options, request.plan);
  if (result === null) return DENIED;
  sayDone(session, request, result);
  if (!request.plan.destroy && hasOutputs(stack)) {
    io.stdout.write("\nOutputs:\n\n");
    await passThrough(engine.path, ["output", ...(request.color ? [] : ["-no-color"])], {
      cwd: stack.directory,
      env: io.env,
    });
  }
  return APPLIED;
}

function refuseDisregarded(env: NodeJS.ProcessEnv): void {
  const [name] = DISREGARDED.filter((variable) => env[variable]);
  if (name !== undefined) {
    throw new InputError({
      what: `${name} is set, and the gate does not go by it.`,
      mend: "Unset it, and give options on the command line.",
    });
  }
}

/** The judged plan; what changes is shown in Terraform's words meanwhile, unless it was a saved plan. */
async function judged(
  session: Session,
  engine: Engine,
  prepared: PreparedStack,
  { plan, planFile, color }: ApplyRequest,
): Promise<PlannedStack> {
  if (planFile !== null) return judgePlanFile(session, engine, prepared, planFile);
  const show = (file: string): Promise<unknown> =>
    passThrough(engine.path, ["show", ...(color ? [] : ["-no-color"]), file], {
      cwd: prepared.workspace.directory,
      env: session.io.env,
    });
  const { stacks, failures } = await planAndJudge(session, engine, [prepared], plan, show);
  const [planned] = stacks;
  if (planned === undefined) throw failures[0]?.error ?? new Error("nothing was planned");
  return planned;
}

/**
 * Asks whether to apply, with the question by which the CDKTF CLI recognises that it has to ask.
 *
 * @throws InputError when nobody is to be asked.
 */
async function agreed({ io }: Session, { stack }: PlannedStack, request: ApplyRequest): Promise<boolean> {
  if (request.autoApprove) return true;
  if (!request.input || /^(0|false)$/i.test(io.env["TF_INPUT"] ?? "")) {
    throw new InputError({
      what: `Nothing was applied: ${stack.name} is approved, and nobody is to be asked (-input=false).`,
      mend: "Add -auto-approve to apply approved plans without asking.",
    });
  }
  const question = request.plan.destroy
    ? "Do you really want to destroy all resources?"
    : "Do you want to perform these actions?";
  io.stdout.write(`
${question}
  The gate approved exactly this plan of ${stack.name}, and nothing else is applied.
  Only 'yes' will be accepted to approve.

`);
  return (await io.ask("  Answer: "))?.trim() === "yes";
}

/** In Terraform's own words, which scripts look for. */
function sayDone({ io }: Session, { plan }: ApplyRequest, { added, changed, destroyed }: ApplyResult): 0 {
  io.stdout.write(
    plan.destroy
      ? `\nDestroy complete! Resources: ${destroyed} destroyed.\n`
      : `\nApply complete! Resources: ${added} added, ${changed} changed, ${destroyed} destroyed.\n`,
  );
  return APPLIED;
}
