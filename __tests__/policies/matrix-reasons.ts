import type { ReadAttribute, ReadAttributes } from "../../recording/attributes";
import type { RuleMetadata } from "../../policies/contract/rule";
import { relations, type CaseClass } from "./matrix";

/** Why a class of cases does not apply to a rule. */
export interface Reason {
  readonly why: string;
  readonly classes: readonly CaseClass[];
  readonly holds: (rule: RuleMetadata, attributes: ReadAttributes) => boolean;
}

/** What joins resources and what is made of other settings: nobody writes it to set something. */
const MADE: ReadonlySet<string> = new Set(["id", "arn", "tags_all"]);

/** What a rule reads of what it judges, as far as an author can write it. */
function settings(rule: RuleMetadata, attributes: ReadAttributes): ReadAttribute[] {
  return rule.resources.flatMap((type) =>
    (rule.reads[type] ?? []).flatMap((name) => {
      const attribute = attributes[type]?.[name];
      return attribute?.settable === true && !MADE.has(name) ? [attribute] : [];
    }),
  );
}

/** What it reads at all, of companions as well. */
function everything({ reads }: RuleMetadata, attributes: ReadAttributes): ReadAttribute[] {
  return Object.entries(reads).flatMap(([type, names]) => names.flatMap((name) => attributes[type]?.[name] ?? []));
}

/** These types and those that they name, directly or through others. */
function namedBy(types: readonly string[]): Set<string> {
  const found = new Set(types);
  for (const type of found) {
    const targets = Object.values(relations.links[type] ?? {}).flat();
    for (const target of targets) found.add(target.replace(/\..*$/, ""));
  }
  return found;
}

const named =
  (...ids: readonly string[]) =>
  ({ id }: RuleMetadata) =>
    ids.includes(id);

/** By what a rule says of itself and what the provider's schema says of that; a name only where neither tells. */
export const REASONS: readonly Reason[] = [
  {
    why: "A plan never shows it: AWS Config watches it at run time, and the rule says so of every resource.",
    classes: ["compliant", "non-compliant", "update that removes protection"],
    holds: ({ runtime, reasons }) => runtime !== undefined && Object.keys(reasons).every((name) => name === "runtime"),
  },
  {
    why: "Nothing that it reads of what it judges can be left out.",
    classes: ["unset"],
    holds: (rule, attributes) =>
      settings(rule, attributes).every(({ required, optional }) => required && optional.length === 0),
  },
  {
    why: "Nothing that it reads of what it judges is an attribute that can be left out, and so be null.",
    classes: ["null"],
    holds: (rule, attributes) =>
      settings(rule, attributes).every(({ required, block, optional }) => (required || block) && optional.length === 0),
  },
  {
    why: "Of what it judges it reads nothing that an author writes, only what belongs to it or that it is there.",
    classes: ["null", "unset", "unknown by reference", "unknown by data source", "module output", "sensitive"],
    holds: (rule, attributes) => settings(rule, attributes).length === 0,
  },
  {
    why: "Nothing that it reads has elements.",
    classes: ["literal beside an unknown"],
    holds: (rule, attributes) => !everything(rule, attributes).some(({ many }) => many),
  },
  {
    why: "It asks only whether something is there: what takes that away deletes it.",
    classes: ["update that removes protection"],
    holds: (rule, attributes) => settings(rule, attributes).length === 0,
  },
  {
    why: "The settings that it reads only limit what it asks: whether something is there, or how many are.",
    classes: ["update that removes protection"],
    holds: named(
      "ALB_WAF_ENABLED",
      "EC2_VOLUME_INUSE_CHECK",
      "IAM_USER_NO_POLICIES_CHECK",
      "RDS_CLUSTER_MULTI_AZ_ENABLED",
      "ROUTE53_QUERY_LOGGING_ENABLED",
    ),
  },
  {
    why: "Besides what it judges it reads only what that names, directly or through others: that cannot go while it stays.",
    classes: ["deletion is judged"],
    holds: ({ resources, reads, reasons }) => {
      const above = namedBy(resources);
      return Object.keys(reads).every((type) => above.has(type)) && !("removed" in reasons);
    },
  },
  {
    why: "What belongs to it opens it or asks something of it; nothing protects it by being there.",
    classes: ["deletion is judged"],
    holds: named(
      "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK",
      "AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED",
      "DATABASE_NOT_REACHABLE_FROM_INTERNET",
      "EC2_INSTANCE_NO_PUBLIC_IP",
      "NO_UNRESTRICTED_ROUTE_TO_IGW",
      "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
      "SECURITY_GROUP_PREFIX_LIST_CLOSED",
    ),
  },
  {
    why: "Of users and roles it reads only who they are, for policies that name them.",
    classes: ["deletion is judged"],
    holds: named("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"),
  },
  {
    why: "A key is the root user's, and wrong, or another's, and not its business.",
    classes: ["compliant", "update that removes protection"],
    holds: named("IAM_ROOT_ACCESS_KEY_CHECK"),
  },
  {
    why: "A plan does not show when a certificate expires: one that AWS does not renew is not applicable.",
    classes: ["non-compliant", "update that removes protection"],
    holds: named("ACM_CERTIFICATE_EXPIRATION_CHECK"),
  },
  {
    why: "S3 encrypts every bucket: nothing can violate it.",
    classes: ["non-compliant", "update that removes protection"],
    holds: named("S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED"),
  },
  {
    why: "What it reads names another resource. Names of resources are no secrets, and one that is hidden is unknown.",
    classes: ["sensitive"],
    holds: named(
      "API_GW_SSL_ENABLED",
      "CLOUDFRONT_ACCESSLOGS_ENABLED",
      "CLOUDFRONT_ASSOCIATED_WITH_WAF",
      "CLOUDWATCH_ALARM_ACTION_CHECK",
      "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED",
      "CLOUD_TRAIL_ENCRYPTION_ENABLED",
      "IAM_USER_MFA_ENABLED",
      "IAM_USER_NO_POLICIES_CHECK",
      "LAMBDA_DLQ_CHECK",
      "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS",
    ),
  },
];

/** Why a class does not apply to a rule; undefined where it does. */
export function reasonFor(name: CaseClass, rule: RuleMetadata, attributes: ReadAttributes): string | undefined {
  return REASONS.find(({ classes, holds }) => classes.includes(name) && holds(rule, attributes))?.why;
}
