import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../gate/errors";
import type { Opa } from "./opa";
import { REGO_SOURCES } from "./paths";

/** Percent of the policies' lines that the tests beside them must run. */
const COVERAGE = 100;

/** How long one test may take. OPA's own five seconds fail a table of many rows on a busy machine. */
const TIMEOUT = ["--timeout", "5m"];

/** What is tested: the files that OPA loads, the tests among them that run, and the files that they must cover. */
interface Selection {
  readonly sources: readonly string[];
  /** Matches the full names of tests; null for all of them. */
  readonly tests: string | null;
  readonly covers: (file: string) => boolean;
  readonly what: string;
}

/**
 * Runs the tests beside the rules and the library, and measures what they cover.
 *
 * @param only the one rule or file of the library to test, by identifier or name; then that file must be covered
 * @returns what to tell the user
 * @throws InputError when a test fails, with OPA's report, or when too little is covered, with the lines that are not
 */
export async function test(opa: Opa, only?: string): Promise<string> {
  const { sources, tests, covers, what } = only === undefined ? ALL : select(opa.root, only);
  const chosen = tests === null ? [] : ["--run", tests];
  // OPA's further coverage runs only say why a line is not covered.
  const coverage = ["--coverage", "--coverage-runs", "", "--format", "json"];
  const measured = await opa.run(["test", ...TIMEOUT, ...chosen, ...coverage, ...sources]);
  if (measured.exitCode !== 0) {
    // A report of coverage says little of a test that fails.
    const { stdout, stderr } = await opa.run(["test", ...TIMEOUT, ...chosen, ...sources]);
    throw new InputError({
      what: `tests fail:\n${(stderr + stdout).trim()}`,
      mend: "correct the rule, or the row of the test that asks for something else",
    });
  }
  const report = JSON.parse(measured.stdout) as CoverageReport;
  const files = Object.entries(report.files ?? {}).filter(([file]) => covers(file));
  const uncovered = files.flatMap(([file, { not_covered }]) =>
    (not_covered ?? []).map(({ start, end }) => `${file}:${start.row}-${end.row}`),
  );
  if (files.length === 0) throw new InputError({ what: `no test runs ${what}`, mend: "write one beside it" });
  if (uncovered.length === 0) return `all tests of ${what} pass, and run ${COVERAGE} % of it\n`;
  throw new InputError({
    what: `the tests of ${what} do not run every line of it:\n${uncovered.join("\n")}`,
    mend: "test these lines",
  });
}

const ALL: Selection = { sources: REGO_SOURCES, tests: null, covers: () => true, what: "the policies" };

/** A rule is tested with the library alone: the other rules have no part in it, and take most of the time. */
function select(root: string, only: string): Selection {
  const name = only.toLowerCase().replaceAll("-", "_");
  const rules = join(root, "policies", "rules");
  const service = readdirSync(rules).find((folder) => existsSync(join(rules, folder, `${name}.rego`)));
  if (service !== undefined) {
    const file = `policies/rules/${service}/${name}.rego`;
    const test = `policies/rules/${service}/${name}_test.rego`;
    return {
      sources: ["policies/library", file, ...(existsSync(join(root, test)) ? [test] : [])],
      tests: `^data\\.rules\\.${service}\\.${name}_test\\.`,
      covers: (covered) => covered === file,
      what: name.toUpperCase(),
    };
  }
  if (existsSync(join(root, "policies", "library", `${name}.rego`))) {
    const file = `policies/library/${name}.rego`;
    return {
      sources: ["policies/library"],
      tests: `^data\\.library\\.${name}_test\\.`,
      covers: (covered) => covered === file,
      what: file,
    };
  }
  const close = readdirSync(rules)
    .flatMap((folder) => readdirSync(join(rules, folder)))
    .filter((entry) => !entry.endsWith("_test.rego") && entry.includes(name))
    .map((entry) => entry.replace(/\.rego$/, "").toUpperCase());
  throw new InputError({
    what: `There is no rule ${name.toUpperCase()}, and no file ${name}.rego in the library.`,
    mend: close.length > 0 ? `Did you mean ${close.slice(0, 5).join(" or ")}?` : "`plangate rules` lists the rules.",
  });
}

interface Position {
  readonly row: number;
}

interface CoverageReport {
  readonly files?: {
    readonly [file: string]: { readonly not_covered?: readonly { readonly start: Position; readonly end: Position }[] };
  };
}
