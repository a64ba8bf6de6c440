import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies, type Policies } from "../../gate/evaluate";
import type { Judgement } from "../../gate/decision";
import { judge } from "../../gate/judge";
import { readSynthesizedConfiguration } from "../../gate/plan";
import { expectationsOf, findSubjects, recordOf, type Subject } from "../../recording/cases";

const repository = join(__dirname, "..", "..");
const policies = loadPolicies({ directory: join(repository, "policies") });
const subjects = findSubjects(join(repository, "__tests__", "cases"));

/** Those that expect something of rules; the others are about the plan model. */
const judged = subjects.filter((subject) => Object.keys(expectationsOf(subject)).length > 0);

/** The policies with the parameters that a subject sets. */
function policiesFor({ parameters }: Subject): Policies {
  const set = Object.entries(parameters).map(([rule, own]) => [rule, { ...policies.parameters[rule], ...own }]);
  return { ...policies, parameters: { ...policies.parameters, ...Object.fromEntries(set) } };
}

/** Judges a recorded plan; in JSON syntax together with its configuration, as the gate does with cdk.tf.json. */
function judgeSubject(subject: Subject): Judgement {
  const configuration = join(subject.directory, "main.tf.json");
  return judge({
    planJson: readFileSync(recordOf(subject)),
    name: recordOf(subject),
    stack: subject.name,
    policies: policiesFor(subject),
    ...(existsSync(configuration)
      ? { synthesized: readSynthesizedConfiguration(readFileSync(configuration, "utf8"), configuration) }
      : {}),
    now: new Date("2026-01-01T00:00:00Z"),
  });
}

function judgeNamed(name: string): Judgement {
  const subject = subjects.find((candidate) => candidate.name === name);
  if (subject === undefined) throw new Error(`There is no subject ${name}.`);
  return judgeSubject(subject);
}

describe.each(judged.map((subject) => [subject.name, subject] as const))("%s", (_, subject) => {
  const judgement = judgeSubject(subject);

  it.each(Object.entries(expectationsOf(subject)))("gives %s exactly its expected verdicts", (rule, expected) => {
    const wanted = Object.entries(expected).map(([address, status]) => [
      address,
      typeof status === "string" ? status : status.status,
    ]);
    const given = judgement.evaluations
      .filter((evaluation) => evaluation.rule === rule)
      .map(({ resource, status }) => [resource, status]);

    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(wanted));
  });

  it("is denied exactly where something is open or violated", () => {
    const open = judgement.evaluations.some(
      ({ status }) => status === "NON_COMPLIANT" || status === "INSUFFICIENT_DATA",
    );

    expect(judgement.verdict).toBe(open || subject.plan.targets !== undefined ? "denied" : "approved");
  });
});

describe("a plan made with -target", () => {
  it("is denied for being incomplete, although all that it has is compliant", () => {
    expect(judgeNamed("ssh-targeted").reasons.map(({ code }) => code)).toEqual(["plan-incomplete"]);
  });
});

describe("a sensitive value", () => {
  it.each([
    ["ssh", "aws_security_group.sensitive_open", "0.0.0.0/0"],
    ["ssh", "aws_vpc_security_group_ingress_rule.sensitive", "0.0.0.0/0"],
    ["ssh", "aws_security_group_rule.sensitive", "0.0.0.0/0"],
    ["ssh", "aws_security_group.sensitive_open_beside_unknown", "0.0.0.0/0"],
  ])("is judged, and not shown (%s: %s)", (name, address, value) => {
    const found = judgeNamed(name).evaluations.filter(({ resource }) => resource === address);

    expect(found.find(({ rule }) => rule === "INCOMING_SSH_DISABLED")?.status).toBe("NON_COMPLIANT");
    expect(JSON.stringify(found)).not.toContain(value);
  });

  it("is shown where the plan does not mark it", () => {
    const [found] = judgeNamed("ssh").evaluations.filter(({ resource }) => resource === "aws_security_group.open_v4");

    expect(found?.message).toContain("0.0.0.0/0");
  });
});
