import MarkdownIt from "markdown-it";
import type { JudgedEvaluation, Judgement } from "../../../gate/decision";
import { compare, deniesMore, markdown, text, type Replay } from "../../../gate/replay";
import { createStyle } from "../../../gate/report";
import { evaluation, judgement } from "../judgement";

const thing = evaluation({
  rule: "RULE",
  status: "COMPLIANT",
  resource: "aws_thing.a",
  message: "It is open.",
  attribute: "open",
  construct: null,
});
const renderer = new MarkdownIt({ html: true, linkify: true });
const exemption = { reason: "r", owner: "o", ticket: "t", expires: "2026-01-01", daysLeft: 3 };

type Some = Partial<JudgedEvaluation> | null;

/** A plan that one rule judges. @param tolerates whether the settings let what it cannot tell pass */
function judged(changes: Some, tolerates = false): Judgement {
  const evaluations = changes === null ? [] : [{ ...thing, ...changes }];
  return judgement(evaluations, tolerates ? { reasons: [] } : {});
}

function kinds(before: Judgement, after: Judgement) {
  return compare([{ plan: "p", before, after }]).changes.map(({ kind }) => kind);
}

const bad = { status: "NON_COMPLIANT" } as const;
const doubt = { status: "INSUFFICIENT_DATA" } as const;

test.each<[string, Some, Some, string[]]>([
  ["nothing", bad, bad, []],
  ["a new violation", {}, bad, ["newly failing"]],
  ["a violation by a new rule", null, bad, ["newly failing"]],
  ["a new doubt", {}, doubt, ["newly failing"]],
  ["a violation that was advisory", { ...bad, enforcement: "advisory" }, bad, ["newly failing"]],
  ["a violation that was exempted", { ...bad, exemption }, bad, ["newly failing"]],
  ["a violation that is gone", bad, {}, ["newly passing"]],
  ["a violation of a rule that is gone", bad, null, ["newly passing"]],
  ["a violation that is exempted now", bad, { ...bad, exemption }, ["newly passing"]],
  ["a violation that was a doubt", doubt, bad, ["other"]],
  ["a new advisory violation", {}, { ...bad, enforcement: "advisory" }, ["other"]],
  ["what does not concern the resource any more", {}, { status: "NOT_APPLICABLE" }, ["other"]],
  ["compliance with a new rule", null, {}, []],
  ["compliance with a rule that is advisory now", {}, { enforcement: "advisory" }, []],
])("the change of %s", (_, before, after, expected) => {
  expect(kinds(judged(before), judged(after))).toEqual(expected);
});

test("a doubt denies only where the settings say so", () => {
  expect(kinds(judged(doubt, true), judged(doubt))).toEqual(["newly failing"]);
  expect(kinds(judged(doubt), judged(doubt, true))).toEqual(["newly passing"]);
  expect(kinds(judged({}), judged(doubt, true))).toEqual(["other"]);
});

test("an address with a line break in it stays whole", () => {
  const resource = 'aws_thing.a["x\ny"]';
  const [change] = compare([{ plan: "p", before: judged(null), after: judged({ ...bad, resource }) }]).changes;
  expect(change).toMatchObject({ rule: "RULE", resource });
});

test.each<[string, Judgement["reasons"], Judgement["reasons"], boolean]>([
  ["a new reason that is no finding", [], [{ code: "exemption-invalid", message: "expired" }], true],
  [
    "a reason that was there",
    [{ code: "exemption-invalid", message: "x" }],
    [{ code: "exemption-invalid", message: "x" }],
    false,
  ],
  ["a reason that is gone", [{ code: "exemption-invalid", message: "x" }], [], false],
])("%s decides whether more is denied", (_, before, after, expected) => {
  const plan = { plan: "p", before: judgement([], { reasons: before }), after: judgement([], { reasons: after }) };
  expect(deniesMore(compare([plan]))).toBe(expected);
});

function replayOf(number: number, changes: Partial<JudgedEvaluation> = {}): Replay {
  const evaluations = Array.from({ length: number }, (_, index) => ({
    ...thing,
    ...bad,
    rule: `RULE_${index % 300}`,
    resource: `aws_thing.a${index}`,
    ...changes,
  }));
  const plan = { plan: "p.json", before: judgement([]), after: judgement(evaluations) };
  return {
    base: "HEAD",
    ...compare([plan]),
    rules: { added: [], removed: [] },
    skipped: [],
    unreadable: [],
    notes: [],
  };
}

/** What a reader sees of HTML without elements. */
function textOf(html: string): string {
  const named: { readonly [name: string]: string } = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return html
    .replace(/<!-- -->|<\/?code>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, number: string | undefined, name: string) =>
      number === undefined ? (named[name] ?? "") : String.fromCodePoint(Number(number)),
    );
}

describe("Markdown", () => {
  it("fits into a comment whatever there is to say, is well-formed, and says what it leaves out", () => {
    for (const number of [1, 5_000, 40_000]) {
      const written = markdown(replayOf(number));
      expect(written.length).toBeLessThan(65_536);
      expect(written.match(/<details>/g)?.length).toBe(written.match(/<\/details>/g)?.length);
      expect(written).toContain(`${number} newly failing`);
      if (number > 1) expect(written).toMatch(/more rules changed|more are not shown/);
    }
  });

  it("shows hostile names and messages as text", () => {
    const written = markdown(
      replayOf(1, { resource: 'aws_x.a["`|</details><img>"]', message: "<script>| [x](y) @all\n# z" }),
    );
    expect(written).not.toMatch(/<script|<img|\[x\]\(y\)|\n# z/);
    expect(written.match(/<\/details>/g)).toHaveLength(1);
    const row = written.split("\n").find((line) => line.includes("aws_x")) ?? "";
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  });

  it.each(["[x](https://evil.example)|", "*b* and `c`|", "https://evil.example|", "www.evil.example", "<b>x</b>|`"])(
    "makes neither a link nor markup of a key in an address or of a message: %j",
    (hostile) => {
      const resource = `aws_x.a[${JSON.stringify(hostile)}]`;
      const html = renderer.render(markdown(replayOf(1, { resource, message: hostile })));
      const [, cell = "", message = ""] = html.match(/(?<=<td>).*(?=<\/td>)/g) ?? [];

      expect(cell).toMatch(/^<code>[^<]*<\/code>$/);
      expect(textOf(cell)).toBe(resource);
      expect(textOf(message)).toBe(`was not judged, is not compliant: ${hostile}`);
      expect(message).not.toMatch(/<(?!!-- -->)/);
    },
  );

  it("mentions nobody", () => {
    expect(markdown(replayOf(1, { message: "@all" }))).not.toContain("@all");
  });
});

test("text shows hostile names as what they are", () => {
  const written = [...text(replayOf(1, { resource: "aws_x.a\u001b[31m\u202e" }), createStyle(false))].join("");
  expect(written).toContain("aws_x.a\\u001b[31m\\u202e");
});
