import type { Judgement } from "../../gate/decision";
import { judge } from "../../gate/judge";
import { expectationsOf, type Subject } from "../../recording/cases";
import { inputOf, subjects } from "./subjects";

/** Those that expect something of rules; the others are about the plan model. */
const judged = subjects.filter((subject) => Object.keys(expectationsOf(subject)).length > 0);

function judgeSubject(subject: Subject): Judgement {
  return judge(inputOf(subject));
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

  it("is told in sentences whose values are all there", () => {
    expect(judgement.evaluations.filter(({ message }) => /\{\w+\}/.test(message))).toEqual([]);
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

  // The plan `ssh` marks this text in other places, so there it is a secret everywhere.
  it("is shown where nothing in the plan is marked so", () => {
    const [found] = judgeNamed("ssh-hcl").evaluations.filter(({ resource }) => resource === "aws_security_group.open");

    expect(found?.message).toContain("0.0.0.0/0");
  });
});
