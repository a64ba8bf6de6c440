import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Status } from "../policies/contract/evaluation";
import type { PlanOptions } from "../gate/terraform";
import { JSON_CONFIGURATION, stackIn, type PlanRequest } from "./planner";
import type { PlanDocument } from "./record";

/** A folder of cases that one plan holds: `subject.json`, as the README of __tests__/cases describes it. */
export interface Subject {
  readonly name: string;
  readonly directory: string;
  readonly description: string;
  /** Passed on to `terraform plan`. */
  readonly plan: Pick<PlanOptions, "targets" | "destroy">;
  /** Parameters of rules, beside their defaults. */
  readonly parameters: { readonly [rule: string]: { readonly [name: string]: string } };
}

/** rule → address → the one status that the rule must give, and why where that is not plain. */
export interface Expectations {
  readonly [rule: string]: { readonly [address: string]: Expectation };
}

export type Expectation = Status | { readonly status: Status; readonly why: string };

const SHARED = "providers.tf.json";
const PRIOR_STATE = "prior-state.json";
const OWN_FILES = ["main.tf", "modules"];

/** The subjects below a directory, by name. */
export function findSubjects(directory: string): Subject[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "subject.json")))
    .sort()
    .map((name) => {
      const path = join(directory, name);
      const settings = readJson(join(path, "subject.json")) as Partial<Subject> & Pick<Subject, "description">;
      return { plan: {}, parameters: {}, ...settings, name, directory: path };
    });
}

export function expectationsOf(subject: Subject): Expectations {
  return readJson(join(subject.directory, "expected.json")) as Expectations;
}

export function statusOf(expectation: Expectation): Status {
  return typeof expectation === "string" ? expectation : expectation.status;
}

/** The recorded plan of a subject. */
export function recordOf(subject: Subject): string {
  return join(subject.directory, "recorded", "plan.json");
}

/**
 * How a subject is planned: its configuration and the providers that all subjects share in a directory of their own,
 * and its prior state, if it has one, where Terraform's local backend looks for it.
 *
 * @param projectDirectory emptied and filled; a project of its own, so that its modules are installed anew each time
 */
export function requestFor(subject: Subject, projectDirectory: string): PlanRequest {
  const directory = join(projectDirectory, "cdktf.out", "stacks", subject.name);
  rmSync(projectDirectory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const entry of OWN_FILES.filter((name) => existsSync(join(subject.directory, name)))) {
    cpSync(join(subject.directory, entry), join(directory, entry), { recursive: true });
  }
  const shared = readJson(join(subject.directory, "..", SHARED)) as object;
  const json = join(subject.directory, JSON_CONFIGURATION);
  const configuration = existsSync(json) ? { ...shared, ...(readJson(json) as object) } : shared;
  writeFileSync(join(directory, JSON_CONFIGURATION), JSON.stringify(configuration, null, 2));
  const state = join(subject.directory, PRIOR_STATE);
  return {
    stack: stackIn(`case-${subject.name}`, directory),
    projectDirectory,
    options: subject.plan,
    prepare: (workingDirectory) => {
      if (existsSync(state)) cpSync(state, join(workingDirectory, "terraform.tfstate"));
    },
  };
}

/** `planned_values` repeats `resource_changes`, and the gate does not read it: cases are kept without it. */
export function withoutPlannedValues(plan: PlanDocument): PlanDocument {
  return Object.fromEntries(Object.entries(plan).filter(([name]) => name !== "planned_values"));
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
