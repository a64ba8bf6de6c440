import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "../../../gate/cli/run";
import type { Replay } from "../../../gate/replay";
import { surroundings } from "./surroundings";

const ROOT = join(__dirname, "..", "..", "..");
const PLANS = join(ROOT, "__tests__", "plans");
let directory: string;

/** A project whose policies are built, without their sources, and a copy of them as they were. */
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "plangate-replay-"));
  for (const part of ["bundle", "contract/relations.json", "parameters.json", "enforcement.json", "exemptions.json"]) {
    cpSync(join(ROOT, "policies", part), join(directory, "policies", part), { recursive: true });
  }
  writeFileSync(join(directory, "policies", "enforcement.json"), '{"default": "mandatory", "rules": {}}');
  writeFileSync(join(directory, "policies", "exemptions.json"), '{"maximumDays": 90, "exemptions": []}');
  cpSync(join(directory, "policies"), join(directory, "before"), { recursive: true });
  mkdirSync(join(directory, "plans", "deep"), { recursive: true });
  cpSync(join(PLANS, "as-built.json"), join(directory, "plans", "as-built.json"));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function replay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = surroundings({ cwd: directory, env: { PATH: "", HOME: directory } });
  return { code: await run(["replay", "plans", "--base", "before", ...args], io), ...io.said };
}

async function replayJson(): Promise<{ code: number; result: Replay }> {
  const { code, out } = await replay("--format", "json");
  return { code, result: JSON.parse(out) as Replay };
}

function write(file: string, content: unknown): void {
  writeFileSync(join(directory, file), typeof content === "string" ? content : JSON.stringify(content));
}

const softened = { default: "mandatory", rules: { INCOMING_SSH_DISABLED: { enforcement: "advisory" } } };

describe("replay", () => {
  it("of policies that were not edited shows no change, and exits 0", async () => {
    const { code, result } = await replayJson();
    expect(result).toMatchObject({ plans: 1, changes: [], changedPlans: [], unreadable: [] });
    expect(code).toBe(0);
  });

  it("shows what newly fails by rule and resource, and exits 1", async () => {
    write("before/enforcement.json", softened);
    const { code, result } = await replayJson();
    expect(result.changes.map(({ kind, rule, plan }) => [kind, rule, plan])).toEqual([
      ["newly failing", "INCOMING_SSH_DISABLED", "as-built.json"],
      ["newly failing", "INCOMING_SSH_DISABLED", "as-built.json"],
    ]);
    expect(code).toBe(1);

    const { out } = await replay();
    expect(out).toMatch(/^newly failing\n {2}INCOMING_SSH_DISABLED {2}2 resources\n/m);
    expect(out).toMatch(/as-built\.json {2}aws_security_group\.web-tier_SecGrpforAutoScaling_\w+ {2}ingress\[0\]/);
    expect(out).toContain("was not compliant, advisory, is not compliant: SSH (TCP port 22) is open to every address");
    expect(out).toMatch(
      /1 plan judged with the edited policies and with those of before: 2 newly failing, 0 newly passing/,
    );
  });

  it("shows what newly passes, and exits 0", async () => {
    write("policies/enforcement.json", softened);
    const { code, result } = await replayJson();
    expect(result.changes.map(({ kind }) => kind)).toEqual(["newly passing", "newly passing"]);
    expect(code).toBe(0);
  });

  it("shows plans that an exemption now denies, and exits 1", async () => {
    cpSync(join(PLANS, "storefront.json"), join(directory, "plans", "storefront.json"));
    const exemption = { stack: "storefront", rule: "INCOMING_SSH_DISABLED", resource: "storefront/gone" };
    const rest = {
      reason: "It was there, and nobody took it away.",
      owner: "web",
      ticket: "T-1",
      expires: "2020-01-01",
    };
    write("policies/exemptions.json", { maximumDays: 90, exemptions: [{ ...exemption, ...rest }] });
    const { code, result } = await replayJson();
    expect(result.changedPlans).toMatchObject([{ plan: "storefront.json", after: "denied" }]);
    expect(result.changedPlans[0]?.reasons[0]).toContain("expired on 2020-01-01");
    expect(code).toBe(1);
  });

  it("names rules that are new, and what they find", async () => {
    const file = join(directory, "before", "bundle", "catalog.json");
    const catalog = JSON.parse(readFileSync(file, "utf8")) as { rules: { id: string }[] };
    const id = "DATABASE_NOT_REACHABLE_FROM_INTERNET";
    writeFileSync(file, JSON.stringify({ ...catalog, rules: catalog.rules.filter((rule) => rule.id !== id) }));
    expect((await replayJson()).result.rules).toEqual({ added: [id], removed: [] });
  });

  it("finds plans in directories and compressed, and says which files are none", async () => {
    write("plans/deep/copy.json.gz", "");
    writeFileSync(join(directory, "plans/deep/copy.json.gz"), gzipSync(readFileSync(join(PLANS, "as-built.json"))));
    write("plans/records.json", { records: [] });
    write("plans/as-built.cdk.tf.json", {});
    const { code, result } = await replayJson();
    expect(result).toMatchObject({ plans: 2, skipped: ["records.json"], unreadable: [] });
    expect(code).toBe(0);
  });

  it("never exits 0 when a plan could not be judged, and judges the others", async () => {
    write("plans/cut-off.json", readFileSync(join(PLANS, "as-built.json"), "utf8").slice(0, -100));
    write("plans/no-archive.json.gz", "{}");
    const { code, result } = await replayJson();
    expect(result.plans).toBe(1);
    expect(result.unreadable.map(({ plan }) => plan)).toEqual(["cut-off.json", "no-archive.json.gz"]);
    expect(code).toBe(2);
  });

  it("says where it could not tell whether the rules were built", async () => {
    for (const sources of ["library", "rules"]) mkdirSync(join(directory, "policies", sources));
    const { result } = await replayJson();
    expect(result.notes.join()).toContain("OPA was not found");
  });

  it.each([
    ["no such directory", () => rmSync(join(directory, "plans"), { recursive: true }), /no such directory/],
    ["no plan", () => rmSync(join(directory, "plans", "as-built.json")), /has no plan JSON/],
    [
      "a base that is no folder of policies",
      () => rmSync(join(directory, "before", "bundle"), { recursive: true }),
      /"before" is neither a folder|Git was not found/,
    ],
    ["a base that cannot be read", () => write("before/parameters.json", "{"), /The policies of before cannot be used/],
  ])("exits 2 or 3 and explains itself with %s", async (_, change, message) => {
    change();
    const { code, out, err } = await replay();
    expect(err).toMatch(message);
    expect(out).toBe("");
    expect([2, 3]).toContain(code);
  });
});
