import type { JudgedStack } from "../report";
import { throwFirst } from "./failure";
import type { Planned, PlannedStack } from "./planning";
import { report, type Session } from "./session";
import { exitCodeOf } from "./verdict";

/**
 * Reports what was planned and judged together.
 *
 * @param judged What this run judged before; gets what was judged now.
 * @returns null when one of the stacks is denied.
 * @throws what went wrong with a stack, after what was judged of the others has been reported.
 */
export async function reportPlanned(
  session: Session,
  { stacks, failures }: Planned,
  judged: JudgedStack[],
): Promise<readonly PlannedStack[] | null> {
  judged.push(...stacks.map((stack) => stack.judged));
  const run = await report(session, judged, failures);
  throwFirst(failures, session.io, session.style);
  return exitCodeOf(run) === 0 ? stacks : null;
}
