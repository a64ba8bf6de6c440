import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JudgedEvaluation, Judgement } from "../../decision";
import type { Exemption, ExemptionSettings } from "../../evaluate";
import { sandboxHome } from "./copies";

const FINE: readonly JudgedEvaluation["status"][] = ["COMPLIANT", "NOT_APPLICABLE"];

/**
 * Findings that a stack has in the sandbox only, because what makes it comply is left out there: a database whose backup
 * selection the stand-in cannot hold. The verdict on them is the one on the whole stack.
 */
export function excusesFor(whole: Judgement, sandboxed: Judgement): readonly JudgedEvaluation[] {
  const key = ({ rule, resource }: JudgedEvaluation): string => `${rule} ${resource}`;
  const known = new Set(whole.evaluations.map(key));
  const found = new Set(whole.evaluations.filter(({ status }) => !FINE.includes(status)).map(key));
  return sandboxed.evaluations.filter(
    (evaluation) =>
      evaluation.enforcement === "mandatory" &&
      evaluation.exemption === null &&
      !FINE.includes(evaluation.status) &&
      known.has(key(evaluation)) &&
      !found.has(key(evaluation)),
  );
}

/** The exemptions of each stack that was not judged by the project's own. */
interface Kept {
  readonly [stack: string]: readonly Exemption[];
}

/**
 * Writes the exemptions that judge the sandbox. The stacks judged now get those of the project that stand for something in the
 * sandbox, and one for each excuse; what earlier deploys have excused in other stacks is kept.
 *
 * @param settings The project's own.
 * @param judged The sandbox's stacks with their excuses.
 * @returns The file; it is part of what an approval binds.
 */
export function writeExemptions(
  project: string,
  settings: ExemptionSettings,
  judged: readonly { readonly judgement: Judgement; readonly excuses: readonly JudgedEvaluation[] }[],
  now: Date,
): string {
  const latest = Object.fromEntries(
    judged.map(({ judgement, excuses }) => [
      judgement.plan.stack,
      [
        ...settings.exemptions.filter((exemption) => isUsed(exemption, judgement)),
        ...excusing(judgement, excuses, now),
      ],
    ]),
  );
  const kept = { ...readKept(project), ...latest };
  writeFileSync(keptFile(project), JSON.stringify(kept, null, 2), { mode: 0o600 });
  return merge(project, settings, kept);
}

/**
 * The exemptions by which sandboxes of the project were judged.
 *
 * @param settings The project's own, which hold for stacks that needed none besides.
 * @returns null: those are all.
 */
export function writtenExemptions(project: string, settings: ExemptionSettings): string | null {
  const kept = readKept(project);
  return Object.keys(kept).length === 0 ? null : merge(project, settings, kept);
}

/** What was excused holds for the sandbox that it was written for: a stack that is applied anew, or destroyed, begins without. */
export function forgetExemptions(project: string, stacks: readonly string[]): void {
  const rest = Object.entries(readKept(project)).filter(([stack]) => !stacks.includes(stack));
  if (rest.length > 0) {
    writeFileSync(keptFile(project), JSON.stringify(Object.fromEntries(rest), null, 2), { mode: 0o600 });
  } else {
    rmSync(keptFile(project), { force: true });
  }
}

function isUsed(exemption: Exemption, { plan, evaluations }: Judgement): boolean {
  return (
    plan.stack === exemption.stack &&
    evaluations.some(
      ({ rule, exemption: applied }) =>
        rule === exemption.rule && applied?.reason === exemption.reason && applied.ticket === exemption.ticket,
    )
  );
}

/** One exemption for each rule and resource, however often the rule says something of it. */
function excusing({ plan }: Judgement, excuses: readonly JudgedEvaluation[], now: Date): readonly Exemption[] {
  // The next day as well: a run may go on over midnight.
  const expires = new Date(now.getTime() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const byFinding = new Map(excuses.map(({ rule, resource }) => [`${rule} ${resource}`, { rule, resource }]));
  return [...byFinding.values()].map(({ rule, resource }) => ({
    stack: plan.stack,
    rule,
    resource,
    reason: "Compliant in the whole stack; what makes it so is left out of the sandbox.",
    owner: "sandbox",
    ticket: "plangate-deploy-sandbox",
    expires,
  }));
}

/** Writes the file that the gate reads. */
function merge(project: string, { maximumDays, exemptions }: ExemptionSettings, kept: Kept): string {
  const others = exemptions.filter(({ stack }) => !Object.hasOwn(kept, stack));
  const merged: ExemptionSettings = { maximumDays, exemptions: [...others, ...Object.values(kept).flat()] };
  const file = join(sandboxHome(project), "exemptions.json");
  writeFileSync(file, JSON.stringify(merged, null, 2), { mode: 0o600 });
  return file;
}

function readKept(project: string): Kept {
  const file = keptFile(project);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : {};
}

function keptFile(project: string): string {
  return join(sandboxHome(project), "excused.json");
}
