import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Exemption } from "../../../gate/evaluate";
import { run } from "../../../gate/cli/run";
import { surroundings } from "./surroundings";

const PLAN = join(__dirname, "..", "..", "plans", "as-built.json");
const GROUP = "aws_security_group.web-tier_Midterm-Security-group_E3E214B4";
const NOW = new Date("2026-03-10T12:00:00Z");
let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "plangate-exemptions-"))));
afterEach(() => rmSync(directory, { recursive: true }));

beforeAll(() => jest.useFakeTimers({ now: NOW, doNotFake: ["nextTick", "setImmediate"] }));
afterAll(() => jest.useRealTimers());

const days = (number: number) => new Date(NOW.getTime() + number * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

function exemption(changes: Partial<Exemption> = {}): Exemption {
  return {
    stack: "as-built",
    rule: "INCOMING_SSH_DISABLED",
    resource: GROUP,
    reason: "It is the standing proof that the gate refuses it.",
    owner: "security",
    ticket: "SEC-1",
    expires: days(30),
    ...changes,
  };
}

async function list(
  entries: readonly Exemption[],
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const file = join(directory, "exemptions.json");
  writeFileSync(file, JSON.stringify({ maximumDays: 90, exemptions: entries }));
  const io = surroundings({ cwd: directory });
  return { code: await run(["exemptions", "--exemptions", file, ...args], io), ...io.said };
}

describe("exemptions", () => {
  it("lists each with days left, reason, owner and ticket, and exits 0", async () => {
    const { code, out } = await list([exemption()]);
    expect(out).toMatch(
      new RegExp(`^ {2}INCOMING_SSH_DISABLED {2}${GROUP} {2}30 days left \\(until ${days(30)}\\)$`, "m"),
    );
    expect(out).toContain("It is the standing proof that the gate refuses it. (security, SEC-1)");
    expect(out).toContain("1 exemption, all valid");
    expect(code).toBe(0);
  });

  it("says so where there are none", async () => {
    expect(await list([])).toMatchObject({ code: 0, out: "0 exemptions, all valid; at most 90 days ahead\n" });
  });

  it.each<[string, Partial<Exemption>, string]>([
    ["expired", { expires: days(-2) }, "expired on"],
    ["too far ahead", { expires: days(200) }, "more than 90 days ahead"],
    ["too wide", { resource: "aws_security_group.*" }, "too wide"],
    ["of a rule that there is not", { rule: "NO_SUCH_RULE" }, "of a rule that there is not"],
  ])("says what is wrong with one that is %s, and exits 1", async (_, changes, message) => {
    const { code, out } = await list([exemption(), exemption({ stack: "other", ...changes })]);
    expect(out).toContain(message);
    expect(out).toContain("2 exemptions, 1 of them invalid");
    expect(code).toBe(1);
  });

  it("shows which findings each allows when it is given the plan, also compressed", async () => {
    const plan = join(directory, "as-built.json.gz");
    writeFileSync(plan, gzipSync(readFileSync(PLAN)));
    for (const file of [PLAN, plan]) {
      const { code, out } = await list([exemption({ resource: "aws_security_group.web-tier_*" })], file);
      expect(out).toContain(`    allows ${GROUP}\n`);
      expect(out.match(/allows/g)).toHaveLength(2);
      expect(code).toBe(0);
    }
  });

  it("finds the unused among them", async () => {
    const { code, out } = await list([exemption(), exemption({ rule: "ENCRYPTED_VOLUMES" })], PLAN);
    expect(out).toContain("invalid: is unused: it allows no finding of this plan");
    expect(code).toBe(1);
  });

  it("says where a plan is of a stack that no exemption is of", async () => {
    const { code, out } = await list([exemption({ stack: "as-buit" })], PLAN);
    expect(out).toContain("note  no exemption is of the stack as-built, whose plan was given");
    expect(code).toBe(0);
  });

  it("says where an exemption by its path meets a plan that has no paths", async () => {
    const bare = join(directory, "as-built.json");
    writeFileSync(bare, readFileSync(PLAN));
    const { code, out } = await list([exemption({ resource: "as-built/web-tier/Midterm-Security-group" })], bare);
    expect(out).toContain(
      "note  the plan of as-built has no construct paths: keep its cdk.tf.json beside it as as-built.cdk.tf.json",
    );
    expect(code).toBe(1);
    expect((await list([exemption()], bare)).out).not.toContain("note");
  });

  it("writes JSON for programs", async () => {
    const { out } = await list([exemption()], "--format", "json", PLAN);
    expect(JSON.parse(out)).toEqual({
      maximumDays: 90,
      exemptions: [
        {
          ...exemption(),
          daysLeft: 30,
          problem: null,
          unused: null,
          findings: [{ rule: "INCOMING_SSH_DISABLED", address: GROUP, path: null }],
        },
      ],
    });
  });

  it("exits 2 where a plan cannot be read", async () => {
    const { code, err } = await list([exemption()], "nothing.json");
    expect(err).toContain("nothing.json");
    expect(code).toBe(2);
  });
});
