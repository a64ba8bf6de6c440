import type { Run } from "./options";

/** What is read of k6's summary: https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/ */
export interface Measured {
  readonly state: { readonly testRunDurationMs: number };
  readonly metrics: {
    readonly [name: string]: {
      readonly values: { readonly [value: string]: number };
      readonly thresholds?: { readonly [expression: string]: { readonly ok: boolean } };
    };
  };
}

/** The times of the page itself; those of its files would hide it, as they are many and fast. */
const PAGE = "http_req_duration{name:page}";

/** True if every threshold was kept. A run without thresholds, or in which nobody came, kept none. */
export function isKept({ metrics }: Measured): boolean {
  const thresholds = Object.values(metrics).flatMap(({ thresholds: each = {} }) => Object.values(each));
  return thresholds.length > 0 && thresholds.every(({ ok }) => ok) && (metrics["iterations"]?.values["count"] ?? 0) > 0;
}

/** A run in a few lines: what was asked for, what was measured, and which limits were kept. */
export function toText(run: Run, measured: Measured): string {
  const value = (metric: string, name: string) => measured.metrics[metric]?.values[name] ?? 0;
  const failed = value("http_req_failed", "rate");
  const p95 = value(PAGE, "p(95)");
  const whole = value("checks", "rate");
  const refused = value("refused", "count");
  const held = (ok: boolean) => (ok ? "kept  " : "broken");
  return [
    `${run.name}  ${run.url}`,
    `  visitors  up to ${value("vus", "max")} at once of ${run.users} meant; coming within ${run.rampUp} s, staying ${run.hold} s; ${(measured.state.testRunDurationMs / 1_000).toFixed(0)} s in all`,
    `  visits    ${value("iterations", "count")} ended`,
    `  requests  ${value("http_reqs", "count")}, ${value("http_reqs", "rate").toFixed(1)} a second, ${percent(failed)} failed`,
    `  page      average ${time(value(PAGE, "avg"))}, median ${time(value(PAGE, "med"))}, p95 ${time(p95)}, p99 ${time(value(PAGE, "p(99)"))}, longest ${time(value(PAGE, "max"))}`,
    `  ${held(failed <= run.errors)}    at most ${percent(run.errors)} of requests fail: ${percent(failed)}`,
    `  ${held(p95 <= run.p95)}    95 % of pages are answered within ${time(run.p95)}: ${time(p95)}`,
    `  ${held(whole >= 1 - run.errors)}    at least ${percent(1 - run.errors)} of visits find the page and all of its files: ${percent(whole)}`,
    ...(refused > 0
      ? [
          `  note      ${refused} visits were refused with 403 or 429, as the web firewall does with addresses that ask too often:`,
          "            all visitors come from this one. Raise rateLimits of the environment for the time of the run.",
        ]
      : []),
    `  ${isKept(measured) ? "passed" : "failed"}`,
    "",
  ].join("\n");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function time(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1_000).toFixed(2)} s`;
}
