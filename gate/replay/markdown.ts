import { byRule, KINDS, messageOf, summary, transition, type Replay } from "./words";
import { codeInHtml, codeInTable, codeSpan, count, plainText } from "../report";
import type { Change } from "./compare";

/** A comment of GitHub may have 65,536 characters; the rest is for whoever wraps it. */
const MOST_CHARACTERS = 60_000;
const HEADINGS: { readonly [kind in Change["kind"]]: string } = {
  "newly failing": "Newly failing",
  "newly passing": "Newly passing",
  other: "Other changes",
};

/** For the pull request that edits policies: what it means first, then every change, folded away, as far as a comment holds it. */
export function markdown(replay: Replay): string {
  const { added, removed } = replay.rules;
  const head = [
    "## What the edited policies change",
    "",
    plainText(summary(replay)),
    ...replay.notes.map((note) => `\n> ${plainText(note)}`),
    ...list("Plans", [
      ...replay.changedPlans.map(({ plan, before, after, reasons }) =>
        [`${codeSpan(plan)}: ${before === after ? after : `${before} → **${after}**`}`, ...reasons.map(plainText)].join(
          "; ",
        ),
      ),
      ...replay.unreadable.map(({ plan, problem }) => `${codeSpan(plan)}: not judged, ${plainText(problem)}`),
    ]),
    ...list("Rules", [
      ...added.map((rule) => `${codeSpan(rule)} is new`),
      ...removed.map((rule) => `${codeSpan(rule)} is gone`),
    ]),
  ];
  const sections = KINDS.flatMap((kind) => section(kind, replay.changes));
  return fitted(`${head.join("\n")}\n`, sections);
}

/** Each part is whole, so that leaving out the last ones leaves Markdown that is well-formed. */
function section(kind: Change["kind"], changes: readonly Change[]): string[] {
  return [...byRule(changes, kind)].map(([rule, own], index) => {
    const heading = index === 0 ? `\n### ${HEADINGS[kind]}\n` : "";
    const rows = own.map((change) => {
      const message = messageOf(change);
      return `| ${codeInTable(change.plan)} | ${codeInTable(change.resource)} | ${transition(change)}${message === null ? "" : `: ${plainText(message)}`} |`;
    });
    const shown = shorten(rows, MOST_CHARACTERS / 4);
    const more = shown.length < rows.length ? `\n${rows.length - shown.length} more are not shown.\n` : "";
    const table = ["| plan | resource | change |", "|---|---|---|", ...shown].join("\n");
    return `${heading}\n<details><summary>${codeInHtml(rule)}: ${count(own.length, "resource")}</summary>\n\n${table}\n${more}\n</details>\n`;
  });
}

function shorten(rows: readonly string[], characters: number): readonly string[] {
  let left = characters;
  return rows.filter((row) => (left -= row.length + 1) > 0);
}

function fitted(head: string, sections: readonly string[]): string {
  let result = head.length > MOST_CHARACTERS ? `${head.slice(0, head.lastIndexOf("\n", MOST_CHARACTERS))}\n` : head;
  for (const [index, part] of sections.entries()) {
    if (result.length + part.length > MOST_CHARACTERS) {
      return `${result}\n${count(sections.length - index, "more rule")} changed; \`plangate replay\` shows everything.\n`;
    }
    result += part;
  }
  return result;
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ["", `### ${heading}`, "", ...items.map((item) => `- ${item}`)];
}
