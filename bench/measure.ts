import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What one run of a command took, in milliseconds. */
export interface Usage {
  readonly wall: number;
  /** User and system time of the process and its threads. */
  readonly cpu: number;
}

/** Bash's own clock: the same for every program, to the millisecond. The last line is the exit code. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; output=$1; shift; { time "$@" >"$output" 2>&1; } 2>&1; echo $?';

/**
 * Runs a command once.
 *
 * @param codes Exit codes that mean that it did its work.
 * @param output File that its output goes to.
 * @param timeout Milliseconds after which it is given up.
 * @returns null when it was given up.
 * @throws Error when it did not do its work.
 */
export function measure(
  command: readonly string[],
  { codes, output, timeout }: { readonly codes: readonly number[]; readonly output: string; readonly timeout: number },
): Usage | null {
  const { stdout, error } = spawnSync("bash", ["-c", TIMED, "bash", output, ...command], { encoding: "utf8", timeout });
  const [real, user, system, code] = stdout.trim().split(/\s+/).map(Number);
  if (error || real === undefined || user === undefined || system === undefined || code === undefined) {
    return null;
  }
  if (!codes.includes(code)) {
    throw new Error(`exit code ${code}: ${command.join(" ")}\n${readFileSync(output, "utf8").slice(0, 2000)}`);
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
