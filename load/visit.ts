import { check, sleep } from "k6";
import http from "k6/http";
import { Counter } from "k6/metrics";

// Run by k6, not by Node: it may import nothing of the project. What is to be done comes through the environment, see k6.ts.
const PAGE = variable("PAGE");
const USERS = Number(variable("USERS"));

/** Milliseconds that a visitor reads, at least and at most, before the next comes in the same place. */
const READING = [1_000, 3_000] as const;
/** With more than this share of failures the target is down, and more load is of no use. */
const HOPELESS = 0.5;

/** Answers by which a firewall refuses a visitor: AWS WAF's own, and that of its rate limits. */
const refused = new Counter("refused");

export const options = {
  scenarios: {
    visitors: {
      executor: "ramping-vus",
      startVUs: 0,
      stages: [
        { duration: variable("RAMP_UP"), target: USERS },
        { duration: variable("HOLD"), target: USERS },
      ],
      gracefulRampDown: "10s",
      gracefulStop: "30s",
    },
  },
  thresholds: {
    http_req_failed: [
      `rate<=${variable("ERRORS")}`,
      { threshold: `rate<=${HOPELESS}`, abortOnFail: true, delayAbortEval: variable("PATIENCE") },
    ],
    // Of pages alone: files are many and fast, and would hide a slow page.
    "http_req_duration{name:page}": [`p(95)<=${variable("P95")}`],
    checks: [`rate>=${1 - Number(variable("ERRORS"))}`],
  },
  summaryTrendStats: ["avg", "med", "p(95)", "p(99)", "max"],
  userAgent: "plangate-load",
  systemTags: ["status", "method", "name", "check", "error_code", "scenario", "expected_response"],
};

/** One visit: the page, and what it loads of its own site, as a browser without a cache does. */
export default function (): void {
  const page = http.get(PAGE, { tags: { name: "page" } });
  if (page.status === 403 || page.status === 429) refused.add(1);
  const there = check(page, {
    "the page is there": ({ status, headers }) =>
      status === 200 && (headers["Content-Type"] ?? "").startsWith("text/html"),
  });
  if (there) {
    const files = ownFiles(page.html().find("link[rel=stylesheet], link[rel=icon], script[src], img[src]"));
    const answers = http.batch(files.map((url) => ["GET", url, null, { tags: { name: "file" } }]));
    check(answers, { "all of its files are there": (all) => all.every(({ status }) => status === 200) });
  }
  sleep((READING[0] + Math.random() * (READING[1] - READING[0])) / 1_000);
}

/** What the command reads; k6 adds its own summary to no output then. */
export function handleSummary(data: unknown): Record<string, string> {
  return { [variable("SUMMARY")]: JSON.stringify(data, null, 2) };
}

/** Paths on this site that elements refer to, as URLs, each once. */
function ownFiles(elements: ReturnType<ReturnType<typeof http.get>["html"]>): readonly string[] {
  const origin = /^https?:\/\/[^/]+/.exec(PAGE)?.[0] ?? "";
  const paths = elements
    .toArray()
    .map((element) => element.attr("href") ?? element.attr("src") ?? "")
    .filter((path) => /^\/(?!\/)/.test(path));
  return [...new Set(paths)].map((path) => origin + path);
}

function variable(name: string): string {
  const value = __ENV[name];
  if (value === undefined) throw new Error(`${name} is not set; run it by npm run load`);
  return value;
}
