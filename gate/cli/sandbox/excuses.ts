import { existsSync, rmSync, writeFileSync } from "node:fs";
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

/**
 * Writes the exemptions that judge the sandbox: those of the project that stand for something in it, and one for each excuse.
 *
 * @param judged The sandbox's stacks with their excuses.
 * @returns The file; it is part of what an approval binds.
 */
export function writeExemptions(
  project: string,
  { maximumDays, exemptions }: ExemptionSettings,
  judged: readonly { readonly judgement: Judgement; readonly excuses: readonly JudgedEvaluation[] }[],
  now: Date,
): string {
  const used = (exemption: Exemption): boolean =>
    judged.some(
      ({ judgement }) =>
        judgement.plan.stack === exemption.stack &&
        judgement.evaluations.some(
          ({ rule, exemption: applied }) =>
            rule === exemption.rule && applied?.reason === exemption.reason && applied.ticket === exemption.ticket,
        ),
    );
  const excused = new Map(
    judged.flatMap(({ judgement, excuses }) =>
      excuses.map(({ rule, resource }) => [
        `${judgement.plan.stack} ${rule} ${resource}`,
        {
          stack: judgement.plan.stack,
          rule,
          resource,
          reason: "Compliant in the whole stack; what makes it so is left out of the sandbox.",
          owner: "sandbox",
          ticket: "plangate-deploy-sandbox",
          // The next day as well: a run may go on over midnight.
          expires: new Date(now.getTime() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
        },
      ]),
    ),
  );
  const file = exemptionsFile(project);
  const settings: ExemptionSettings = { maximumDays, exemptions: [...exemptions.filter(used), ...excused.values()] };
  writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
  return file;
}

/** The exemptions that the last `deploy --sandbox` was judged by; null: it needed none of its own. */
export function writtenExemptions(project: string): string | null {
  const file = exemptionsFile(project);
  return existsSync(file) ? file : null;
}

/** What was excused holds for the sandbox that it was written for. */
export function forgetExemptions(project: string): void {
  rmSync(exemptionsFile(project), { force: true });
}

function exemptionsFile(project: string): string {
  return join(sandboxHome(project), "exemptions.json");
}
