import { createHash } from "node:crypto";
import type { PlanDetails } from "../../../gate/details";
import { createStyle, loadFormat, type Run } from "../../../gate/report";
import type { RuleMetadata } from "../../../policies/contract/rule";
import { evaluation, judgedStack, judgement } from "../judgement";
import { SSH_RULE } from "./rendered";

const rule: RuleMetadata = {
  ...SSH_RULE,
  title: "SSH is not open to the world",
  description: "Whoever can reach SSH can try passwords.",
  aliases: [],
  related_resources: ["https://docs.aws.amazon.com/config/", "javascript:alert(1)"],
};

const details: PlanDetails = {
  resources: [
    {
      address: "aws_security_group.web",
      type: "aws_security_group",
      action: "update",
      construct: {
        path: "storefront/web",
        file: "modules/web.ts",
        line: 3,
        requestedAt: { file: "stacks/a.ts", line: 9 },
        trace: [],
      },
      attributes: [
        {
          path: "vpc_id",
          before: { origin: "known", text: "vpc-1" },
          after: { origin: "reference", text: "aws_vpc.main.id" },
          changed: true,
          read: true,
        },
        { path: "secret", before: null, after: { origin: "sensitive", text: "" }, changed: true, read: false },
      ],
    },
  ],
  diagram: {
    svg: '<svg width="10pt" height="20pt"><g id="box-0" class="finding high"><a xlink:href="#findings"><text>Web</text></a></g></svg>',
    boxes: [{ id: "box-0", label: "Web", resources: ["aws_security_group.web"] }],
    summary: false,
    elsewhere: [],
  },
};

async function render(
  stacks: Run["stacks"],
  rules: readonly RuleMetadata[] = [rule],
  rulePages: string | null = null,
): Promise<string> {
  const run: Run = { stacks, steps: [], rules, rulePages, projectPath: "" };
  return [...(await loadFormat("html")).render(run, createStyle(true))].join("");
}

/** What a reader sees without the page's program: text of elements, not of scripts. */
function textOf(page: string): string {
  return page
    .replace(/<(script|style)\b.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

function dataOf(page: string, id: string): unknown {
  const [, json] = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, "s").exec(page) ?? [];
  return JSON.parse(json ?? "null");
}

describe("HTML report", () => {
  it("reads without its program: the verdict, why, what was found, where, how to mend it, and what is behind the rule", async () => {
    const text = textOf(await render([{ ...judgedStack([evaluation()]), details }]));

    expect(text).toMatch(/Denied.*INCOMING_SSH_DISABLED is violated\./);
    expect(text).toMatch(/SSH is not open to the world .*AWS FSBP EC2\.13.*CIS 3\.0 5\.2/);
    expect(text).toMatch(/Port 22 is open to 0\.0\.0\.0\/0\. .*aws_security_group\.web.*ingress\[0\]\.cidr_blocks/);
    expect(text).toMatch(/modules\/web\.ts:3 +asked for at stacks\/a\.ts:9/);
    expect(text).toMatch(/Mend Admit SSH from known networks only\./);
  });

  it("leads from the rules to the project's own pages of them, where it has such pages", async () => {
    const link = '<a class="block" href="https://example.com/rules/INCOMING_SSH_DISABLED.md" rel="noreferrer">';
    const stacks = [judgedStack([evaluation()])];

    expect(await render(stacks, [rule], "https://example.com/rules/")).toContain(link);
    expect(await render(stacks)).not.toContain("INCOMING_SSH_DISABLED.md");
  });

  it("says what no rule looked at, and not that every rule is met where none looked at anything", async () => {
    const { plan } = judgement([]);
    const of = (resources: number) => ({
      plan: { ...plan, unjudged: { resources, types: { null_resource: resources } } },
    });
    const some = textOf(await render([judgedStack([evaluation({ status: "COMPLIANT" })], of(2))]));
    const all = textOf(await render([judgedStack([], of(12))]));

    expect(some).toContain("Every rule that binds is met.");
    expect(some).toContain("Beyond that, no rule judges 2 of the 12 resources: 2 null_resource.");
    expect(all).toContain("No rule judges any of its resources.");
    expect(all).not.toContain("Every rule that binds is met.");
  });

  it("says approved only of stacks that were judged and all approved", async () => {
    const denied = judgedStack([evaluation()]);
    const approved = judgedStack([], { plan: { ...denied.judgement.plan, stack: "baseline" } });

    expect(textOf(await render([approved]))).toContain("Approved: baseline");
    expect(textOf(await render([approved, denied]))).toContain("1 of 2 stacks denied");
    expect(await render([approved, denied])).toContain("<title>Denied: 2 stacks");
    expect(await render([])).toContain("<title>Denied: 0 stacks");
  });

  it("puts the reasons of the most severe rules first", async () => {
    const message = (id: string) => ({ code: "violation" as const, message: `1 resource violates ${id}.` });
    const evaluations = [
      evaluation({ rule: "A_LOW", severity: "low" }),
      evaluation({ rule: "B_CRITICAL", severity: "critical" }),
    ];
    const page = await render([judgedStack(evaluations, { reasons: [message("A_LOW"), message("B_CRITICAL")] })]);

    expect(textOf(page)).toMatch(/critical 1 resource violates B_CRITICAL\. low 1 resource violates A_LOW\./);
  });

  it("shows a proven fix and an exemption with its days, and asks for no change of what is exempted", async () => {
    const exemption = { reason: "legacy", owner: "platform", ticket: "SEC-1", expires: "2027-01-31", daysLeft: 70 };
    const fix = { attribute: "a", value: false, change: "a: false", message: "Set `a: false` in stacks/a.ts:9." };
    const page = await render([
      judgedStack([evaluation({ fix }), evaluation({ rule: "OTHER", exemption, remediation: "not needed" })]),
    ]);

    expect(textOf(page)).toContain("Proven Set `a: false` in stacks/a.ts:9.");
    expect(textOf(page)).toMatch(/Exempted until 2027-01-31, 70 days left: legacy \(platform, SEC-1\)/);
    expect(textOf(page)).toMatch(
      /70 days .*until 2027-01-31 .*OTHER .*aws_security_group\.web .*legacy platform SEC-1/,
    );
    expect(textOf(page)).not.toContain("Mend not needed");
  });

  it("lists so many resources of a rule, and says how many more there are", async () => {
    const many = Array.from({ length: 30 }, (_, index) => evaluation({ resource: `aws_security_group.g${index}` }));
    const text = textOf(await render([judgedStack(many)]));

    expect(text).toContain("aws_security_group.g19 ");
    expect(text).not.toMatch(/ aws_security_group\.g20 +ingress/);
    expect(text).toContain("10 more are not listed here.");
  });

  it("keeps values before and after as data of the page, and says how unknown ones were resolved", async () => {
    const page = await render([{ ...judgedStack([evaluation()]), details }]);

    expect(dataOf(page, "stack-0-attributes-0")).toEqual([
      [
        ["vpc_id", "vpc-1", [1, "aws_vpc.main.id"], 3],
        ["secret", null, [5, ""], 1],
      ],
    ]);
    expect(textOf(page)).toMatch(/aws_security_group\.web +vpc_id +will be +aws_vpc\.main\.id +yes/);
  });

  it("is well-formed, and has each part inside its stack", async () => {
    const stack = { ...judgedStack([evaluation()]), details };
    const page = await render([stack, stack]);

    expect(misnested(page)).toEqual([]);
    expect(/<main[^>]*>(.*)<\/main>/s.exec(page)?.[1]?.match(/<section class="stack"/g)).toHaveLength(2);
  });

  it("has the diagram with ids of its own for each stack", async () => {
    const stack = { ...judgedStack([evaluation()]), details };
    const page = await render([stack, stack]);

    expect(page).toContain('<g id="stack-0-box-0" class="finding high"><a xlink:href="#stack-0-findings">');
    expect(page).toContain('<g id="stack-1-box-0"');
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it("never shows a cost without saying what it is", async () => {
    const cost = {
      statement: "estimated from list prices of 2025-06-01, no bill",
      currency: "USD" as const,
      prices: { region: "us-east-1", date: "2025-06-01", excluded: ["taxes"] },
      monthly: 1234.5,
      assumed: 10,
      services: [{ service: "EC2", monthly: 1234.5 }],
      budgets: [{ resource: "b", name: "all", limit: 1000, estimated: 1234.5, services: null, tagged: true }],
      notEstimated: [{ type: "aws_mq_broker", reason: "no price in the table", resources: ["aws_mq_broker.a"] }],
      items: [],
    };
    const text = textOf(await render([{ ...judgedStack([]), cost }]));

    expect(text).toMatch(/1,234\.50 USD a month, estimated from list prices of 2025-06-01, no bill\./);
    expect(text).toMatch(/USD a month 1,234\.50 an estimate, no bill/);
    expect(text).toContain("123 %, over budget");
    expect(text).toContain("aws_mq_broker (1 resource): no price in the table");
  });
});

/** Tags that are closed in another order than they were opened; a browser repairs them, and not as they were meant. */
function misnested(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const markup = page.replace(/<(script|style)\b.*?<\/\1>/gs, "");
  for (const [tag, end, name = ""] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    if (/^(meta|link|input|br)$/.test(name) || tag.endsWith("/>")) continue;
    if (end === "") open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}

describe("HTML report, whatever the plan says", () => {
  const HOSTILE = `"><img src=x onerror=alert(1)></script><script>alert(2)</script><!-- ' & \u202e\u001b[2J`;

  it("lets no text be markup, nor end a block of data", async () => {
    const [resource] = details.resources;
    const exemption = { reason: HOSTILE, owner: HOSTILE, ticket: HOSTILE, expires: HOSTILE, daysLeft: 1 };
    const hostile = evaluation({
      resource: HOSTILE,
      message: HOSTILE,
      attribute: HOSTILE,
      remediation: HOSTILE,
      construct: { path: HOSTILE, file: HOSTILE, line: 1, requestedAt: null, trace: [] },
    });
    const page = await render(
      [
        {
          ...judgedStack([hostile, evaluation({ rule: HOSTILE, exemption, message: HOSTILE })], {
            reasons: [{ code: "exemption-invalid", message: HOSTILE }],
            plan: { ...judgement([]).plan, stack: HOSTILE, terraformVersion: HOSTILE, sha256: HOSTILE },
          }),
          notes: [HOSTILE],
          details: {
            ...details,
            resources: [
              {
                ...resource!,
                address: HOSTILE,
                attributes: [
                  {
                    path: HOSTILE,
                    before: null,
                    after: { origin: "template", text: HOSTILE },
                    changed: true,
                    read: true,
                  },
                ],
              },
            ],
          },
        },
      ],
      [{ ...rule, title: HOSTILE, description: HOSTILE, controls: { [HOSTILE]: [HOSTILE] }, aliases: [HOSTILE] }],
    );

    expect(page).not.toMatch(/<img|<!--|onerror=alert\(1\)></);
    expect(page).not.toContain("<script>alert");
    // eslint-disable-next-line no-control-regex -- exactly these must not be there
    expect(page.replace(/<(script|style)\b.*?<\/\1>/gs, "")).not.toMatch(/[\u202e\u001b]/);
    expect(dataOf(page, "stack-0-unknown-values")).toEqual([
      { resource: 0, path: HOSTILE, origin: "template", text: HOSTILE, read: true },
    ]);
  });

  it("runs its own program only, and loads nothing", async () => {
    const page = await render([{ ...judgedStack([evaluation()]), details }]);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [script, style] = [/<script>(.*?)<\/script>/s, /<style>(.*?)<\/style>/s].map(
      (of) => of.exec(page)?.[1] ?? "",
    );
    const digest = (text = "") => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

    expect(policy?.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${digest(script)}`,
      `style-src ${digest(style)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const markup = page.replace(script ?? "", "").replace(style ?? "", "");
    expect(markup).not.toMatch(/\son\w+=|\sstyle=|\ssrc=|<link (?!rel="icon" href="data:,")|javascript:alert\(1\)"/);
    expect(style).not.toMatch(/url\(|@import/);
  });

  it("is the same for the same run", async () => {
    const stacks = [{ ...judgedStack([evaluation()]), details, steps: [{ name: "plan", milliseconds: 5 }] }];

    expect(await render(stacks)).toBe(await render([{ ...stacks[0]!, steps: [{ name: "plan", milliseconds: 9 }] }]));
  });
});
