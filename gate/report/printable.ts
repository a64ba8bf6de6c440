/**
 * Characters that steer a terminal or reorder what is read: C0 and C1 controls, and Unicode's bidirectional and
 * invisible ones (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const SHORT: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Text of a plan, a file or a tool as one line that shows every character: a value in a plan can neither colour the
 * terminal nor forge a line of the report.
 */
export function printable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same for text that has lines of its own, such as a tool's output. */
export function printableLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split("\t").map(printable).join("  "))
    .join("\n");
}
