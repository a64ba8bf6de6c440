import { parentPort, workerData } from "node:worker_threads";
import { judgeTask, toSentError, type JudgingTask, type WorkerAnswer } from "../../../functions/run-task";
import { ToolError } from "../../errors";
import { loadPolicies, type Policies, type PolicyFiles } from "../../evaluate";

/** What a thread of `plangate serve` is started with. */
export interface WorkerData {
  readonly policyFiles: PolicyFiles;
  /** Digest of the policies that the server began with. */
  readonly sha256: string;
}

/** A thread of `plangate serve`: judges one plan after the other, until the server ends it. */
export async function serveWorker(): Promise<number> {
  const port = parentPort;
  if (port === null) throw new ToolError({ what: "serve-worker is a part of `plangate serve`." });
  const { policyFiles, sha256 } = workerData as WorkerData;
  let policies: Policies | undefined;
  port.on("message", (task: JudgingTask) => {
    let answer: WorkerAnswer;
    try {
      policies ??= samePolicies(policyFiles, sha256);
      answer = { verdict: judgeTask(task, policies, new Date()) };
    } catch (error) {
      answer = { error: toSentError(error) };
    }
    port.postMessage(answer);
  });
  await new Promise((resolve) => port.once("close", resolve));
  return 0;
}

/** One server judges by one set of policies, also when they are edited while it runs and a thread is started anew. */
function samePolicies(files: PolicyFiles, sha256: string): Policies {
  const policies = loadPolicies(files);
  if (policies.sha256 === sha256) return policies;
  throw new ToolError({
    what: "The policies were changed since the run task was started.",
    mend: "Start `plangate serve` anew, so that it judges by the new ones.",
  });
}
