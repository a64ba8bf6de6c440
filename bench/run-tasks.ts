import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HcpTerraform, type Run } from "../__tests__/functions/run-task/hcp-terraform";
import { generate } from "./generate";

const COMMAND = resolve(__dirname, "..", "bin", "plangate.cjs");
const KEY = "the key of a load test on loopback";

/** So many tasks with plans of so many resources. */
export interface Load {
  readonly resources: number;
  readonly tasks: number;
}

export interface LoadResult {
  readonly tasks: number;
  /** Final statuses, by size of the plan. */
  readonly finals: { readonly [resources: number]: { readonly [status: string]: number } };
  /** What HCP Terraform received and does not allow. */
  readonly violations: readonly string[];
  /** Milliseconds: until the request was answered, and until the final status. */
  readonly answered: readonly number[];
  readonly finished: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
  /** Of the server process with its threads; null where the system does not tell. */
  readonly peakMemory: number | null;
  readonly cpuSeconds: number | null;
  /** What parsing the same plans takes one process, nothing else. */
  readonly parsingSeconds: number;
}

/**
 * Sends run tasks to a `plangate serve` of its own, all at once, on loopback, and waits until the last one is final.
 *
 * @param milliseconds after which it is given up; tasks without a final status are then missing in the result
 */
export async function loadRunTasks(loads: readonly Load[], milliseconds: number): Promise<LoadResult> {
  const plans = generatePlans(loads);
  const hcp = new HcpTerraform();
  await hcp.start();
  const server = serve(hcp);
  try {
    const url = await addressOf(server);
    const before = cpuSecondsOf(server);
    const startedAt = Date.now();
    const runs = interleaved(loads).map((resources) => ({
      resources,
      run: hcp.createRun({ plan: plans.get(resources) ?? "" }),
    }));
    const answered: number[] = [];
    const finished: number[] = [];
    const work = runs.map(async ({ run }) => {
      const { status } = await run.trigger(url, KEY);
      if (status !== 200) throw new Error(`a request was answered ${status}`);
      answered.push(Date.now() - startedAt);
      await run.finished();
      finished.push(Date.now() - startedAt);
    });
    await withinTime(Promise.all(work), milliseconds);
    return {
      tasks: runs.length,
      finals: countFinals(runs),
      violations: hcp.violations,
      answered,
      finished,
      seconds: (Date.now() - startedAt) / 1000,
      bytes: runs.reduce((sum, { resources }) => sum + (plans.get(resources)?.byteLength ?? 0), 0),
      peakMemory: peakMemoryOf(server),
      cpuSeconds: difference(cpuSecondsOf(server), before),
      parsingSeconds: parsingSeconds(loads, plans),
    };
  } finally {
    server.kill("SIGTERM");
    await hcp.stop();
  }
}

function generatePlans(loads: readonly Load[]): ReadonlyMap<number, Buffer> {
  const directory = mkdtempSync(join(tmpdir(), "plangate-load-"));
  try {
    return new Map(
      loads.map(({ resources }) => {
        const file = join(directory, `${resources}.json`);
        generate(resources, file);
        return [resources, readFileSync(file)] as const;
      }),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Large and small ones mixed, the same way each time. */
function interleaved(loads: readonly Load[]): number[] {
  const left = loads.map((load) => ({ ...load, left: load.tasks }));
  const order: number[] = [];
  while (left.some((load) => load.left > 0)) {
    for (const load of left.filter((each) => each.left > 0)) {
      load.left -= 1;
      order.push(load.resources);
    }
  }
  return order;
}

function serve(hcp: HcpTerraform): ChildProcess {
  const origins = ["--api", hcp.apiOrigin, "--downloads", hcp.archivistOrigin];
  return spawn(process.execPath, [COMMAND, "serve", "--port", "0", ...origins], {
    env: { ...process.env, PLANGATE_HMAC_KEY: KEY },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function addressOf(server: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk);
    const [url] = /http:\S+/.exec(said) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("plangate serve did not start");
}

async function withinTime(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, end]);
  clearTimeout(timer);
}

function countFinals(runs: readonly { readonly resources: number; readonly run: Run }[]): LoadResult["finals"] {
  const finals: Record<number, Record<string, number>> = {};
  for (const { resources, run } of runs) {
    // Every generated plan has flaws: a final status is only right when it says so, and not that something went wrong.
    const judged = run.message.startsWith("Denied: ") || run.message.startsWith("Approved: ");
    const status = run.final === undefined ? "missing" : judged ? run.final : "not judged";
    const counts = (finals[resources] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return finals;
}

function parsingSeconds(loads: readonly Load[], plans: ReadonlyMap<number, Buffer>): number {
  const { user: userBefore, system: systemBefore } = process.cpuUsage();
  for (const { resources, tasks } of loads) {
    for (let task = 0; task < tasks; task += 1) JSON.parse((plans.get(resources) ?? Buffer.from("0")).toString("utf8"));
  }
  const { user, system } = process.cpuUsage();
  return (user - userBefore + system - systemBefore) / 1e6;
}

/** Linux only. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function peakMemoryOf({ pid }: ChildProcess): number | null {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readProc(pid, "status")) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Linux only: user and system time in ticks of 10 ms. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuSecondsOf({ pid }: ChildProcess): number | null {
  const fields = readProc(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return fields.length < 13 ? null : (Number(fields[11]) + Number(fields[12])) / 100;
}

function readProc(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid ?? 0}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}
