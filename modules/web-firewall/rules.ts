import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { anyOf, headerContains, managedRuleGroup, queryContains, rateAbove, type WafStatement } from "./statements";

/** Rule groups of AWS, without `AWSManagedRules`: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
export type ManagedGroupName =
  | "AdminProtectionRuleSet"
  | "AmazonIpReputationList"
  | "AnonymousIpList"
  | "CommonRuleSet"
  | "KnownBadInputsRuleSet"
  | "LinuxRuleSet"
  | "PHPRuleSet"
  | "SQLiRuleSet";

export interface ManagedGroup {
  readonly name: ManagedGroupName;
  /** Rules in the group that only count what they match, for requests that are legitimate here. Default: none. */
  readonly counted?: readonly string[];
}

/** Requests that are refused for what they contain. Texts are found anywhere, without regard to case. */
export interface BlockedRequests {
  /** Name of a header, and the texts in it: `{"user-agent": ["sqlmap"]}`. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Texts in the query. */
  readonly queries: readonly string[];
}

/** How many requests an address may make; above that it is refused until it slows down. */
export interface RateLimit {
  /** Letters, digits and hyphens; unique among the rules. */
  readonly name: string;
  /** Requests in five minutes, 10 or more. */
  readonly requests: number;
  /** Only requests to paths that start with this count: `/login`. Default: all requests. */
  readonly path?: string;
}

export interface RulesProps {
  readonly managedGroups: readonly ManagedGroup[];
  readonly blocked: BlockedRequests;
  readonly rateLimits: readonly RateLimit[];
}

/** The window of rate limits, in seconds. */
const RATE_WINDOW = 300;

/** The rules in the order in which they are asked: cheap ones of our own first, then those of AWS. */
export function rules({ managedGroups, blocked, rateLimits }: RulesProps): Wafv2WebAclRule[] {
  const inOrder: Omit<Wafv2WebAclRule, "priority">[] = [
    ...blockedRequests(blocked).map((statement) => ({
      ...named("blocked-requests", statement),
      action: { block: {} },
    })),
    ...rateLimits.map(({ name, requests, path }) => ({
      ...named(name, rateAbove(requests, RATE_WINDOW, path)),
      action: { block: { customResponse: { responseCode: 429 } } },
    })),
    ...managedGroups.map(({ name, counted = [] }) => ({
      ...named(name, managedRuleGroup(`AWSManagedRules${name}`, counted)),
      // Rule groups bring their own actions; `none` leaves them as they are.
      overrideAction: { none: {} },
    })),
  ];
  return inOrder.map((rule, index) => ({ ...rule, priority: index + 1 }));
}

function blockedRequests({ headers, queries }: BlockedRequests): WafStatement[] {
  const [first, ...others] = [
    ...Object.entries(headers).flatMap(([name, texts]) => texts.map((text) => headerContains(name, text))),
    ...queries.map(queryContains),
  ];
  return first === undefined ? [] : [anyOf(first, ...others)];
}

function named(
  name: string,
  statement: WafStatement,
): Pick<Wafv2WebAclRule, "name" | "statement" | "visibilityConfig"> {
  return { name, statement, visibilityConfig: visible(name) };
}

/** Counted in CloudWatch under `metricName`; some of the requests are kept to look at. */
export function visible(metricName: string): Wafv2WebAclRule["visibilityConfig"] {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
