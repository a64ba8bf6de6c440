import type { Status } from "../policies/contract/evaluation";
import type { FormName } from "./derive";

/** What a verdict of a subject may be in another form. */
type Law = (status: Status) => readonly Status[];

const kept: Law = (status) => [status];
/** What the plan does not tell may leave open what was decided, and decides nothing else. */
const keptOrOpen: Law = (status) => [...new Set<Status>([status, "INSUFFICIENT_DATA"])];
/** Without what protected it, nothing becomes better; what is deleted itself is not judged. */
const notBetter: Law = (status) =>
  (["COMPLIANT", "NON_COMPLIANT", "INSUFFICIENT_DATA", "NOT_APPLICABLE"] as const).filter(
    (other) => other !== "COMPLIANT" || status === "COMPLIANT",
  );
const nothingToJudge: Law = () => ["NOT_APPLICABLE"];

/** Where a form is not named, the verdicts are kept. */
const LAWS: { readonly [form in FormName]?: Law } = {
  undecided: keptOrOpen,
  "undecided-data-sources": keptOrOpen,
  "undecided-module-outputs": keptOrOpen,
  "beside-undecided": keptOrOpen,
  targeted: keptOrOpen,
  unprotected: notBetter,
  forgotten: nothingToJudge,
  deleted: nothingToJudge,
  destroyed: nothingToJudge,
};

/** The statuses that a form allows where a subject expects one; what else a variant gives, its `expected.json` explains. */
export function statusesIn(form: FormName, status: Status): readonly Status[] {
  return (LAWS[form] ?? kept)(status);
}
