import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../json";
import { parseMessage } from "./diagnostics";
import { writeAtomically } from "./private-directory";
import type { UnfinishedApply } from "./types";

/** What is kept of an apply: begun before Terraform starts, ended when it is known how it ended. */
export interface ApplyRecord {
  readonly stack: string;
  readonly planSha256: string;
  /** Digest of the configuration that was planned, as the approval names it; null where nobody gave one. */
  readonly configuration: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Process id of terraform while it runs. */
  readonly pid: number | null;
  /** Null: not known, which is what a killed gate leaves. */
  readonly ended: "applied" | "failed" | "acknowledged" | null;
}

export function applyLog(directory: string): string {
  return join(directory, "apply.jsonl");
}

export function recordApply(directory: string, record: ApplyRecord): void {
  writeAtomically(join(directory, "record.json"), JSON.stringify(record, null, 2));
}

/** Applies that started in this project and whose end is not recorded. Ask before each deploy, and say so. */
export function unfinishedApplies(projectDirectory: string): readonly UnfinishedApply[] {
  const applies = join(projectDirectory, ".plangate", "applies");
  if (!existsSync(applies)) return [];
  return readdirSync(applies).flatMap((planSha256) => {
    const directory = join(applies, planSha256);
    const record = readRecord(directory);
    if (record?.ended !== null) return [];
    const log = existsSync(applyLog(directory)) ? readFileSync(applyLog(directory), "utf8") : "";
    const running = record.pid !== null && isRunning(record.pid);
    return [{ stack: record.stack, planSha256, startedAt: record.startedAt, log, running, inFlight: inFlight(log) }];
  });
}

/**
 * What Terraform had begun and not ended, by its own log: `aws_vpc.main: creating`. Whether it came about, only AWS knows: a
 * resource that was being created may exist without being in the state.
 */
export function inFlight(log: string): readonly string[] {
  const begun = new Map<string, string>();
  for (const line of log.split("\n")) {
    const message = parseMessage(line);
    const { hook } = message ?? {};
    if (message === null || !isObject(hook) || !isObject(hook["resource"])) continue;
    const address = String(hook["resource"]["addr"]);
    const type = String(message["type"]);
    if (type === "apply_start") begun.set(address, DOING[String(hook["action"])] ?? String(hook["action"]));
    else if (type === "apply_complete" || type === "apply_errored") begun.delete(address);
  }
  return [...begun].map(([address, doing]) => `${address}: ${doing}`);
}

const DOING: { readonly [action: string]: string } = { create: "creating", update: "changing", delete: "destroying" };

/** The newest apply of a stack in this project that went through; null when none is recorded. */
export function lastApply(projectDirectory: string, stack: string): ApplyRecord | null {
  const applies = join(projectDirectory, ".plangate", "applies");
  if (!existsSync(applies)) return null;
  return readdirSync(applies)
    .flatMap((planSha256) => readRecord(join(applies, planSha256)) ?? [])
    .filter((record) => record.stack === stack && record.ended === "applied")
    .reduce<ApplyRecord | null>(
      (last, record) => (last !== null && last.startedAt >= record.startedAt ? last : record),
      null,
    );
}

/** Records that a person has looked at an unfinished apply: it is not reported again. */
export function acknowledgeUnfinished(projectDirectory: string, planSha256: string): void {
  const directory = join(projectDirectory, ".plangate", "applies", planSha256);
  const record = readRecord(directory);
  if (record?.ended === null) recordApply(directory, { ...record, ended: "acknowledged" });
}

function readRecord(directory: string): ApplyRecord | null {
  try {
    const record: unknown = JSON.parse(readFileSync(join(directory, "record.json"), "utf8"));
    return isObject(record) ? (record as unknown as ApplyRecord) : null;
  } catch {
    // Killed between making the directory and the first record: Terraform had not started.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, "EPERM");
  }
}

export function isErrorCode(error: unknown, code: string): boolean {
  return isObject(error) && error["code"] === code;
}
