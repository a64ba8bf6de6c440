import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import {
  DEFAULT_SETTINGS,
  DirectoryLedger,
  JudgePool,
  jsonLog,
  keysFromEnvironment,
  keysFromFile,
  MemoryLedger,
  parseOrigin,
  RunTaskServer,
  Slots,
  systemClock,
  type RunTaskSettings,
} from "../../../functions/run-task";
import { InputError } from "../../errors";
import { loadPolicies } from "../../evaluate";
import type { Io } from "../io";
import { packageRoot } from "../../package-root";
import { findPolicyFiles } from "../policies";
import type { ServeOptions } from "../options";
import type { WorkerData } from "./serve-worker";

/** Milliseconds that tasks get to finish when the server is told to end. */
const GRACE = 25_000;

/**
 * `plangate serve`: the run task of HCP Terraform, until SIGTERM or SIGINT. Logs go to standard error, one JSON object a line.
 *
 * @returns 0 when it was told to end and no task is lost by that, 1 otherwise
 * @throws InputError or ToolError where it cannot begin
 */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  const directory = resolve(io.cwd, options.chdir);
  const { keyFile, tasks } = options;
  const keys = keyFile === undefined ? keysFromEnvironment(io.env) : keysFromFile(resolve(directory, keyFile));
  const settings = settingsOf(options);
  const workers = options.workers === undefined ? availableParallelism() : wholeNumber("--workers", options.workers, 1);
  const port = wholeNumber("--port", options.port, 0, 65_535);
  const memory = wholeNumber("--worker-memory", options.workerMemory, 64);
  const log = jsonLog(
    (line) => io.stderr.write(line),
    () => systemClock.now(),
  );
  const policyFiles = findPolicyFiles(directory, options);
  const policies = loadPolicies(policyFiles);
  const kept = tasks === undefined ? null : new DirectoryLedger(resolve(directory, tasks), settings.maximumAge);
  const workerData: WorkerData = { policyFiles, sha256: policies.sha256 };
  const pool = new JudgePool(
    workers,
    () =>
      new Worker(join(packageRoot(), "bin", "plangate.cjs"), {
        argv: ["serve-worker"],
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: memory },
      }),
  );
  const server = new RunTaskServer({
    settings,
    keys,
    ledger: kept ?? new MemoryLedger(settings.maximumAge),
    clock: systemClock,
    log,
    judge: (task) => pool.judge(task),
    // The next plan is fetched while the workers are at theirs.
    slots: new Slots(workers + 1),
  });
  const listening = await server.listen(port, options.host);
  const unfinished = kept?.unfinished(systemClock.now()) ?? [];
  for (const task of unfinished) server.start(task);
  io.stdout.write(`plangate serves as run task on http://${options.host}:${listening}/\n`);
  log("info", "started", { policies: policies.sha256, count: unfinished.length });
  await toldToEnd();
  await server.close();
  const left = await server.end(GRACE, kept !== null);
  await pool.close();
  log("info", "ended", { count: left });
  return left === 0 || kept !== null ? 0 : 1;
}

function settingsOf({ api, downloads }: ServeOptions): RunTaskSettings {
  if (api.length === 0 && downloads.length === 0) return DEFAULT_SETTINGS;
  if (api.length === 0) {
    throw new InputError({
      what: "--downloads says where an API redirects to, but no --api is named.",
      mend: "Name both, or none for HCP Terraform.",
    });
  }
  return { ...DEFAULT_SETTINGS, origins: { api: api.map(parseOrigin), downloads: downloads.map(parseOrigin) } };
}

function wholeNumber(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new InputError({ what: `${option} takes a whole number ${range}, not ${text}.`, mend: "Correct the option." });
}

async function toldToEnd(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
