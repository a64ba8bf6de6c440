import { GateError, InputError, ToolError } from "../../gate/errors";
import { report, type TaskStatus } from "./callback";
import type { Clock } from "./clock";
import { fetchConfiguration } from "./configuration";
import { download } from "./download";
import type { Judge } from "./judging";
import { describeError, factsOf, JudgingError, type Log } from "./log";
import { failureOutcome, type Outcome } from "./outcomes";
import { untilPlanned } from "./plan-json";
import type { RunTaskRequest, Task } from "./request";
import type { RunTaskSettings } from "./settings";
import type { Slots } from "./slots";

export interface WorkServices {
  readonly settings: RunTaskSettings;
  readonly judge: Judge;
  /** How many plans are in memory at once. */
  readonly slots: Slots;
  readonly clock: Clock;
  readonly log: Log;
  /** Where plans that were judged are kept, for replays. Default: nowhere. */
  readonly archive?: PlanArchive;
}

/** Keeps the latest plan of each workspace. It holds secrets as the state does. */
export interface PlanArchive {
  keep(workspace: string, planJson: Uint8Array, configuration: string | null): Promise<void>;
}

/** How a task ended. */
export interface Result {
  readonly status: Exclude<TaskStatus, "running">;
  readonly message: string;
  readonly outcomes: readonly Outcome[];
}

const JUDGING: Readonly<Record<"post_plan" | "pre_apply" | "post_apply", string>> = {
  post_plan: "Judging the plan.",
  pre_apply: "Judging the plan again, right before it is applied.",
  post_apply: "Judging what was applied.",
};

/**
 * Works a task off: fetches the plan, judges it, reports. Whatever happens on the way, a final status is reported; one that
 * is not `approved` is `failed`.
 *
 * @throws ToolError where HCP Terraform does not take the final status, because it cannot be reached
 */
export async function work(task: Task, services: WorkServices): Promise<Result> {
  const { clock, log } = services;
  const startedAt = clock.now();
  const result = task.kind === "judge" ? await judgeRun(task, services) : failed(new InputError(task.problem));
  await finish(task, result, services);
  const milliseconds = clock.now().getTime() - startedAt.getTime();
  log("info", "finished", { ...factsOf(task), verdict: result.status, milliseconds });
  return result;
}

type JudgeTask = Extract<Task, { readonly kind: "judge" }>;

async function judgeRun(task: JudgeTask, services: WorkServices): Promise<Result> {
  const { clock, log, settings } = services;
  const progress = (message: string) => tell(task, { status: "running", message }, services);
  const stop = clock.every(settings.progressInterval, () => void progress("Still at it."));
  let result: Result;
  try {
    result = await judged(task, services, progress);
  } catch (error) {
    log("error", "not-judged", { ...factsOf(task), error: describeError(error) });
    result = failed(error);
  } finally {
    stop();
  }
  if (task.request.capabilities?.outcomes === true) {
    // Ahead of the final status, and apart from it: outcomes that are refused must not keep the status back.
    await tell(task, { status: "running", message: result.message, outcomes: result.outcomes }, services);
  }
  return result;
}

async function judged(
  task: JudgeTask,
  services: WorkServices,
  progress: (message: string) => Promise<void>,
): Promise<Result> {
  const { request } = task;
  const { stage } = request;
  const url = request.plan_json_api_url ?? null;
  if (stage === "pre_plan" || url === null) throw withoutPlan(stage);
  await progress(JUDGING[stage]);
  const { settings, clock, slots } = services;
  const wanted = { url, token: request.access_token, limit: settings.planLimit, what: "plan JSON" };
  const verdict = await untilPlanned(
    // A plan is in memory only while a slot is held, and none is held while there is no plan.
    () =>
      slots.use(async () => {
        const planJson = await download(wanted, { ...settings, clock });
        if (planJson === null) return null;
        const { configuration, notes } = await configurationOf(task, services);
        await keep(task, planJson, configuration, services);
        const judging = { planJson, configuration, workspace: request.workspace_name, notes };
        return await services.judge(judging).catch((error: unknown) => {
          throw new JudgingError(error);
        });
      }),
    settings.planWait,
    clock,
  );
  return {
    status: verdict.verdict === "approved" ? "passed" : "failed",
    message: verdict.message,
    outcomes: verdict.outcomes,
  };
}

/** Of every run once, and of no speculative one: that would be a plan of what is not there. No verdict hangs on it. */
async function keep(
  task: JudgeTask,
  planJson: Uint8Array,
  configuration: string | null,
  { archive, log }: WorkServices,
): Promise<void> {
  const { is_speculative: speculative, stage, workspace_name: workspace } = task.request;
  if (archive === undefined || stage !== "post_plan" || speculative === true) return;
  try {
    await archive.keep(workspace, planJson, configuration);
  } catch (error) {
    log("warn", "plan-not-kept", { ...factsOf(task), error: describeError(error) });
  }
}

/** Before there is a plan nothing can be judged; a task that always passes there would look like a gate and be none. */
function withoutPlan(stage: RunTaskRequest["stage"]): InputError {
  return new InputError({
    what:
      stage === "pre_plan"
        ? "At the stage pre_plan there is no plan yet: nothing can be judged."
        : `The request has no plan, at the stage ${stage}.`,
    mend: "Attach this run task to the stages post_plan and pre_apply (and post_apply, to look once more), and take it from pre_plan.",
  });
}

/** The configuration gives the lines of TypeScript, and dynamic blocks; without it the plan is judged all the same. */
async function configurationOf(
  task: JudgeTask,
  { settings, clock, log }: WorkServices,
): Promise<{ configuration: string | null; notes: readonly string[] }> {
  const { request } = task;
  const url = request.configuration_version_download_url ?? null;
  if (url === null) return { configuration: null, notes: [] };
  try {
    const version = {
      url,
      token: request.access_token,
      limit: settings.configurationLimit,
      workingDirectory: request.workspace_working_directory ?? "",
    };
    return { configuration: await fetchConfiguration(version, { ...settings, clock }), notes: [] };
  } catch (error) {
    log("warn", "no-configuration", { ...factsOf(task), error: describeError(error) });
    if (!(error instanceof GateError)) throw error;
    return { configuration: null, notes: [`Findings name no lines of TypeScript: ${error.problem.what}`] };
  }
}

function failed(error: unknown): Result {
  const reason = error instanceof JudgingError ? error.cause : error;
  const { what, mend } =
    reason instanceof GateError
      ? reason.problem
      : {
          what: "Nothing was judged, because of an internal error of the run task.",
          mend: "Its log says where; start the run anew once that is mended.",
        };
  return {
    status: "failed",
    message: `Not judged: ${what} ${mend ?? ""}`,
    outcomes: [failureOutcome(what, mend)],
  };
}

/** Reports on the way: it is not the end of the task that one of them gets lost. */
async function tell(task: JudgeTask, update: Parameters<typeof report>[1], services: WorkServices): Promise<void> {
  const { settings, clock, log } = services;
  try {
    const { delivered, status } = await report(task.request, update, { ...settings, clock });
    if (!delivered) log("warn", "progress-refused", { ...factsOf(task), status });
  } catch (error) {
    log("warn", "progress-lost", { ...factsOf(task), error: describeError(error) });
  }
}

/** Without it HCP Terraform waits until it gives the task up, and nobody knows why: tried for as long as it waits. */
async function finish(task: Task, { status, message }: Result, services: WorkServices): Promise<void> {
  const { settings, clock, log } = services;
  const deadline = clock.now().getTime() + settings.finalPatience;
  for (;;) {
    try {
      const delivery = await report(task.request, { status, message }, { ...settings, clock });
      // The task is final already, was cancelled, or its token has ended: nothing that could be tried again.
      if (!delivery.delivered) log("warn", "final-refused", { ...factsOf(task), status: delivery.status });
      return;
    } catch (error) {
      log("error", "final-not-delivered", { ...factsOf(task), error: describeError(error) });
      if (!(error instanceof ToolError) || clock.now().getTime() > deadline) throw error;
      await clock.wait(settings.patience.longestDelay);
    }
  }
}
