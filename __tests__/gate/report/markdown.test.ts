import { Buffer } from "node:buffer";
import MarkdownIt from "markdown-it";
import { codeSpan, plainText } from "../../../gate/report/markdown-text";
import type { Run } from "../../../gate/report";
import { evaluation, judgedStack, judgement, runOf } from "../judgement";
import { EXEMPTION, FIX, MODULE_MADE, rendered, SSH_RULE } from "./rendered";

// As GitHub does: tables, HTML, and addresses become links by themselves.
const renderer = new MarkdownIt({ html: true, linkify: true });
const asHtml = async (run: Run) => renderer.render(await rendered("markdown", run));
const MOST_CHARACTERS = 65_536;

const one = (fields: Parameters<typeof evaluation>[0] = {}) =>
  runOf([judgedStack([evaluation(fields)])], { rules: [SSH_RULE] });

/** The machine may be busy; nothing here is about time. */
jest.setTimeout(60_000);

describe("Markdown report", () => {
  it("begins with a mark by which a pipeline finds its comment, and the verdict", async () => {
    const [mark, verdict] = (await rendered("markdown", one())).split("\n");

    expect(mark).toBe("<!-- plangate -->");
    expect(verdict).toBe("## ⛔ plangate: denied, `storefront`");
    expect(await rendered("markdown", runOf([judgedStack([])]))).toContain("## ✅ plangate: approved, `storefront`");
  });

  it("never says approved of several stacks when one is denied, nor of none", async () => {
    const mixed = await rendered("markdown", runOf([judgedStack([]), judgedStack([evaluation()])]));

    expect(mixed).toContain("denied, 1 of 2 stacks");
    expect(mixed).not.toContain("✅");
    expect(await rendered("markdown", runOf([]))).not.toContain("✅");
  });

  it("says what to do before the details, which are folded", async () => {
    const html = await asHtml(one({ fix: FIX, construct: MODULE_MADE }));
    const order = [
      "<h2>",
      "<table>",
      "<h3>What to do</h3>",
      "Admit SSH from known networks only.",
      "<code>publiclyAccessible: false</code>",
      "<details>",
      "<summary>Findings that deny: 1 rule</summary>",
      "Port 22 is open to 0.0.0.0/0.",
      "<code>aws_security_group.web</code>",
      "<code>modules/database/index.ts:9</code>",
      "<code>stacks/storefront.ts:41</code>",
      "</details>",
    ];

    expect(order.map((text) => html.indexOf(text))).toEqual(
      order.map((text) => html.indexOf(text)).sort((a, b) => a - b),
    );
    expect(order.filter((text) => !html.includes(text))).toEqual([]);
  });

  it("links a rule to its page", async () => {
    expect(await asHtml(one())).toContain(`<a href="${SSH_RULE.related_resources[0]}">INCOMING_SSH_DISABLED</a>`);
    expect(await asHtml({ ...one(), rulePages: "docs/policies/rules" })).toContain(
      '<a href="docs/policies/rules/INCOMING_SSH_DISABLED.md">',
    );
  });

  it("asks nothing for what is exempted, and shows who exempted it", async () => {
    const report = await rendered("markdown", one({ exemption: EXEMPTION }));

    expect(report).not.toContain("What to do");
    expect(report).toContain("Exempted until 2027-01-31");
    expect(report).toContain("SEC-1");
  });

  it("tells what denies a plan as a whole", async () => {
    const reasons = [{ code: "plan-incomplete", message: "The plan is not complete." }] as const;

    expect(await rendered("markdown", runOf([judgedStack([], { verdict: "denied", reasons })]))).toContain(
      "The plan is not complete.",
    );
  });

  it.each([
    ["15,000 findings of one rule", 1, 15_000],
    ["15,000 findings of 1,500 rules", 1, 15_000, 1_500],
    ["300 stacks with 50 findings each", 300, 50, 25],
  ])("is one comment for %s, whole, and says how much is left out", async (_, stacks, findings, rules = 1) => {
    const wide = "ü".repeat(300);
    const evaluations = Array.from({ length: findings }, (__, at) =>
      evaluation({
        rule: `RULE_${at % rules}`,
        resource: `aws_x.${wide}_${at}`,
        message: `${wide} ${at % 7}`,
        fix: { ...FIX, message: `${FIX.message} ${at}` },
      }),
    ).sort((a, b) => (a.rule < b.rule ? -1 : 1));
    const reasons = Array.from(
      { length: rules },
      (__, at) => ({ code: "violation", message: "", rule: `RULE_${at}` }) as const,
    );
    const run = runOf(
      Array.from({ length: stacks }, (__, at) => {
        const plan = { ...judgement([]).plan, stack: `stack-${at}-${wide}` };
        return judgedStack(evaluations, { plan, reasons });
      }),
    );
    const report = await rendered("markdown", run);
    const html = renderer.render(report);

    expect(report.length).toBeLessThan(MOST_CHARACTERS);
    expect(Buffer.byteLength(report)).toBeLessThan(MOST_CHARACTERS);
    expect(report).toMatch(/[Aa]nd (what )?\d+ .*more/);
    expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
    expect(html).toContain("What to do");
  });
});

describe("text of a plan in Markdown", () => {
  it.each([
    "<script>alert(1)</script>",
    "</details><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "a@evil.example, mailto:a@evil.example",
    "`code` *strong* _em_ ~~gone~~ | cell |",
    "a\n\n# heading\n- item\n1. item\n> quote",
    "&lt;b&gt; &amp;",
    "***",
    "+ a",
    "1. a",
    "1) a",
    "# a",
    "---",
    "===",
  ])("shows as it is written: %j", (hostile) => {
    const html = renderer.render(plainText(hostile));
    const shown = html
      .replace(/<!-- -->/g, "")
      .replace(/^<p>|<\/p>\n$/g, "")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");

    expect(shown).toBe(hostile.replace(/\n/g, "\\n"));
  });

  it("mentions nobody and refers to no issue", () => {
    expect(plainText("@team #12")).toBe("@<!-- -->team #<!-- -->12");
  });

  it.each(["plain", "with ` tick", "`", "``", "a\nb", "<b>", ""])("is one span as code: %j", (code) => {
    const html = renderer.renderInline(codeSpan(code));

    expect(html).toMatch(/^<code>[^<]*<\/code>$|^`/);
    expect(html).not.toContain("<b>");
  });
});

describe("what no rule looked at", () => {
  const { plan } = judgement([]);
  const unjudged = { plan: { ...plan, unjudged: { resources: 12, types: { aws_sqs_queue: 12 } } } };

  test("is said once, as a reason or beside the verdict", async () => {
    expect(await rendered("markdown", runOf([judgedStack([evaluation()], unjudged)]))).toContain(
      "- `storefront`: no rule judges any of the 12 resources: 12 aws_sqs_queue.",
    );
    const reasons = [{ code: "nothing-judged", message: "No rule judges any of it." }] as const;
    const denied = await rendered("markdown", runOf([judgedStack([], { ...unjudged, verdict: "denied", reasons })]));
    expect(denied).toContain("- `storefront`: No rule judges any of it.");
    expect(denied).not.toContain("12 aws");
  });
});
