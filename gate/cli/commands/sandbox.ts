import { once } from "node:events";
import type { Judgement } from "../../decision";
import { connectStandIn, sandboxEnvironment, startStandIn, type StandIn } from "../../sandbox";
import { acknowledgeUnfinished, type PlanOptions, type SynthesizedStack } from "../../terraform";
import { showUnfinished } from "../applying";
import type { Io } from "../io";
import { planAndJudge, prepare } from "../planning";
import { reportPlanned } from "../planned-report";
import type { DeployOptions } from "../options";
import { accountOf, copyStacks, sandboxHome } from "../sandbox/copies";
import { putAsideStates } from "../sandbox/earlier";
import { forgetExemptions } from "../sandbox/excuses";
import { destroy, judgeAndApply, requireNoChanges, type Sandbox } from "../sandbox/lifecycle";
import { throwAwayValues } from "../sandbox/throw-away-values";
import { inWaves } from "../select-stacks";
import { openSession, startEngine, synthesizeStacks, type Session } from "../session";
import { planOptions } from "../terraform-options";

const DONE = 0;
/** Nothing was applied, because the gate or the person asked said no. */
const DENIED = 1;

/**
 * `plangate deploy --sandbox [stack…]`: judges the whole stacks as `plan` does, then applies with the real provider what a
 * local stand-in for AWS can hold of them: plan, judge, approve, apply, plan again without a change, destroy.
 *
 * @returns 0 all of it went well; 1 denied or declined
 * @throws InputError or ToolError where a stack cannot be judged or applied, or the stand-in does not start.
 */
export async function sandbox(names: readonly string[], options: DeployOptions, io: Io): Promise<number> {
  const session = openSession(options, io);
  const terraform = planOptions(options, session.directory);
  const stacks = await synthesizeStacks(session, names);
  const home = sandboxHome(session.directory);
  const unfinished = showUnfinished(session, stacks, home);
  const whole = await judgeWholeStacks(session, stacks, terraform);
  if (whole === null) {
    session.progress.say("sandbox: nothing was applied");
    return DENIED;
  }
  const copies = copyStacks(session, stacks);
  const engine = await startEngine(
    session,
    copies.map(({ workspace }) => workspace),
  );
  const standIn = await openStandIn(session, stacks, options);
  try {
    const env = {
      ...sandboxEnvironment(io.env, standIn.url),
      ...throwAwayValues(session, stacks, options.var, options.varFile.length > 0),
    };
    const inside: Sandbox = { session: { ...session, io: { ...io, env } }, engine, standIn, options, terraform, whole };
    putAsideStates(session, copies, standIn);
    forgetExemptions(
      session.directory,
      stacks.map(({ name }) => name),
    );
    for (const { planSha256 } of unfinished) acknowledgeUnfinished(home, planSha256);
    const waves = inWaves(stacks).map((wave) =>
      copies.filter(({ stack }) => wave.some(({ name }) => name === stack.name)),
    );
    for (const wave of waves) {
      if (!(await judgeAndApply(inside, wave, false))) return DENIED;
      await requireNoChanges(inside, wave);
    }
    if (options.keep) {
      await keep(session, standIn, options);
      return DONE;
    }
    return (await destroy(inside, waves)) ? DONE : DENIED;
  } finally {
    await standIn.stop();
  }
}

/**
 * The verdict is on the whole stacks, as it is for an account: planned without one, and nothing left out.
 *
 * @returns null when one is denied.
 */
async function judgeWholeStacks(
  session: Session,
  stacks: readonly SynthesizedStack[],
  terraform: PlanOptions,
): Promise<readonly Judgement[] | null> {
  const whole = prepare(session, stacks, true);
  const engine = await startEngine(
    session,
    whole.map(({ workspace }) => workspace),
  );
  const planned = await planAndJudge(session, engine, whole, terraform);
  const approved = await reportPlanned(session, planned, []);
  return approved === null ? null : approved.map(({ judged }) => judged.judgement);
}

async function openStandIn(
  { io, progress, steps }: Session,
  stacks: readonly SynthesizedStack[],
  { sandboxUrl }: DeployOptions,
): Promise<StandIn> {
  const account = accountOf(stacks);
  const standIn = await progress.step(null, "start the AWS stand-in", steps, () =>
    sandboxUrl === undefined
      ? startStandIn({ env: io.env, ...(account === undefined ? {} : { account }) })
      : connectStandIn(sandboxUrl),
  );
  progress.say(`sandbox: the AWS stand-in is at ${standIn.url}; nothing of this reaches an account`);
  return standIn;
}

/** Leaves standing what was applied. A stand-in of this command's own ends with it: then it waits to be ended. */
async function keep({ progress }: Session, standIn: StandIn, { sandboxUrl }: DeployOptions): Promise<void> {
  progress.say(`sandbox: all of it is standing at ${standIn.url}`);
  if (sandboxUrl !== undefined) return;
  progress.say(
    `sandbox: try it with AWS_ENDPOINT_URL=${standIn.url} AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing; Ctrl-C ends it`,
  );
  const held = setInterval(() => undefined, 60_000);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  clearInterval(held);
}
