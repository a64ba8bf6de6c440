import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies, type Policies } from "../../gate/evaluate";
import type { JudgeInput } from "../../gate/judge";
import { readSynthesizedConfiguration } from "../../gate/plan";
import { findSubjects, recordOf, type Subject } from "../../recording/cases";

const repository = join(__dirname, "..", "..");

export const policies: Policies = loadPolicies({ directory: join(repository, "policies") });

/** The cases, planned by the real provider. */
export const subjects: readonly Subject[] = findSubjects(join(repository, "__tests__", "cases"));

/** The policies with the parameters that a subject sets. */
function policiesFor({ parameters }: Subject): Policies {
  const set = Object.entries(parameters).map(([rule, own]) => [rule, { ...policies.parameters[rule], ...own }]);
  return { ...policies, parameters: { ...policies.parameters, ...Object.fromEntries(set) } };
}

/** What is judged of a subject: its recorded plan; in JSON syntax with its configuration, as the gate does with cdk.tf.json. */
export function inputOf(subject: Subject): JudgeInput {
  const configuration = join(subject.directory, "main.tf.json");
  return {
    planJson: readFileSync(recordOf(subject)),
    name: recordOf(subject),
    stack: subject.name,
    policies: policiesFor(subject),
    ...(existsSync(configuration)
      ? { synthesized: readSynthesizedConfiguration(readFileSync(configuration, "utf8"), configuration) }
      : {}),
    now: new Date("2026-01-01T00:00:00Z"),
  };
}
