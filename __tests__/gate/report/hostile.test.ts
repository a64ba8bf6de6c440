import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estimateCost } from "../../../gate/cost";
import { describeResources } from "../../../gate/details/describe";
import { systemOf, toDot } from "../../../gate/diagram";
import { loadPolicies } from "../../../gate/evaluate";
import { judge } from "../../../gate/judge";
import { NOT_SYNTHESIZED, readPlan } from "../../../gate/plan";
import { evaluation, judgedStack, judgement, runOf } from "../judgement";
import { allFormats, EXEMPTION, rendered } from "./rendered";

const repository = join(__dirname, "..", "..", "..");
const policies = loadPolicies({ directory: join(repository, "policies") });

/** Steers a terminal, reorders text, or hides in it. */
// eslint-disable-next-line no-control-regex -- exactly these must not be there
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const HOSTILE = "<script>x</script>]]>\n::error::x\r\u001b[2J\u009b31m\u202e\u2066\u200b\ufeff`|\"'&";

/** The machine may be busy; nothing here is about time. */
jest.setTimeout(60_000);

/** Of these a program is the reader; the program in the HTML report makes text printable when it shows it. */
const DATA: ReadonlySet<string> = new Set(["json", "html"]);

describe.each(allFormats.filter((format) => !DATA.has(format)))("a hostile plan in %s", (format) => {
  it("steers nothing and hides nothing, whichever text it comes in", async () => {
    const construct = {
      path: HOSTILE,
      file: HOSTILE,
      line: 1,
      requestedAt: { file: `other ${HOSTILE}`, line: 2 },
      trace: [HOSTILE],
    };
    const fix = { attribute: HOSTILE, value: HOSTILE, change: HOSTILE, message: `Set \`${HOSTILE}\` in ${HOSTILE}.` };
    const texts = { rule: HOSTILE, resource: HOSTILE, message: HOSTILE, attribute: HOSTILE, remediation: HOSTILE };
    const exemption = { ...EXEMPTION, reason: HOSTILE, owner: HOSTILE, ticket: HOSTILE, expires: HOSTILE };
    const plan = { ...judgement([]).plan, stack: HOSTILE, terraformVersion: HOSTILE };
    const reasons = [
      { code: "violation", message: HOSTILE, rule: HOSTILE },
      { code: "exemption-invalid", message: HOSTILE },
    ] as const;
    const evaluations = [
      evaluation({ ...texts, construct, fix }),
      evaluation({ ...texts, resource: `b${HOSTILE}`, construct, exemption }),
      evaluation({ ...texts, resource: `c${HOSTILE}`, status: "NOT_APPLICABLE", construct }),
    ];
    const stack = { ...judgedStack(evaluations, { plan, reasons }), notes: [HOSTILE] };
    const report = await rendered(format, runOf([stack, stack]));

    expect(STEERING.exec(report)?.index ?? null).toBeNull();
  });
});

describe("a value that the plan marks sensitive", () => {
  /** What rules of the as-built plan quote in their messages, and what they never do. */
  const QUOTED = { ssl_policy: "CANARY-policy", desync_mitigation_mode: "CANARY-mode" };
  const UNQUOTED = { password: "CANARY-password", user_data: "CANARY-user-data", description: "CANARY-description" };
  /** What the labels of the diagram are made of. */
  const DRAWN = { cidr_block: "CANARY-network", instance_class: "CANARY-class" };

  function asBuilt(sensitive: boolean): ReturnType<typeof judgedStack> {
    const plan = JSON.parse(readFileSync(join(repository, "__tests__", "plans", "as-built.json"), "utf8")) as {
      resource_changes: { change: { after: Record<string, unknown> | null; after_sensitive: unknown } }[];
    };
    for (const { change } of plan.resource_changes) {
      const canaries = Object.entries({ ...QUOTED, ...UNQUOTED, ...DRAWN }).filter(([name]) =>
        Object.hasOwn(change.after ?? {}, name),
      );
      if (canaries.length === 0) continue;
      change.after = { ...change.after, ...Object.fromEntries(canaries) };
      change.after_sensitive = sensitive ? Object.fromEntries(canaries.map(([name]) => [name, true])) : {};
    }
    const planJson = Buffer.from(JSON.stringify(plan));
    const judged = judge({
      planJson,
      name: "plan.json",
      stack: "as-built",
      policies,
      now: new Date("2026-01-01T00:00:00Z"),
    });
    const read = readPlan(planJson, "plan.json");
    const resources = describeResources(read, policies, NOT_SYNTHESIZED);
    // Jest cannot load the program that draws the diagram: what that is given stands for the picture.
    const svg = `<svg>${toDot(systemOf(read, "as-built"))}</svg>`;
    const details = { resources, diagram: { svg, boxes: [], summary: false, elsewhere: [] } };
    return { judgement: judged, steps: [], notes: [], details, cost: estimateCost(plan) };
  }

  it.each(allFormats)("does not appear in %s", async (format) => {
    const report = await rendered(format, runOf([asBuilt(true)], { rules: policies.catalog }));

    expect(report.match(/CANARY-[a-z-]+/g)).toBeNull();
  });

  it("would appear if it were not marked: the canaries reach the messages", async () => {
    const run = runOf([asBuilt(false)]);
    const report = await rendered("text", run);

    expect(report.match(/CANARY-[a-z]+/g)).toEqual(expect.arrayContaining(Object.values(QUOTED)));
    // The page shows the attributes of every resource besides.
    const page = await rendered("html", run);
    expect([...new Set(page.match(/CANARY-[a-z-]+/g))].sort()).toEqual(
      Object.values({ ...QUOTED, ...UNQUOTED, ...DRAWN }).sort(),
    );
    const [diagram] = /<svg>digraph[^]*<\/svg>/.exec(page) ?? [""];
    expect([...new Set(diagram.match(/CANARY-[a-z-]+/g))].sort()).toEqual(Object.values(DRAWN).sort());
  });
});
