import type { JudgedEvaluation, Reason } from "../../../gate/decision";
import { outcomesOf, summaryOf } from "../../../functions/run-task/outcomes";
import { evaluation, judgement } from "../../gate/judgement";
import { policies } from "./home";

const { catalog } = policies();
const RULE = "INCOMING_SSH_DISABLED";

function finding(values: Partial<JudgedEvaluation> = {}): JudgedEvaluation {
  return evaluation({ resource: "aws_security_group.a", message: "SSH is open.", construct: null, ...values });
}

test("one outcome for each rule, told apart by what is open, unknown and exempted", () => {
  const exemption = {
    reason: "r",
    owner: "o",
    ticket: "T-1",
    expires: "2026-07-01",
    daysLeft: 30,
  };
  const evaluations = [
    finding(),
    finding({ resource: "aws_security_group.b", exemption }),
    finding({ resource: "aws_security_group.c", status: "INSUFFICIENT_DATA" }),
    finding({ resource: "aws_security_group.d", status: "COMPLIANT" }),
  ];
  const outcomes = outcomesOf(judgement(evaluations), catalog, []);
  expect(outcomes.map(({ attributes }) => attributes["outcome-id"])).toEqual([
    "PLANGATE_VERDICT",
    RULE,
    `${RULE}:UNKNOWN`,
    `${RULE}:EXEMPTED`,
  ]);
  expect(outcomes.at(-1)?.attributes.tags.Status).toEqual([{ label: "Exempted", level: "info" }]);
  expect(outcomes.at(-1)?.attributes.body).toContain("Exempted until 2026-07-01 (T-1): r");
});

test("what only advises is no denial", () => {
  const [, outcome] = outcomesOf(judgement([finding({ enforcement: "advisory" })]), catalog, []);
  expect(outcome?.attributes.tags.Status).toEqual([{ label: "Advisory", level: "warning" }]);
});

test("what a rule cannot tell of one resource is no denial because the rule denies for another one", () => {
  const open = finding();
  const unknown = finding({ resource: "aws_security_group.b", status: "INSUFFICIENT_DATA" });
  const tolerated: Reason = { code: "violation", message: `1 resource violates ${RULE}.`, rule: RULE };

  const outcomes = outcomesOf(judgement([open, unknown], { reasons: [tolerated] }), catalog, []);

  expect(outcomes.slice(1).map(({ attributes }) => attributes.tags.Status)).toEqual([
    [{ label: "Denied", level: "error" }],
    [{ label: "Unknown", level: "warning" }],
  ]);
});

test("names and values of a plan are text, whatever they look like", () => {
  const hostile = finding({
    resource: 'aws_security_group.a["`x` **b**"]',
    message: "[click](https://example.com) <img src=x onerror=y> | & \n# title",
  });
  const body = outcomesOf(judgement([hostile]), catalog, [])[1]?.attributes.body ?? "";
  expect(body).toContain('`` aws_security_group.a["`x` **b**"] ``');
  expect(body).not.toMatch(/[^\\]<img|[^\\]\[click|^# title/m);
  expect(body).toContain(String.raw`\[click\]\(https://example.com\) \<img src=x onerror=y\> \| &amp; \\n\# title`);
});

test("however many findings there are, they stay within what HCP Terraform takes", () => {
  const rules = catalog.map(({ id }) => id);
  const evaluations = rules.flatMap((rule) =>
    Array.from({ length: 2000 }, (_, index) =>
      finding({ rule, resource: `aws_security_group.${"x".repeat(100)}${index}` }),
    ),
  );
  const outcomes = outcomesOf(judgement(evaluations), catalog, []);
  expect(outcomes).toHaveLength(rules.length + 1);
  const sizes = outcomes.map(({ attributes }) => Buffer.byteLength(attributes.body));
  expect(Math.max(...sizes)).toBeLessThan(2 ** 20);
  expect(Buffer.byteLength(JSON.stringify(outcomes))).toBeLessThan(2 ** 20);
  for (const { attributes } of outcomes.slice(1)) {
    expect(attributes.body).toMatch(/- `aws_security_group[\s\S]*… and \d+ more lines: `plangate check` lists all\.$/);
    expect(attributes.description).toMatch(/: 2000 resources$/);
  }
});

test("the summary says what was looked at, and the first reason of a denial", () => {
  const reasons = ["A.", "B."].map((message): Reason => ({ code: "violation", message, rule: RULE }));

  expect(summaryOf(judgement([finding()], { reasons: [] }))).toBe("Approved: 5 rules judged 1 of 12 resources.");
  expect(summaryOf(judgement([finding()], { reasons }))).toBe(
    "Denied: A. (and 1 more) 5 rules judged 1 of 12 resources.",
  );
});

test("names the construct that made a resource, and of plain Terraform the block only", () => {
  const body = (construct: JudgedEvaluation["construct"]) =>
    outcomesOf(judgement([finding({ resource: 'module.a["x"].aws_eip.b', construct })]), catalog, []).at(-1)?.attributes
      .body;
  const place = { file: "a/main.tf", line: 3, requestedAt: null, trace: [] };

  expect(body({ ...place, path: "shop/web" })).toContain("at `a/main.tf:3` (`shop/web`): SSH is open.");
  expect(body({ ...place, path: "module.a.aws_eip.b" })).toContain("at `a/main.tf:3`: SSH is open.");
});
