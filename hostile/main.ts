import { parseArgs } from "node:util";
import { runRule, type Outcome } from "./run";
import { seeded } from "./variations";
import { findViolations } from "./violations";

const OUTCOMES: readonly Outcome[] = ["NON_COMPLIANT", "INSUFFICIENT_DATA", "refused", "NOT_APPLICABLE", "COMPLIANT"];

/** `npm run test:hostile`: see the README. */
function main(): number {
  const { values } = parseArgs({
    options: {
      variations: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      rule: { type: "string" },
      mended: { type: "boolean", default: false },
    },
  });
  const [variations, seed] = [Number(values.variations), Number(values.seed)];
  const violations = [...findViolations()].filter(([id]) => values.rule === undefined || id === values.rule);
  process.stdout.write(`seed ${seed}, ${variations} variations of violations of ${violations.length} rules\n`);
  const totals = new Map<string, number>();
  const add = (name: string, count: number) => totals.set(name, (totals.get(name) ?? 0) + count);
  const wrong: string[] = [];
  violations.forEach(([id, own], i) => {
    // Together exactly as many as asked for; each rule with numbers of its own, so that it can be tried alone.
    const count =
      Math.floor(((i + 1) * variations) / violations.length) - Math.floor((i * variations) / violations.length);
    const result = runRule(own, count, seeded(seed + hash(id)));
    const counts = Object.entries(result.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    process.stdout.write(`${id}: ${counts.join(", ")}; mended ${result.mended.length}, wrong ${result.wrong.length}\n`);
    for (const [outcome, found] of Object.entries(result.outcomes)) add(outcome, found);
    add("mended", result.mended.length);
    if (values.mended) for (const line of result.mended) process.stdout.write(`  ${line}\n`);
    wrong.push(...result.wrong);
  });
  for (const line of wrong) process.stdout.write(`${line}\n`);
  const all = [...OUTCOMES, "absent", "crashed", "mended"].map((name) => `${totals.get(name) ?? 0} ${name}`);
  process.stdout.write(`seed ${seed}: ${all.join(", ")}; ${wrong.length} wrong\n`);
  return wrong.length === 0 ? 0 : 1;
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return sum;
}

process.exitCode = 3;
process.exitCode = main();
