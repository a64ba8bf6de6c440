/** Run by a test in a process of its own: plans, or applies a plan file, and prints progress. Exit code as the gate's. */
import { join } from "node:path";
import { GateError } from "../../../gate/errors";
import {
  applyPlan,
  findEngine,
  planStack,
  prepareWorkspace,
  readSynthesis,
  takeSnapshot,
  type Progress,
} from "../../../gate/terraform";

const [step, directory = "", planFile = ""] = process.argv.slice(2);

async function main(): Promise<void> {
  const engine = await findEngine();
  const stack = readSynthesis(join(directory, "cdktf.out")).stacks[0];
  if (stack === undefined) throw new Error("no stack");
  const workspace = prepareWorkspace(stack, { offline: false, because: "" }, directory);
  const onProgress = ({ message }: Progress): void => void process.stdout.write(`${message}\n`);
  if (step === "plan") await planStack(engine, workspace, { onProgress });
  else await applyPlan(engine, workspace, takeSnapshot(planFile, directory), { onProgress, now: new Date(0) });
}

main().catch((error: unknown) => {
  process.exitCode = error instanceof GateError ? error.exitCode : 1;
});
