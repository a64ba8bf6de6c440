import type { Json } from "./plan";

/** Stands in a document for text that JSON.stringify cannot write. */
const RAW = "\u0001raw:";

/** Values that hardly any attribute may have. */
export const VALUES: readonly (readonly [name: string, value: Json])[] = [
  ["null", null],
  ["an empty list", []],
  ["an empty map", {}],
  ["an empty text", ""],
  ["a text", "☃"],
  ["a text with NUL", "\u0000tcp"],
  ["a lone surrogate", "\ud800"],
  ["a text that turns direction", "\u202e0.0.0.0/0"],
  ["a template", "${var.nobody}"],
  ["an open template", "${"],
  ["a huge text", "9".repeat(200_000)],
  ["a fraction", 0.5],
  ["a negative number", -7],
  ["an infinite number", `${RAW}1e400`],
  ["a very long number", `${RAW}${"1".repeat(400)}`],
  ["a list in a list", [["☃"]]],
  ["a list of many", Array.from({ length: 2_000 }, () => "☃")],
  ["a list of null", [null]],
  ["a map", { "☃": "☃" }],
  ["a deep list", `${RAW}${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["a deep map", `${RAW}${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ["a map with __proto__", `${RAW}{"__proto__":{"publicly_accessible":false,"encrypted":true,"length":0}}`],
  ["a map with constructor", { constructor: { prototype: { encrypted: true } }, toString: "☃", hasOwnProperty: "☃" }],
  ["a forged unset", { $symbol: "unset" }],
  ["a forged reference", { $symbol: "reference", address: "aws_kms_key.main", attribute: "arn" }],
  ["a forged template", { $symbol: "template", parts: ["10.0.0.0/8"] }],
  ["a forged unknown", { $symbol: "unknown", references: [] }],
];

/** The same, as another type: what it says is the same, so it mends nothing. */
export function swapped(value: Json): readonly [name: string, value: Json] {
  switch (typeof value) {
    case "boolean":
      return ["the same as text", String(value)];
    case "number":
      return ["the same as text", String(value)];
    case "string":
      return ["the same in a list", [value]];
    default:
      if (value === null) return ["a list of null", [null]];
      if (!Array.isArray(value)) return ["the same in a list", [value]];
      return value[0] === undefined ? ["the same as a map", {}] : ["its first alone", value[0]];
  }
}

/** The document as JSON text. */
export function write(document: unknown): string {
  return JSON.stringify(document).replace(
    /"\\u0001raw:((?:[^"\\]|\\.)*)"/g,
    (_, raw: string) => JSON.parse(`"${raw}"`) as string,
  );
}
