import { execFile, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { ToolError } from "../gate/errors";
import type { Run } from "./options";
import type { Measured } from "./summary";

/** What CI builds; another of the same major version does as well. */
const VERSION = "2.2.0";
const INSTALL = `Install k6 ${VERSION}: .ci/tools k6, or any k6 2 on PATH, or set PLANGATE_K6 to the executable.`;

/** Exit code of k6 for a run that was whole and broke a threshold. */
const THRESHOLDS_BROKEN = 99;

/** Seconds that a site gets before a run against what is down may be given up. */
const PATIENCE = 30;

/** Where the results of a run go. */
export interface Results {
  /** k6's summary. */
  readonly json: string;
  /** k6's dashboard of the run: one file that needs nothing else. */
  readonly html: string;
}

/**
 * The executable that PLANGATE_K6 names; else the one of the project's tool cache, else one on PATH.
 *
 * @throws ToolError when there is none
 */
export async function findK6(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = env["PLANGATE_K6"];
  for (const path of named ? [named] : candidates(env)) {
    if (await isK6(path)) return path;
  }
  throw new ToolError({
    what: named ? "PLANGATE_K6 names no k6 2." : "Load is made by k6, which is not there.",
    mend: INSTALL,
  });
}

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  const cache = join(env["HOME"] ?? homedir(), ".cache", "plangate-tools", `k6-v${VERSION}`);
  const executable = process.platform === "win32" ? "k6.exe" : "k6";
  return [cache, ...(env["PATH"] ?? "").split(delimiter).filter(Boolean)].map((each) => join(each, executable));
}

async function isK6(path: string): Promise<boolean> {
  try {
    accessSync(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ["version"]);
    return stdout.startsWith("k6 v2.");
  } catch {
    return false;
  }
}

/**
 * Lets k6 play a run; its progress is seen meanwhile.
 *
 * @returns what it measured, whether thresholds were kept or broken
 * @throws ToolError where k6 came to no result
 */
export async function play(k6: string, run: Run, results: Results): Promise<Measured> {
  rmSync(results.json, { force: true });
  const seconds = run.rampUp + run.hold;
  const env = {
    ...process.env,
    PAGE: run.url,
    USERS: String(run.users),
    RAMP_UP: `${run.rampUp}s`,
    HOLD: `${run.hold}s`,
    ERRORS: String(run.errors),
    P95: String(run.p95),
    PATIENCE: `${Math.min(PATIENCE, run.rampUp)}s`,
    SUMMARY: results.json,
    K6_NO_USAGE_REPORT: "true",
    K6_WEB_DASHBOARD: "true",
    // No server; the page is written at the end.
    K6_WEB_DASHBOARD_PORT: "-1",
    // It draws lines through points, of which a short run needs more.
    K6_WEB_DASHBOARD_PERIOD: seconds < 120 ? "1s" : "10s",
    K6_WEB_DASHBOARD_EXPORT: results.html,
  };
  const child = spawn(k6, ["run", join(__dirname, "visit.ts")], { env, stdio: ["ignore", "inherit", "inherit"] });
  // An interrupt reaches k6, too, which then ends by itself; this process stays to say so.
  const wait = () => undefined;
  process.on("SIGINT", wait);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => process.off("SIGINT", wait));
  if (code !== 0 && code !== THRESHOLDS_BROKEN) {
    throw new ToolError({
      what: `k6 came to no result (exit code ${code}).`,
      where: run.url,
      mend: "See what it said above.",
    });
  }
  return JSON.parse(readFileSync(results.json, "utf8")) as Measured;
}
