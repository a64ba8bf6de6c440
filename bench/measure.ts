import { spawnSync } from "node:child_process";

/** What one run of a command took, in milliseconds. */
export interface Usage {
  readonly wall: number;
  /** User and system time of the process and its threads. */
  readonly cpu: number;
}

/** Bash's own clock: the same for every program, to the millisecond. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>&1; } 2>&1; exit 0';

/**
 * Runs a command once.
 *
 * @param timeout Milliseconds after which it is given up.
 * @returns null when it was given up.
 */
export function measure(command: readonly string[], timeout: number): Usage | null {
  const { stdout, error } = spawnSync("bash", ["-c", TIMED, "bash", ...command], { encoding: "utf8", timeout });
  const [real, user, system] = stdout.trim().split(" ").map(Number);
  if (error || real === undefined || user === undefined || system === undefined) {
    return null;
  }
  return { wall: real * 1000, cpu: (user + system) * 1000 };
}

/** @throws Error for no numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) {
    throw new Error("there is no median of nothing");
  }
  return (low + high) / 2;
}
