import { codeSpan, count, plainText } from "../../gate/report";
import type { Fleet, WorkspaceChanges } from "./fleet";

/** Everything that the report of a fleet shows. */
export interface FleetReport extends Fleet {
  readonly run: string;
  /** Digests of the policies that judged: those that are deployed, and the edited ones. */
  readonly policies: { readonly before: string; readonly after: string };
  readonly changedRules: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly notes: readonly string[];
}

/** As `plangate replay` ends: 0, 1 and 2. A plan that could not be judged may be one that is newly denied. */
export type FleetVerdict = "nothing newly denied" | "newly denied" | "not all judged";

/** Of workspaces and problems that are named; the JSON report names all of them. */
const NAMED = 200;

export function verdictOf({ notJudged, workspaces }: Fleet): FleetVerdict {
  if (notJudged.length > 0) return "not all judged";
  return workspaces.some(({ newlyFailing }) => newlyFailing) ? "newly denied" : "nothing newly denied";
}

/** For programs. The same plans under the same policies give the same bytes, the run's name apart. */
export function json(report: FleetReport): string {
  return `${JSON.stringify({ schemaVersion: "1.0.0", verdict: verdictOf(report), ...report }, null, 2)}\n`;
}

/** For the pull request that edits policies: what it means, then rules, then workspaces. */
export function markdown(report: FleetReport): string {
  const { changedRules, notJudged, notes, policies, rules, run } = report;
  const failing = report.workspaces.filter(({ newlyFailing }) => newlyFailing);
  return [
    "## What the edited policies change for the fleet",
    "",
    summaryOf(report),
    ...notes.map((note) => `\n> ${plainText(note)}`),
    ...table(
      "Rules",
      "| rule | newly failing | newly passing | otherwise changed |\n|---|---|---|---|",
      Object.entries(rules).map(
        ([rule, changes]) =>
          `| ${codeSpan(rule)} | ${[changes["newly failing"], changes["newly passing"], changes.other].map(cell).join(" | ")} |`,
      ),
    ),
    ...changedRules.added.map((rule) => `- ${codeSpan(rule)} is new`),
    ...changedRules.removed.map((rule) => `- ${codeSpan(rule)} is gone`),
    ...table(
      "Newly failing workspaces",
      "| workspace | verdict | by |\n|---|---|---|",
      failing.map((each) => `| ${codeSpan(each.workspace)} | ${verdictChange(each)} | ${causes(each)} |`),
    ),
    ...table(
      "Not judged",
      "| workspace | why |\n|---|---|",
      notJudged.map(({ workspace, problem }) => `| ${codeSpan(workspace)} | ${plainText(problem)} |`),
    ),
    "",
    `Run ${codeSpan(run)}: policies ${codeSpan(policies.before.slice(0, 12))} before, ${codeSpan(policies.after.slice(0, 12))} edited.`,
    "",
  ].join("\n");
}

/** One sentence, for the reader who reads no more. */
export function summaryOf({ plans, workspaces, notJudged }: Fleet): string {
  const failing = workspaces.filter(({ newlyFailing }) => newlyFailing).length;
  const denied = workspaces.filter(({ verdict }) => verdict?.after === "denied").length;
  const approved = workspaces.filter(({ verdict }) => verdict?.after === "approved").length;
  const counts = `${failing} newly failing, ${denied} newly denied, ${approved} newly approved, ${notJudged.length} not judged`;
  return `${count(plans, "workspace")} judged with the edited policies and with the deployed ones: ${counts}.`;
}

function table(heading: string, head: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const more = rows.length > NAMED ? [`\n${rows.length - NAMED} more are in the JSON report.`] : [];
  return ["", `### ${heading}`, "", head, ...rows.slice(0, NAMED), ...more];
}

function cell({ workspaces, resources }: { readonly workspaces: number; readonly resources: number }): string {
  return workspaces === 0 ? "" : `${count(workspaces, "workspace")}, ${count(resources, "resource")}`;
}

function verdictChange({ verdict }: WorkspaceChanges): string {
  return verdict === null ? "stays" : `${verdict.before} → **${verdict.after}**`;
}

function causes({ changes, reasons }: WorkspaceChanges): string {
  const rules = Object.entries(changes["newly failing"]).map(
    ([rule, resources]) => `${codeSpan(rule)} (${count(resources, "resource")})`,
  );
  return [...rules, ...reasons.map(plainText)].join(", ");
}
