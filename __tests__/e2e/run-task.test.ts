import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRunTasks } from "../../bench/run-tasks";
import { HcpTerraform } from "../functions/run-task/hcp-terraform";
import { APPROVED, DENIED } from "../functions/run-task/home";

const COMMAND = join(__dirname, "..", "..", "bin", "plangate.cjs");
const KEY = "a key that is long enough";

let hcp: HcpTerraform;
let directory = "";
const servers: ChildProcess[] = [];

beforeEach(async () => {
  hcp = new HcpTerraform();
  await hcp.start();
  directory = mkdtempSync(join(tmpdir(), "plangate-serve-"));
  writeFileSync(join(directory, "key"), KEY);
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.kill("SIGKILL");
  await hcp.stop();
  rmSync(directory, { recursive: true });
  expect(hcp.violations).toEqual([]);
});

/** `plangate serve`, and where it listens. */
async function serve(...more: string[]): Promise<{ server: ChildProcess; url: string }> {
  const origins = ["--api", hcp.apiOrigin, "--downloads", hcp.archivistOrigin];
  const files = ["-C", directory, "--key-file", "key", "--tasks", "tasks"];
  const server = spawn(process.execPath, [COMMAND, "serve", "--port", "0", ...files, ...origins, ...more], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  servers.push(server);
  let said = "";
  for await (const chunk of server.stdout) {
    said += String(chunk);
    const [url] = /http:\S+/.exec(said) ?? [];
    if (url !== undefined) return { server, url };
  }
  throw new Error("it did not start");
}

function ended(server: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => server.once("exit", resolve));
}

test("approves and denies, and ends when it is told to", async () => {
  const { server, url } = await serve("--workers", "1");
  const approved = hcp.createRun({ plan: APPROVED });
  const denied = hcp.createRun({ plan: DENIED, stage: "pre_apply" });
  for (const run of [approved, denied]) expect(await run.trigger(url, KEY)).toMatchObject({ status: 200 });
  expect(await approved.finished()).toBe("passed");
  expect(await denied.finished()).toBe("failed");
  const end = ended(server);
  server.kill("SIGTERM");
  expect(await end).toBe(0);
});

test("killed in the middle and started again, it finishes what it had accepted", async () => {
  const first = await serve();
  const runs = Array.from({ length: 5 }, () => hcp.createRun({ plan: APPROVED, pendingPolls: 1 }));
  for (const run of runs) expect(await run.trigger(first.url, KEY)).toMatchObject({ status: 200 });
  const end = ended(first.server);
  first.server.kill("SIGKILL");
  await end;
  expect(runs.map(({ final }) => final)).toEqual(runs.map(() => undefined));
  await serve();
  for (const run of runs) expect(await run.finished()).toBe("passed");
});

test("a plan that takes more memory than there is fails by itself", async () => {
  const { url } = await serve("--workers", "1", "--worker-memory", "64");
  const value = "x".repeat(1000);
  const large = { format_version: "1.2", resource_changes: Array(30_000).fill({ value }) };
  const greedy = hcp.createRun({ plan: Buffer.from(JSON.stringify(large)) });
  const modest = hcp.createRun({ plan: APPROVED });
  for (const run of [greedy, modest]) expect(await run.trigger(url, KEY)).toMatchObject({ status: 200 });
  expect(await greedy.finished()).toBe("failed");
  expect(greedy.message).toMatch(/memory/);
  expect(await modest.finished()).toBe("passed");
});

test("many tasks at once: all are final and right, within bounded memory", async () => {
  const loads = [
    { resources: 150, tasks: 20 },
    { resources: 1_500, tasks: 5 },
  ];
  const result = await loadRunTasks(loads, 300_000);
  expect(result.finals).toEqual({ 150: { failed: 20 }, 1500: { failed: 5 } });
  expect(result.violations).toEqual([]);
  expect(result.peakMemory ?? 0).toBeLessThan(1.5 * 2 ** 30);
});
