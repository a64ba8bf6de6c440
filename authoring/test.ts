import { InputError } from "../gate/errors";
import type { Opa } from "./opa";
import { REGO_SOURCES } from "./paths";

/** Percent of the policies' lines that the tests beside them must run. */
export const COVERAGE = 100;

/**
 * Runs the tests beside the rules and the library, and measures what they cover.
 *
 * @param only run the tests whose full name matches this regular expression, without coverage
 * @returns what to tell the user
 * @throws InputError when a test fails, with OPA's report, or when too little is covered, with the lines that are not
 */
export async function test(opa: Opa, only?: string): Promise<string> {
  if (only !== undefined) return passing(opa, ["--run", only]);
  // OPA's further coverage runs only say why a line is not covered.
  const measured = await opa.run(["test", "--coverage", "--coverage-runs", "", "--format", "json", ...REGO_SOURCES]);
  // A report of coverage says little of a test that fails.
  if (measured.exitCode !== 0) return passing(opa, []);
  const { coverage, files } = JSON.parse(measured.stdout) as CoverageReport;
  if (coverage >= COVERAGE) return `all tests pass, and run ${coverage} % of the policies\n`;
  const uncovered = Object.entries(files).flatMap(([file, { not_covered }]) =>
    (not_covered ?? []).map(({ start, end }) => `${file}:${start.row}-${end.row}`),
  );
  throw new InputError({
    what: `the tests run ${coverage} % of the policies, not ${COVERAGE} %:\n${uncovered.join("\n")}`,
    mend: "test these lines",
  });
}

async function passing(opa: Opa, options: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await opa.run(["test", ...options, ...REGO_SOURCES]);
  if (exitCode === 0) return stdout;
  throw new InputError({ what: `tests fail:\n${(stderr + stdout).trim()}` });
}

interface Position {
  readonly row: number;
}

interface CoverageReport {
  readonly coverage: number;
  readonly files: {
    readonly [file: string]: { readonly not_covered?: readonly { readonly start: Position; readonly end: Position }[] };
  };
}
