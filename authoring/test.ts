import { InputError } from "../gate/errors";
import type { Opa } from "./opa";
import { REGO_SOURCES } from "./paths";

/** Percent of the policies' lines that the tests beside them must run. */
export const COVERAGE = 100;

/**
 * Runs the tests beside the rules and the library, then measures what they cover.
 *
 * @param only run the tests whose full name matches this regular expression, without coverage
 * @returns OPA's report
 * @throws InputError when a test fails, or not enough is covered
 */
export async function test(opa: Opa, only?: string): Promise<string> {
  const results = await opa.run(["test", ...(only === undefined ? [] : ["--run", only]), ...REGO_SOURCES]);
  if (results.exitCode !== 0) throw new InputError({ what: (results.stderr + results.stdout).trim() });
  if (only !== undefined) return results.stdout;
  const { stdout } = await opa.run(["test", "--coverage", "--format", "json", ...REGO_SOURCES]);
  const report = JSON.parse(stdout) as CoverageReport;
  const uncovered = Object.entries(report.files).flatMap(([file, { not_covered }]) =>
    (not_covered ?? []).map(({ start, end }) => `${file}:${start.row}-${end.row}`),
  );
  if (report.coverage < COVERAGE) {
    throw new InputError({
      what: `the tests cover ${report.coverage} % of the policies, not ${COVERAGE} %:\n${uncovered.join("\n")}`,
      mend: "test these lines",
    });
  }
  return `${results.stdout}coverage: ${report.coverage} %\n`;
}

interface CoverageReport {
  readonly coverage: number;
  readonly files: {
    readonly [file: string]: {
      readonly not_covered?: readonly {
        readonly start: { readonly row: number };
        readonly end: { readonly row: number };
      }[];
    };
  };
}
