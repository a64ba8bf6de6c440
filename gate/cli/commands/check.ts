import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { InputError } from "../../errors";
import { judge, type JudgeInput } from "../../judge";
import {
  FROM_PLAN_JSON_ALONE,
  NOT_SYNTHESIZED,
  readSynthesizedConfiguration,
  type SynthesizedConfiguration,
} from "../../plan";
import { createStyle, type Run } from "../../report";
import { now } from "../clock";
import { detailsFor } from "../details";
import { colorsFor, type Io } from "../io";
import { sayNextSteps } from "../next-steps";
import { withMachineCode } from "../machine-code";
import { findPolicies } from "../policies";
import type { CheckOptions } from "../options";
import { parseTargets, writeReports } from "../reports";
import { pathInRepository } from "../repository";
import { exitCodeOf } from "../verdict";

/** The first bytes of a zip archive, which is what Terraform's plan files are. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What `terraform plan -out` writes instead where HCP Terraform made the plan: a bookmark of the run, shorter than this. */
const BOOKMARK = { name: '"remote_plan_format"', length: 4096 };

const ALONE = `${FROM_PLAN_JSON_ALONE}; the plan file has both, and of CDKTF so has --configuration cdk.tf.json`;

/**
 * `plangate check PLAN`: judges plan JSON, a plan file, or what comes on standard input.
 *
 * @returns 0 approved, 1 denied
 * @throws InputError or ToolError where there is nothing to judge or nothing to judge it by.
 */
export async function check(file: string, options: CheckOptions, io: Io): Promise<number> {
  const directory = resolve(io.cwd, options.chdir);
  const targets = parseTargets(options.format);
  const policies = withMachineCode(findPolicies(directory, options));
  const startedAt = now();
  const source = await readSource(file, directory, options, io);
  const readAt = now();
  const judgement = judge({ ...source, policies, now: new Date() });
  const steps = [
    { name: "read", milliseconds: readAt - startedAt },
    { name: "judge", milliseconds: now() - readAt },
  ];
  const details = await detailsFor(targets, { ...source, policies, judgement });
  const run: Run = {
    stacks: [{ judgement, steps, notes: source.synthesized === NOT_SYNTHESIZED ? [ALONE] : [], ...details }],
    steps: [],
    rules: policies.catalog,
    rulePages: options.rulePages ?? null,
    projectPath: pathInRepository(directory),
  };
  await writeReports(run, targets, io, { color: options.color, directory });
  const style = createStyle(colorsFor(io.stderr, io.env, options.color));
  sayNextSteps(run, { directory, targets, policyOptions: options }, io, style);
  if (options.profile) (await import("../profile")).showProfile({ ...source, policies }, io, options.color);
  return exitCodeOf(run);
}

type Source = Pick<JudgeInput, "planJson" | "name" | "stack" | "sha256" | "targets" | "synthesized">;

async function readSource(file: string, directory: string, options: CheckOptions, io: Io): Promise<Source> {
  const path = file === "-" ? null : resolve(directory, file);
  const bytes = path === null ? await io.readStdin() : read(path);
  const name = path === null ? "standard input" : file;
  const stack = options.stack ?? (path === null ? name : basename(path));
  const isPlanFile =
    ZIP.every((byte, index) => bytes[index] === byte) ||
    (bytes.length < BOOKMARK.length && Buffer.from(bytes).includes(BOOKMARK.name));
  const plan = isPlanFile
    ? await (await import("../plan-file")).readPlanFile(bytes, path, io.env)
    : { planJson: bytes, synthesized: NOT_SYNTHESIZED };
  const { configuration } = options;
  const synthesized =
    configuration === undefined ? plan.synthesized : readConfiguration(resolve(directory, configuration));
  return { ...plan, name, stack, synthesized };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(
      {
        what: `The file cannot be read: ${(error as Error).message}`,
        where: file,
        mend: "Name plan JSON (`terraform show -json PLANFILE`), a plan file, or - for standard input.",
      },
      { cause: error },
    );
  }
}

function readConfiguration(file: string): SynthesizedConfiguration {
  return readSynthesizedConfiguration(read(file).toString("utf8"), file);
}
