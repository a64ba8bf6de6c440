import { createStyle, loadFormat, type JudgedStack, type Step } from "../../../gate/report";
import { evaluation, judgedStack, judgement, runOf } from "../judgement";

const plain = createStyle(false);

interface Judged {
  readonly stacks: readonly JudgedStack[];
  readonly steps: readonly Step[];
}

async function render({ stacks, steps }: Judged, style = plain): Promise<string> {
  return [...(await loadFormat("text")).render(runOf(stacks, { steps }), style)].join("");
}

describe("text report", () => {
  it("says what was planned, what was looked at, what is wrong, where, and how to mend it", async () => {
    const run: Judged = {
      stacks: [
        {
          judgement: judgement([
            evaluation(),
            evaluation({ resource: "aws_security_group.other", status: "COMPLIANT" }),
            evaluation({ resource: "aws_security_group.third", status: "NOT_APPLICABLE", message: "Deleted." }),
          ]),
          steps: [
            { name: "plan", milliseconds: 5234 },
            { name: "judge", milliseconds: 24.4 },
          ],
          notes: [],
        },
      ],
      steps: [{ name: "synthesize", milliseconds: 61_000 }],
    };

    expect(await render(run)).toBe(`storefront
  planned  12 resources: 11 create, 1 no-op (Terraform 1.11.4)
  judged   5 rules judged 3 resources: 1 compliant, 1 not compliant, 0 undecided, 1 not applicable

  high  INCOMING_SSH_DISABLED  not compliant: 1 resource
    Port 22 is open to 0.0.0.0/0.
      aws_security_group.web  ingress[0].cidr_blocks
        at stacks/storefront.ts:41  (storefront/web)
    mend  Admit SSH from known networks only.

  high  INCOMING_SSH_DISABLED  not applicable: 1 resource
    Deleted.
      aws_security_group.third  ingress[0].cidr_blocks

  denied
    - INCOMING_SSH_DISABLED is violated.
  synthesize 1 min 1 s, plan 5.2 s, judge 24 ms
`);
  });

  it("names no construct where there is none: of plain Terraform the address names the block, with the key of its module", async () => {
    const construct = { path: "module.a.aws_eip.b", file: "a/main.tf", line: 3, requestedAt: null, trace: [] };
    const report = await render({
      stacks: [judgedStack([evaluation({ resource: 'module.a["x"].aws_eip.b', construct })])],
      steps: [],
    });

    expect(report).toContain("        at a/main.tf:3\n");
  });

  it("says a message once for all resources that it holds for, and counts resources, not attributes", async () => {
    const report = await render({
      stacks: [
        judgedStack([
          evaluation(),
          evaluation({ attribute: "ingress[1].cidr_blocks" }),
          evaluation({ resource: "aws_security_group.db", message: "Port 3306 is open." }),
        ]),
      ],
      steps: [],
    });

    expect(report.match(/Port 22 is open/g)).toHaveLength(1);
    expect(report).toContain("not compliant: 2 resources\n");
  });

  it("puts the most severe first, what binds before advice, and what does not apply last", async () => {
    const report = await render({
      stacks: [
        judgedStack([
          evaluation({ rule: "A", severity: "low" }),
          evaluation({ rule: "B", severity: "critical", status: "NOT_APPLICABLE" }),
          evaluation({ rule: "C", severity: "critical", enforcement: "advisory" }),
          evaluation({ rule: "D", severity: "critical", status: "INSUFFICIENT_DATA" }),
        ]),
      ],
      steps: [],
    });

    expect(report.match(/^ {2}(critical|low) {2}.*$/gm)).toEqual([
      "  critical  D  cannot be told from the plan: 1 resource",
      "  critical  C  not compliant: 1 resource  (advisory)",
      "  low  A  not compliant: 1 resource",
      "  critical  B  not applicable: 1 resource",
    ]);
  });

  it("shows an exemption with who granted it, why and for how long, and asks for no change", async () => {
    const exemption = { reason: "legacy", owner: "platform", ticket: "SEC-1", expires: "2027-01-31", daysLeft: 70 };
    const report = await render({ stacks: [judgedStack([evaluation({ exemption })])], steps: [] });

    expect(report).toContain("(exempted)");
    expect(report).toContain("exempted until 2027-01-31, 70 days left: legacy (platform, SEC-1)");
    expect(report).not.toContain("mend");
  });

  it("sums up several stacks", async () => {
    const plan = { ...judgement([]).plan, stack: "baseline", resources: 1 };
    const report = await render({ stacks: [judgedStack([], { plan }), judgedStack([evaluation()])], steps: [] });

    expect(report.split("\n").slice(-4)).toEqual([
      "approved  baseline    1 resource, 0 not compliant, 0 undecided",
      "denied    storefront  12 resources, 1 not compliant, 0 undecided",
      "denied: 1 of 2 stacks",
      "",
    ]);
  });

  it("names the line of the stack that asked for it beside the line of the module that made it", async () => {
    const construct = {
      path: "shop/bucket",
      file: "modules/bucket.ts",
      line: 9,
      requestedAt: { file: "stacks/shop.ts", line: 41 },
      trace: [],
    };
    const report = await render({ stacks: [judgedStack([evaluation({ construct })])], steps: [] });

    expect(report).toContain("at modules/bucket.ts:9  (shop/bucket)\n");
    expect(report).toContain("for stacks/shop.ts:41\n");
  });

  it("lets no value of a plan steer the terminal or forge a line", async () => {
    const report = await render({
      stacks: [
        judgedStack([
          evaluation({
            resource: 'aws_instance.x["\u001b[2J"]',
            message: "\n  approved\r\u202e\u009b31m",
            remediation: "\u0007",
            construct: { path: "a\u001bb", file: null, line: null, requestedAt: null, trace: [] },
          }),
        ]),
      ],
      steps: [],
    });

    expect(report).toContain('aws_instance.x["\\u001b[2J"]');
    expect(report).toContain("\\n  approved\\r\\u202e\\u009b31m");
    // eslint-disable-next-line no-control-regex -- exactly these must not be there
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(report).not.toMatch(/^ {2}approved/m);
  });

  it("is coloured only when asked to be", async () => {
    const run = { stacks: [judgedStack([evaluation()])], steps: [] };

    expect(await render(run, createStyle(true))).toContain("\u001b[31m");
    expect(await render(run)).not.toContain("\u001b");
  });

  it.each([
    [
      { resources: 2, types: { aws_sqs_queue: 1, random_pet: 1 } },
      "no rule judges 2 of the 12 resources: 1 aws_sqs_queue, 1 random_pet",
    ],
    [{ resources: 12, types: { null_resource: 12 } }, "no rule judges any of the 12 resources: 12 null_resource"],
  ])("says what no rule looked at, so that nobody takes it for judged: %j", async (unjudged, expected) => {
    const { plan } = judgement([]);
    const stack = judgedStack([evaluation()], { plan: { ...plan, unjudged } });
    expect(await render({ stacks: [stack], steps: [] })).toContain(`\n           ${expected}\n`);
  });
});
