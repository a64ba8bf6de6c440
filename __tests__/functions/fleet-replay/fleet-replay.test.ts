import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policiesKey } from "../../../functions/fleet-replay/contract/layout";
import { addUp, type Fleet } from "../../../functions/fleet-replay/fleet";
import { fetchPolicies } from "../../../functions/fleet-replay/policies";
import { replayWorkspace, type Result } from "../../../functions/fleet-replay/replay";
import { json, markdown, summaryOf, verdictOf, type FleetReport } from "../../../functions/fleet-replay/report";
import { changedRules } from "../../../gate/replay";
import { policies } from "../run-task/home";
import { MemoryBucket } from "./bucket";
import { editedPolicies, LONGER_LOGS } from "./policies";

const RULE = "CW_LOGGROUP_RETENTION_PERIOD_CHECK";
const NOW = new Date("2026-06-01T12:00:00Z");
const PLANS = join(__dirname, "..", "..", "plans");
const STOREFRONT = readFileSync(join(PLANS, "storefront.json"));
const AS_BUILT = readFileSync(join(PLANS, "as-built.json"));

const { policies: edited, archive } = editedPolicies(LONGER_LOGS);

async function fleetOf(bucket: MemoryBucket, workspaces: readonly string[], after = edited): Promise<Fleet> {
  const pair = { before: policies(), after };
  async function* results(): AsyncIterable<Result> {
    for (const workspace of workspaces) yield await replayWorkspace(workspace, pair, bucket, NOW);
  }
  return await addUp(results());
}

function reportOf(fleet: Fleet): FleetReport {
  return {
    ...fleet,
    run: "a-run",
    policies: { before: policies().sha256, after: edited.sha256 },
    changedRules: changedRules(policies(), edited),
    notes: [],
  };
}

describe("a replayed fleet", () => {
  const bucket = new MemoryBucket();
  bucket.keep("storefront-prod", STOREFRONT);
  bucket.keep("legacy", AS_BUILT);
  let fleet: Fleet;
  beforeAll(async () => (fleet = await fleetOf(bucket, ["storefront-prod", "legacy"])));

  it("names the workspaces that fail newly, and by which rule", () => {
    const storefront = fleet.workspaces.find(({ workspace }) => workspace === "storefront-prod");
    expect(storefront).toMatchObject({ newlyFailing: true, verdict: { before: "approved", after: "denied" } });
    expect(Object.keys(storefront!.changes["newly failing"])).toEqual([RULE]);
    expect(verdictOf(fleet)).toBe("newly denied");
  });

  it("counts workspaces and resources by rule", () => {
    const resources = fleet.workspaces.reduce((sum, { changes }) => sum + (changes["newly failing"][RULE] ?? 0), 0);
    const failing = fleet.workspaces.filter(({ newlyFailing }) => newlyFailing).length;
    expect(resources).toBeGreaterThan(1);
    expect(fleet.rules[RULE]!["newly failing"]).toEqual({ workspaces: failing, resources });
  });

  it("is reported with the digests of both policies", () => {
    const report = reportOf(fleet);
    expect(JSON.parse(json(report))).toMatchObject({
      verdict: "newly denied",
      plans: 2,
      policies: { before: policies().sha256, after: edited.sha256 },
    });
    expect(markdown(report)).toContain(`\`storefront-prod\` | approved → **denied** | \`${RULE}\``);
    expect(summaryOf(fleet)).toMatch(/^2 workspaces judged with .*: 1 newly failing, 1 newly denied,/);
  });
});

test("the same policies change nothing", async () => {
  const bucket = new MemoryBucket();
  bucket.keep("storefront-prod", STOREFRONT);
  const fleet = await fleetOf(bucket, ["storefront-prod"], policies());
  expect(fleet).toEqual({ plans: 1, workspaces: [], rules: {}, notJudged: [] });
  expect(verdictOf(fleet)).toBe("nothing newly denied");
});

test("a plan that cannot be judged is named, and keeps the fleet from passing", async () => {
  const bucket = new MemoryBucket();
  bucket.keep("fine", STOREFRONT);
  bucket.keep("no-plan", Buffer.from('{"format_version": "9.0"}'));
  bucket.objects.set("plans/not-packed.json.gz", STOREFRONT);
  const fleet = await fleetOf(bucket, ["fine", "no-plan", "not-packed", "expired"], policies());
  expect(fleet.notJudged.map(({ workspace }) => workspace)).toEqual(["expired", "no-plan", "not-packed"]);
  expect(verdictOf(fleet)).toBe("not all judged");
  expect(markdown(reportOf(fleet))).toContain("### Not judged");
});

test("exemptions hold as they do for the run: by the construct paths of the configuration that was kept", async () => {
  const plan = JSON.parse(STOREFRONT.toString("utf8")) as {
    readonly resource_changes: readonly { readonly type: string; readonly name: string }[];
  };
  const names = plan.resource_changes.filter(({ type }) => type === "aws_cloudwatch_log_group").map(({ name }) => name);
  const configuration = {
    "//": { metadata: { stackName: "storefront" } },
    resource: {
      aws_cloudwatch_log_group: Object.fromEntries(
        names.map((name) => [name, { "//": { metadata: { path: `storefront/logs/${name}`, uniqueId: name } } }]),
      ),
    },
  };
  const { policies: exempting } = editedPolicies({
    ...LONGER_LOGS,
    "exemptions.json": {
      maximumDays: 90,
      exemptions: [
        {
          stack: "storefront",
          rule: RULE,
          resource: "storefront/logs/*",
          reason: "The logs are moved to the archive first.",
          owner: "platform",
          ticket: "OPS-1",
          expires: "2026-07-01",
        },
      ],
    },
  });
  const bucket = new MemoryBucket();
  bucket.keep("storefront-prod", STOREFRONT, JSON.stringify(configuration));
  const fleet = await fleetOf(bucket, ["storefront-prod"], exempting);
  expect(fleet.rules[RULE]?.["newly failing"].resources).toBe(0);
  expect(verdictOf(fleet)).toBe("nothing newly denied");
});

describe("edited policies", () => {
  const bucket = new MemoryBucket();
  bucket.objects.set(policiesKey(edited.sha256), archive);
  const other = "0".repeat(64);
  bucket.objects.set(policiesKey(other), archive);
  bucket.objects.set(policiesKey("1".repeat(64)), Buffer.from("no archive"));

  it("are those of the digest", async () => {
    const found = await fetchPolicies(edited.sha256, bucket);
    expect(found.parameters[RULE]).toMatchObject({ MinRetentionTime: "731" });
  });

  it.each([
    ["others than the digest says", other, /have the digest/],
    ["not there", "2".repeat(64), /There are no policies/],
    ["named by a path", "../plans/legacy", /There are no policies/],
    ["no archive", "1".repeat(64), /no zip archive/],
  ])("are refused: %s", async (_, digest, message) => {
    await expect(fetchPolicies(digest, bucket)).rejects.toThrow(message);
  });
});
