import { ToolError } from "../../gate/errors";
import type { Clock } from "./clock";

export interface PlanWait {
  /** Milliseconds until the plan JSON is asked for again, while there is none. */
  readonly interval: number;
  /** How often it is asked for. */
  readonly attempts: number;
}

/**
 * Asks for plan JSON until there is some: HCP Terraform answers 204 while it is being made.
 *
 * @param ask resolves to null where there is none yet
 * @throws ToolError where it never comes, and whatever `ask` throws
 */
export async function untilPlanned<T>(
  ask: () => Promise<T | null>,
  { interval, attempts }: PlanWait,
  clock: Pick<Clock, "wait">,
): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await clock.wait(interval);
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new ToolError({
    what: `HCP Terraform has no plan JSON of this run, even after ${Math.round((interval * (attempts - 1)) / 60_000)} minutes.`,
    mend: "Start the run anew.",
  });
}
