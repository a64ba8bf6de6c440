/** Where things lie in the bucket of plans. */
export const PLANS = "plans/";
export const CONFIGURATIONS = "configurations/";
export const POLICIES = "policies/";
export const REPLAYS = "replays/";

/** The latest plan of a workspace, gzipped plan JSON: a copy of the folder is one that `plangate replay` reads. */
export function planKey(workspace: string): string {
  return `${PLANS}${workspace}.json.gz`;
}

/** The cdk.tf.json that the plan was made from, gzipped. Apart from the plans, of which each object is one to be replayed. */
export function configurationKey(workspace: string): string {
  return `${CONFIGURATIONS}${workspace}.cdk.tf.json.gz`;
}

/** Policies, packed, under the digest by which reports and approvals know them. */
export function policiesKey(sha256: string): string {
  return `${POLICIES}${sha256}.zip`;
}

/** What the replay of one plan found. */
export function resultKey(run: string, workspace: string): string {
  return `${resultsPrefix(run)}${workspace}.json`;
}

export function resultsPrefix(run: string): string {
  return `${REPLAYS}${run}/results/`;
}

export function reportKey(run: string, format: "json" | "md"): string {
  return `${REPLAYS}${run}/report.${format}`;
}
