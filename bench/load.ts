import { type Load, loadRunTasks, type LoadResult } from "./run-tasks";

/** 250 tasks, as many small as an organization has, and a few that are as large as a stack can sensibly be. */
const LOADS: readonly Load[] = [
  { resources: 150, tasks: 100 },
  { resources: 500, tasks: 70 },
  { resources: 1_500, tasks: 50 },
  { resources: 5_000, tasks: 20 },
  { resources: 15_000, tasks: 10 },
];
/** Milliseconds after which what is not final is lost. */
const LIMIT = 600_000;

function print(result: LoadResult): void {
  const { cpuSeconds, parsingSeconds, peakMemory, seconds, tasks } = result;
  const lines = [
    `${tasks} run tasks at once, ${megabytes(result.bytes)} of plan JSON, Node ${process.version}`,
    ...Object.entries(result.finals).map(([size, counts]) => `  ${size} resources: ${JSON.stringify(counts)}`),
    `answered 200   p50 ${percentile(result.answered, 50)} ms, p95 ${percentile(result.answered, 95)} ms`,
    `final status   p50 ${percentile(result.finished, 50)} ms, p95 ${percentile(result.finished, 95)} ms, last ${seconds.toFixed(1)} s`,
    `throughput     ${(tasks / seconds).toFixed(1)} tasks a second`,
    `memory         ${peakMemory === null ? "unknown" : megabytes(peakMemory)} at most`,
    `processor      ${cpuSeconds === null ? "unknown" : `${cpuSeconds.toFixed(1)} s, ${(cpuSeconds / parsingSeconds).toFixed(1)} times the ${parsingSeconds.toFixed(1)} s that parsing the same plans takes`}`,
    `violations     ${result.violations.length === 0 ? "none" : result.violations.join("; ")}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function percentile(values: readonly number[], percent: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN).toFixed(0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

void loadRunTasks(LOADS, LIMIT).then((result) => {
  print(result);
  const counts = Object.values(result.finals);
  const whole = counts.every((each) => each["missing"] === undefined && each["not judged"] === undefined);
  process.exitCode = whole && result.violations.length === 0 ? 0 : 1;
});
