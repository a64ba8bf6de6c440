import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { InputError } from "../../errors";
import { judge } from "../../judge";
import { NOT_SYNTHESIZED, readSynthesizedConfiguration, type SynthesizedConfiguration } from "../../plan";
import type { Run, Step } from "../../report";
import type { Io } from "../io";
import { findPolicies } from "../policies";
import type { CheckOptions } from "../program";
import { parseTargets, writeReports } from "../reports";
import { exitCodeOf } from "../verdict";

/** The first bytes of a zip archive, which is what Terraform's plan files are. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * `plangate check PLAN`: judges plan JSON, a plan file, or what comes on standard input.
 *
 * @returns 0 approved, 1 denied
 * @throws InputError or ToolError where there is nothing to judge or nothing to judge it by.
 */
export async function check(file: string, options: CheckOptions, io: Io): Promise<number> {
  const directory = resolve(io.cwd, options.chdir);
  const targets = parseTargets(options.format);
  const policies = findPolicies(directory, options);
  const steps: Step[] = [];
  const startedAt = performance.now();
  const given = file === "-" ? await io.readStdin() : read(resolve(directory, file));
  const { planJson, synthesized, sha256 } = ZIP.every((byte, index) => given[index] === byte)
    ? await (await import("../plan-file")).readPlanFile(given, file === "-" ? null : resolve(directory, file), io.env)
    : { planJson: given, synthesized: NOT_SYNTHESIZED, sha256: undefined };
  const configuration = options.configuration === undefined ? null : resolve(directory, options.configuration);
  const readAt = performance.now();
  const { judgement } = judge({
    planJson,
    name: file === "-" ? "standard input" : file,
    stack: options.stack ?? (file === "-" ? "standard input" : basename(file)),
    ...(sha256 === undefined ? {} : { sha256 }),
    policies,
    synthesized: configuration === null ? synthesized : readConfiguration(configuration),
    now: new Date(),
  });
  steps.push({ name: "read", milliseconds: readAt - startedAt });
  steps.push({ name: "judge", milliseconds: performance.now() - readAt });
  const run: Run = { stacks: [{ judgement, steps, notes: [] }], steps: [] };
  await writeReports(run, targets, io, { color: options.color, directory });
  return exitCodeOf(run);
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
