import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectationsOf } from "../../recording/cases";
import { policies, subjects } from "./subjects";

/**
 * The rules of the report, and others that defaults or companions make easy to get wrong: every way to violate them, every limit of what
 * a plan can tell, every mistake that other tools make with them, and where it stands what the rule says then: `subject address STATUS`,
 * a case of `../cases`; or `file: name`, a test.
 */
const ways = JSON.parse(readFileSync(join(__dirname, "ways.json"), "utf8")) as {
  readonly [rule: string]: { readonly [way: string]: string };
};

const rows = Object.entries(ways).flatMap(([rule, ofRule]) =>
  Object.entries(ofRule).map(([way, where]) => [rule, way, where] as const),
);

/** The status that a case gives the rule, as `subjects` expects it (cases.test.ts proves that); or whether there is such a test. */
function found(rule: string, where: string): string | undefined {
  const [, file, name] = /^([^ ]+\.(?:rego|ts)): (.+)$/.exec(where) ?? [];
  if (file !== undefined && name !== undefined) {
    const text = readFileSync(join(__dirname, "..", "..", file), "utf8");
    return [`"${name}": [`, `"${name}",`, `${name} if `, `${name}[`].some((row) => text.includes(row))
      ? where
      : undefined;
  }
  const [subjectName, address = ""] = where.split(" ");
  const subject = subjects.find((candidate) => candidate.name === subjectName);
  const expected = subject === undefined ? undefined : expectationsOf(subject)[rule]?.[address];
  const status = typeof expected === "string" ? expected : expected?.status;
  return status === undefined ? undefined : `${subjectName} ${address} ${status}`;
}

it.each(rows)("%s, %s: %s", (rule, _, where) => {
  expect(found(rule, where)).toBe(where);
});

it("the rules are rules", () => {
  const known = policies.catalog.map(({ id }) => id);

  expect(Object.keys(ways).filter((rule) => !known.includes(rule))).toEqual([]);
});
