import type { Run } from "../../load/options";
import { isKept, type Measured, toText } from "../../load/summary";

const RUN: Run = {
  name: "main-site",
  url: "https://www.storefront.example.com/",
  users: 250,
  rampUp: 480,
  hold: 120,
  errors: 0.01,
  p95: 2_000,
};

const PAGE = "http_req_duration{name:page}";

/** A run of k6 with these results. */
function measured({ failed = 0.002, p95 = 812.4, whole = 1, refused = 0, visits = 40_000 }): Measured {
  return {
    state: { testRunDurationMs: 602_345 },
    metrics: {
      vus: { values: { value: 3, min: 1, max: 250 } },
      iterations: { values: { count: visits, rate: 66.4 } },
      http_reqs: { values: { count: 120_000, rate: 199.2 } },
      http_req_failed: { values: { rate: failed }, thresholds: { "rate<=0.01": { ok: failed <= 0.01 } } },
      checks: { values: { rate: whole }, thresholds: { "rate>=0.99": { ok: whole >= 0.99 } } },
      [PAGE]: {
        values: { avg: 310.2, med: 250, "p(95)": p95, "p(99)": 1_400, max: 2_690 },
        thresholds: { "p(95)<=2000": { ok: p95 <= 2_000 } },
      },
      ...(refused > 0 && { refused: { values: { count: refused, rate: 1 } } }),
    },
  };
}

test("a run that kept its limits says so, with its figures", () => {
  const good = measured({});
  expect(isKept(good)).toBe(true);
  expect(toText(RUN, good)).toBe(`main-site  https://www.storefront.example.com/
  visitors  up to 250 at once of 250 meant; coming within 480 s, staying 120 s; 602 s in all
  visits    40000 ended
  requests  120000, 199.2 a second, 0.20 % failed
  page      average 310 ms, median 250 ms, p95 812 ms, p99 1.40 s, longest 2.69 s
  kept      at most 1.00 % of requests fail: 0.20 %
  kept      95 % of pages are answered within 2.00 s: 812 ms
  kept      at least 99.00 % of visits find the page and all of its files: 100.00 %
  passed
`);
});

test.each([
  ["too many failures", { failed: 0.159 }, /broken {4}at most 1\.00 % of requests fail: 15\.90 %/],
  ["slow pages", { p95: 6_380 }, /broken {4}95 % of pages are answered within 2\.00 s: 6\.38 s/],
  ["pages that are none", { whole: 0.5 }, /broken {4}at least 99\.00 % of visits find the page .*: 50\.00 %/],
])("%s fail the run, and are named", (_, results, line) => {
  const bad = measured(results);
  expect(isKept(bad)).toBe(false);
  expect(toText(RUN, bad)).toMatch(line);
  expect(toText(RUN, bad)).toMatch(/\n {2}failed\n$/);
});

test("visitors that the firewall turned away are told from a site that fails", () => {
  expect(toText(RUN, measured({ refused: 77 }))).toMatch(/77 visits were refused with 403 or 429.*rateLimits/s);
  expect(toText(RUN, measured({}))).not.toContain("refused");
});

test("a run in which nobody came, or nothing was asked of the site, has kept nothing", () => {
  expect(isKept(measured({ visits: 0 }))).toBe(false);
  const { iterations } = measured({}).metrics;
  expect(isKept({ state: { testRunDurationMs: 1 }, metrics: { iterations: iterations! } })).toBe(false);
});
