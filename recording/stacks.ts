import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestConfiguration } from "../gate/approval";
import { synthesize, type SynthesizedStack } from "../gate/terraform";
import type { PlanDocument } from "./record";

/** Projects whose stacks are recorded, relative to the repository. */
const PROJECTS = [".", "examples/as-built"];
const DIRECTORY = join("__tests__", "plans");
const LIST = "records.json";

/** One entry of `__tests__/plans/records.json`; `plangate plan` reads the first four members. */
export interface StackRecord {
  readonly stack: string;
  /** The project that synthesizes the stack, relative to the repository. */
  readonly project: string;
  /** `digestConfiguration` of the synthesized stack. */
  readonly configuration: string;
  /** File with the plan JSON, beside the list. */
  readonly plan: string;
  readonly terraformVersion: string;
  /** The provider's version constraint, which CDKTF writes as one exact version. */
  readonly provider: string;
}

/** A stack as it is synthesized now. */
export interface StackToRecord {
  readonly project: string;
  readonly stack: SynthesizedStack;
  /** Digest of its configuration. */
  readonly configuration: string;
}

/** Synthesizes every project that the repository has. */
export async function synthesizeStacks(repository: string): Promise<StackToRecord[]> {
  const found: StackToRecord[] = [];
  for (const project of PROJECTS.filter((path) => existsSync(join(repository, path, "cdktf.json")))) {
    const { stacks } = await synthesize(join(repository, project));
    for (const stack of stacks) found.push({ project, stack, configuration: digestConfiguration(stack.directory) });
  }
  return found;
}

export function recordOfStack(repository: string, stack: string): string {
  return join(repository, DIRECTORY, `${stack}.json`);
}

/** The list of records; empty before the first recording. */
export function readStackRecords(repository: string): StackRecord[] {
  const path = join(repository, DIRECTORY, LIST);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { records: StackRecord[] }).records : [];
}

/**
 * Replaces the records of some stacks in the list, and drops those of stacks that are no longer made.
 *
 * @param existing names of all stacks that are made now
 */
export function writeStackRecords(repository: string, made: readonly StackRecord[], existing: readonly string[]): void {
  const kept = readStackRecords(repository).filter(
    ({ stack }) => existing.includes(stack) && !made.some((record) => record.stack === stack),
  );
  const records = [...kept, ...made].sort((a, b) => (a.stack < b.stack ? -1 : 1));
  writeFileSync(join(repository, DIRECTORY, LIST), `${JSON.stringify({ records }, null, 2)}\n`);
}

export function stackRecord({ project, stack, configuration }: StackToRecord, plan: PlanDocument): StackRecord {
  return {
    stack: stack.name,
    project,
    configuration,
    plan: `${stack.name}.json`,
    terraformVersion: String(plan["terraform_version"]),
    provider: awsVersion(plan),
  };
}

function awsVersion(plan: PlanDocument): string {
  const { provider_config: providers = {} } = plan["configuration"] as {
    readonly provider_config?: { readonly [key: string]: { readonly version_constraint?: string } };
  };
  return `hashicorp/aws ${providers["aws"]?.version_constraint ?? "(any)"}`;
}
