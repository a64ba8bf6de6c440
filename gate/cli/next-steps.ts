import { relative } from "node:path";
import { bundledPolicies, packageRoot } from "../package-root";
import { wasJudged } from "../decision";
import type { Run, Style } from "../report";
import type { Io } from "./io";
import { findPolicyFiles, type PolicyOptions } from "./policies";
import type { ReportTarget } from "./reports";

/** What the command line asked for. */
interface Asked {
  /** The project. */
  readonly directory: string;
  readonly targets: readonly ReportTarget[];
  readonly policyOptions: PolicyOptions;
}

/**
 * Says to somebody who reads the terminal how to go on from a denial by rules that are not the project's own: they have not
 * chosen them, and what they ask for can be set.
 */
export function sayNextSteps(
  { stacks }: Run,
  { targets, policyOptions, directory }: Asked,
  io: Pick<Io, "stderr">,
  style: Style,
): void {
  const isRead = targets.some(({ format, file }) => format === "text" && file === null);
  const isDenied = stacks.some(({ judgement }) => judgement.verdict !== "approved" && wasJudged(judgement));
  const inPackage = relative(directory, bundledPolicies());
  const isOwn =
    directory === packageRoot() || findPolicyFiles(directory, policyOptions).directory !== bundledPolicies();
  if (!isRead || !isDenied || isOwn) return;
  io.stderr.write(`
${style.strong("next")}  Mend what is named above, or see what a rule is about: plangate rules ID
      These are the rules that come with plangate. What they ask for is set in policies/parameters.json, and policies/exemptions.json
      lets single resources deviate, with a reason and an end; files to begin with are in ${inPackage}.
`);
}
