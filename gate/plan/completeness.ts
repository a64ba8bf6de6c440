import type { TerraformPlan } from "./terraform-plan";

/** `unsaid`: the plan lacks what it would say if it were whole. */
export type Completeness = "complete" | "partial" | "unsaid";

/** Terraform writes `complete` since https://github.com/hashicorp/terraform/pull/34642, released in 1.8.0. */
const SAYS_SINCE = { major: 1, minor: 8 };
/** Where OpenTofu takes providers from whose source names no host. OpenTofu 1.10 does not write `complete`. */
const OPENTOFU = "registry.opentofu.org/";

/** Whether the plan speaks of everything the configuration has: not with `-target`, nor with deferred changes. */
export function completenessOf(plan: TerraformPlan): Completeness {
  if (plan.complete === false || (plan.deferred_changes ?? []).length > 0) return "partial";
  return plan.complete === true || !shouldSay(plan) ? "complete" : "unsaid";
}

/** Whether what made the plan writes `complete` into each plan; what is not known to be older does. */
function shouldSay({
  terraform_version: version = "",
  resource_changes: changes,
  configuration,
}: TerraformPlan): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  const older =
    major !== undefined &&
    (Number(major) < SAYS_SINCE.major || (Number(major) === SAYS_SINCE.major && Number(minor) < SAYS_SINCE.minor));
  const sources = [
    ...(changes ?? []).map(({ provider_name: name }) => name),
    ...Object.values(configuration?.provider_config ?? {}).map(({ full_name: name }) => name),
  ];
  return !older && !sources.some((source) => source?.startsWith(OPENTOFU));
}
