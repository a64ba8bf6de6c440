import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { digestConfiguration } from "../gate/approval";
import { RECORDS_DIRECTORY, RECORDS_FILE, readRecords, type PlanRecord } from "../gate/cli/recorded";
import { GateError, InputError } from "../gate/errors";
import {
  choosePlanMode,
  findEngine,
  initialize,
  planStack,
  prepareWorkspace,
  showPlan,
  synthesize,
  type Progress,
  type SynthesizedStack,
} from "../gate/terraform";

const ROOT = resolve(__dirname, "..");
const DIRECTORY = join(ROOT, RECORDS_DIRECTORY);
/** The projects whose plans are recorded. */
const PROJECTS = [".", "examples/as-built"];

interface ProjectStack {
  readonly project: string;
  readonly stack: SynthesizedStack;
}

/** `plans.ts record` plans every stack with the real provider and keeps the plans; `plans.ts verify` compares. */
async function main([command]: readonly string[]): Promise<void> {
  if (command === "record") {
    await record();
  } else if (command === "verify") {
    await verify();
  } else {
    throw new InputError({ what: `There is no command "${command ?? ""}".`, mend: "It is record or verify." });
  }
}

async function record(): Promise<void> {
  const stacks = await synthesizeProjects();
  const engine = await findEngine();
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY, { recursive: true });
  const records: PlanRecord[] = [];
  for (const { project, stack } of stacks) {
    const workspace = prepareWorkspace(stack, choosePlanMode(true, stack), join(ROOT, project));
    await initialize(engine, [workspace], { onProgress: show });
    const { planFile } = await planStack(engine, workspace, { onProgress: show });
    const plan = `${stack.name}.json`;
    writeFileSync(join(DIRECTORY, plan), normalized(await showPlan(engine, planFile, workspace.directory)));
    records.push({ stack: stack.name, project, configuration: digestConfiguration(stack.directory), plan });
  }
  writeFileSync(join(DIRECTORY, RECORDS_FILE), `${JSON.stringify({ records }, null, 2)}\n`);
}

/** Without what varies between two plans of one configuration, and a line an entry, so that changes can be read. */
function normalized(planJson: Uint8Array): string {
  const { timestamp: _, ...plan } = JSON.parse(Buffer.from(planJson).toString("utf8")) as Record<string, unknown>;
  const attributes = plan["relevant_attributes"];
  if (Array.isArray(attributes)) {
    plan["relevant_attributes"] = attributes
      .map((each) => JSON.stringify(each))
      .sort()
      .map((each) => JSON.parse(each) as unknown);
  }
  return `${JSON.stringify(plan, null, 1)}\n`;
}

async function verify(): Promise<void> {
  const stacks = await synthesizeProjects();
  const records = readRecords(DIRECTORY);
  const problems = [
    ...stacks.flatMap(({ project, stack }) => {
      const found = records.find((each) => each.project === project && each.stack === stack.name);
      if (found === undefined) {
        return [`${stack.name}: there is no record`];
      }
      const same = found.configuration === digestConfiguration(stack.directory);
      return same ? [] : [`${stack.name}: ${found.plan} is the plan of another configuration`];
    }),
    ...records
      .filter((each) => !stacks.some(({ project, stack }) => each.project === project && each.stack === stack.name))
      .map((each) => `${each.stack}: ${each.plan} is the plan of a stack that is gone`),
  ];
  if (problems.length > 0) {
    throw new InputError({
      what: `The recorded plans do not match.\n${problems.join("\n")}`,
      where: relative(ROOT, DIRECTORY),
      mend: "Record them anew, and read what changed: npm run plans:record",
    });
  }
  process.stdout.write(`${records.length} recorded plans match what is synthesized\n`);
}

async function synthesizeProjects(): Promise<readonly ProjectStack[]> {
  const found: ProjectStack[] = [];
  for (const project of PROJECTS) {
    const { stacks } = await synthesize(join(ROOT, project), { onProgress: show });
    found.push(...stacks.map((stack) => ({ project, stack })));
  }
  return found;
}

function show({ stack, message }: Progress): void {
  process.stderr.write(`${stack === null ? "" : `${stack}: `}${message}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof GateError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
});
