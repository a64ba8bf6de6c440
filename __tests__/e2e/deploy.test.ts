import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  applyPlan,
  findEngine,
  initialize,
  planStack,
  prepareWorkspace,
  showPlan,
  synthesize,
  takeSnapshot,
  unfinishedApplies,
  acknowledgeUnfinished,
  type Engine,
  type PlanSnapshot,
  type PlannedStack,
  type Workspace,
} from "../../gate/terraform";
import { createApproval, digestConfiguration, verifyApproval, type ApprovalCheck } from "../../gate/approval";
import { first, Project } from "../gate/terraform/project";
import { approvedJudgement, POLICIES } from "../gate/approval/fixture";

const NOW = new Date("2030-01-01T00:00:00Z");
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));

function configuration(resources: Record<string, unknown>): Record<string, unknown> {
  return { terraform: { backend: { local: { path: "terraform.tfstate" } } }, resource: { terraform_data: resources } };
}

const ONE = configuration({ one: { input: "1" }, two: { input: "${terraform_data.one.output}" } });

let engine: Engine;
let project: Project;
let workspace: Workspace;

beforeAll(async () => {
  engine = await findEngine(env);
});

beforeEach(async () => {
  project = new Project({ local: ONE });
  workspace = await prepare();
});

afterEach(() => project.remove());

async function prepare(): Promise<Workspace> {
  const { stacks } = await synthesize(project.directory, { env });
  const mode = { offline: false, because: "" };
  const prepared = prepareWorkspace(first(stacks), mode, project.directory);
  await initialize(engine, [prepared], { env });
  return prepared;
}

const plan = (): Promise<PlannedStack> => planStack(engine, workspace, { env });
const apply = (snapshot: PlanSnapshot) => applyPlan(engine, workspace, snapshot, { env, now: NOW });

function resourcesInState(): string[] {
  const state = `${workspace.directory}/terraform.tfstate`;
  if (!existsSync(state)) return [];
  const { resources } = JSON.parse(readFileSync(state, "utf8")) as { resources: { name: string }[] };
  return resources.map(({ name }) => name).sort();
}

async function checkOf(snapshot: PlanSnapshot): Promise<ApprovalCheck> {
  const json = await showPlan(engine, snapshot.path, workspace.directory, { env });
  return {
    stack: "local",
    planFile: snapshot.bytes,
    planJson: JSON.parse(json.toString("utf8")),
    configuration: digestConfiguration(workspace.stack.directory),
    policies: POLICIES,
    now: NOW,
  };
}

async function approve(snapshot: PlanSnapshot): Promise<Buffer> {
  const subject = await checkOf(snapshot);
  return createApproval({ ...subject, judgement: approvedJudgement(), offline: false, gateVersion: "0.1.0" });
}

const codes = (verdict: ReturnType<typeof verifyApproval>): string[] =>
  verdict.ok ? [] : verdict.refusals.map(({ code }) => code);

test("exactly the approved plan is applied, once", async () => {
  const { planFile } = await plan();
  const snapshot = takeSnapshot(planFile, project.directory);
  expect(statSync(snapshot.path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(snapshot.path)).mode & 0o777).toBe(0o700);
  expect(verifyApproval(await approve(snapshot), await checkOf(snapshot))).toMatchObject({ ok: true });
  const messages: string[] = [];
  const result = await applyPlan(engine, workspace, snapshot, {
    env,
    now: NOW,
    onProgress: ({ message }) => messages.push(message),
  });
  expect(result).toEqual({ added: 2, changed: 0, destroyed: 0 });
  expect(messages.join("\n")).toMatch(/terraform_data\.two: Creation complete/);
  expect(resourcesInState()).toEqual(["one", "two"]);
  expect(existsSync(snapshot.path)).toBe(false);
  expect(unfinishedApplies(project.directory)).toEqual([]);
  expect(await plan()).toMatchObject({ changes: false, plannedChanges: 0 });

  await expect(apply(takeSnapshot(planFile, project.directory))).rejects.toMatchObject({
    exitCode: 2,
    problem: { what: expect.stringContaining("applied before") },
  });
});

test("the original may be swapped after the snapshot: the snapshot is what is applied", async () => {
  const { planFile } = await plan();
  const snapshot = takeSnapshot(planFile, project.directory);
  writeFileSync(planFile, "something else");
  await apply(snapshot);
  expect(resourcesInState()).toEqual(["one", "two"]);
});

test("a snapshot that is swapped itself is refused, and nothing is applied", async () => {
  const snapshot = takeSnapshot((await plan()).planFile, project.directory);
  project.change({ local: configuration({ evil: { input: "1" } }) });
  workspace = await prepare();
  writeFileSync(snapshot.path, readFileSync((await plan()).planFile));
  await expect(apply(snapshot)).rejects.toMatchObject({
    exitCode: 3,
    problem: { what: expect.stringContaining("nothing was applied") },
  });
  expect(resourcesInState()).toEqual([]);
});

test("one flipped byte, another plan of the same change, another change: each has its own refusal", async () => {
  const snapshot = takeSnapshot((await plan()).planFile, project.directory);
  const approval = await approve(snapshot);
  const check = await checkOf(snapshot);

  const flipped = Buffer.from(snapshot.bytes);
  flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
  expect(codes(verifyApproval(approval, { ...check, planFile: flipped }))).toEqual(["plan-file-changed"]);

  // Two plans of one second are the same bytes: their only difference is the time, to the second.
  await sleep(1_100);
  const second = await checkOf(takeSnapshot((await plan()).planFile, project.directory));
  expect(codes(verifyApproval(approval, second))).toEqual(["plan-file-changed"]);

  project.change({ local: configuration({ one: { input: "2" } }) });
  workspace = await prepare();
  const other = await checkOf(takeSnapshot((await plan()).planFile, project.directory));
  expect(codes(verifyApproval(approval, other)).sort()).toEqual([
    "configuration-changed",
    "plan-changed",
    "plan-file-changed",
  ]);
});

test("a stale plan is refused by Terraform; the error says how to go on", async () => {
  await apply(takeSnapshot((await plan()).planFile, project.directory));
  project.change({ local: configuration({ one: { input: "2" } }) });
  workspace = await prepare();
  const stale = takeSnapshot((await plan()).planFile, project.directory);
  project.change({ local: configuration({ one: { input: "3" } }) });
  workspace = await prepare();
  await apply(takeSnapshot((await plan()).planFile, project.directory));
  await expect(apply(stale)).rejects.toMatchObject({
    exitCode: 3,
    problem: { what: expect.stringContaining("Saved plan is stale"), mend: expect.stringContaining("again") },
  });
});

test("a part that fails leaves the rest in the state, and the next plan is what is left", async () => {
  const failing = { provisioner: [{ "local-exec": { command: "exit 1" } }], depends_on: ["terraform_data.one"] };
  project.change({ local: configuration({ one: { input: "1" }, two: failing }) });
  workspace = await prepare();
  await expect(apply(takeSnapshot((await plan()).planFile, project.directory))).rejects.toMatchObject({
    exitCode: 3,
    problem: { what: expect.stringContaining("local-exec"), mend: expect.stringContaining("Nothing is rolled back") },
  });
  expect(resourcesInState()).toContain("one");
  expect(unfinishedApplies(project.directory)).toEqual([]);
  project.change({ local: ONE });
  workspace = await prepare();
  await apply(takeSnapshot((await plan()).planFile, project.directory));
  expect(await plan()).toMatchObject({ changes: false });
});

describe("interrupted", () => {
  const SLOW = configuration({
    first: { input: "1" },
    slow: { provisioner: [{ "local-exec": { command: "sleep 3" } }], depends_on: ["terraform_data.first"] },
    last: { input: "3", depends_on: ["terraform_data.slow"] },
  });

  beforeEach(async () => {
    project.change({ local: SLOW });
    workspace = await prepare();
  });

  /** The engine in a process of its own, so that it can be killed. */
  function inAnotherProcess(step: "plan" | "apply", planFile = "") {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", require.resolve("../gate/terraform/one-step.ts"), step, project.directory, planFile],
      { env, stdio: ["ignore", "pipe", "inherit"], detached: true },
    );
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const saw = (text: string): Promise<void> =>
      new Promise((resolve) => {
        let output = "";
        child.stdout.on("data", (chunk: Buffer) => {
          output += chunk.toString("utf8");
          if (output.includes(text)) resolve();
        });
      });
    return { child, ended, saw };
  }

  test("kill -9 of the gate while it applies: Terraform goes on, keeps its state, and the next run is told", async () => {
    const { child, ended, saw } = inAnotherProcess("apply", (await plan()).planFile);
    await saw("terraform_data.slow");
    child.kill("SIGKILL");
    await ended;
    const [unfinished] = unfinishedApplies(project.directory);
    expect(unfinished).toMatchObject({ stack: "local", running: true });
    while (unfinishedApplies(project.directory)[0]?.running) await sleep(200);
    expect(resourcesInState()).toEqual(["first", "last", "slow"]);
    expect(unfinishedApplies(project.directory)[0]?.log).toContain("Apply complete");
    acknowledgeUnfinished(project.directory, unfinished?.planSha256 ?? "");
    expect(unfinishedApplies(project.directory)).toEqual([]);
    expect(await plan()).toMatchObject({ changes: false });
  });

  test("SIGINT to the gate while it applies: Terraform ends what it has begun and starts nothing more", async () => {
    const { child, ended, saw } = inAnotherProcess("apply", (await plan()).planFile);
    await saw("terraform_data.slow");
    child.kill("SIGINT");
    expect(await ended).toBe(3);
    expect(resourcesInState()).not.toContain("last");
    expect(resourcesInState()).toContain("first");
    expect(unfinishedApplies(project.directory)).toEqual([]);
  });

  test("kill -9 of the gate while it plans leaves nothing that a later run takes", async () => {
    const { child, ended, saw } = inAnotherProcess("plan");
    await saw("planning");
    child.kill("SIGKILL");
    await ended;
    // Terraform itself comes to its end, and holds the lock until then.
    const next = await planStack(engine, workspace, { env, plan: { lockTimeout: "30s" } });
    expect(next.plannedChanges).toBe(3);
    expect(resourcesInState()).toEqual([]);
  });
});
