import { join } from "node:path";
import type { SQSEvent } from "aws-lambda";
import { loadPolicies, type Policies } from "../../../gate/evaluate";
import { judgeTask } from "../judging";
import type { Task } from "../request";
import { Slots } from "../slots";
import { work } from "../work";
import { BucketArchive } from "./plan-archive";
import { surroundings } from "./surroundings";

/** The policies lie beside the code, as scripts/build-run-task.mjs packs them. */
const POLICIES = join(__dirname, "policies");

/** Where plans are kept for replays; modules/run-task sets it. Unset: nowhere. */
const bucket = process.env["PLANS_BUCKET"];

const { ledger, ...services } = surroundings();
const archive = bucket === undefined ? undefined : new BucketArchive(bucket);
// Loaded with the first task, where what is wrong with them ends in the run's own message.
let policies: Policies | undefined;

/**
 * Behind the queue, one task a call: works it off.
 *
 * @throws where the final status could not be delivered: the queue brings the task again, and at last puts it aside
 */
export async function handler({ Records: records }: SQSEvent): Promise<void> {
  for (const { body } of records) {
    const task = JSON.parse(body) as Task;
    const id = task.request.task_result_id;
    if (await ledger.isFinished(id)) continue;
    await work(task, {
      ...services,
      slots: new Slots(1),
      ...(archive !== undefined && { archive }),
      judge: (judging) => {
        policies ??= loadPolicies({ directory: POLICIES });
        return Promise.resolve(judgeTask(judging, policies, services.clock.now()));
      },
    });
    await ledger.finish(id);
  }
}
