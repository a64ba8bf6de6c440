/**
 * What a rule of a web ACL looks for: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements.html
 *
 * The bindings have no type for it, as statements nest, and pass it to Terraform as it is: hence the names in snake case.
 */
export type WafStatement =
  | { readonly managed_rule_group_statement: ManagedRuleGroup }
  | { readonly rate_based_statement: RateBased }
  | { readonly byte_match_statement: ByteMatch }
  | { readonly or_statement: { readonly statement: readonly WafStatement[] } };

interface ManagedRuleGroup {
  readonly vendor_name: "AWS";
  readonly name: string;
  readonly rule_action_override: readonly {
    readonly name: string;
    readonly action_to_use: { readonly count: object };
  }[];
}

interface RateBased {
  readonly limit: number;
  readonly aggregate_key_type: "IP";
  readonly evaluation_window_sec: number;
  readonly scope_down_statement?: WafStatement;
}

interface ByteMatch {
  readonly search_string: string;
  readonly positional_constraint: "CONTAINS" | "STARTS_WITH" | "EXACTLY";
  readonly field_to_match:
    | { readonly single_header: { readonly name: string } }
    | { readonly query_string: object }
    | { readonly uri_path: object };
  /** In the order of their priorities. */
  readonly text_transformation: readonly { readonly priority: number; readonly type: string }[];
}

/** Requests are written in many ways on purpose; these are undone before they are compared. */
const NORMALIZED = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "LOWERCASE" },
];

/** A rule group that AWS keeps up to date; of the `counted` rules in it matches are counted and not blocked. */
export function managedRuleGroup(name: string, counted: readonly string[]): WafStatement {
  return {
    managed_rule_group_statement: {
      vendor_name: "AWS",
      name,
      rule_action_override: counted.map((rule) => ({ name: rule, action_to_use: { count: {} } })),
    },
  };
}

/** Addresses with more than `limit` requests in `seconds`; only requests to paths that start with `path` count, if given. */
export function rateAbove(limit: number, seconds: number, path: string | undefined): WafStatement {
  return {
    rate_based_statement: {
      limit,
      aggregate_key_type: "IP",
      evaluation_window_sec: seconds,
      ...(path !== undefined && { scope_down_statement: pathStartsWith(path) }),
    },
  };
}

/** Compared without regard to case. */
export function headerContains(name: string, text: string): WafStatement {
  return byteMatch({ single_header: { name: name.toLowerCase() } }, "CONTAINS", text);
}

/** Compared without regard to case. */
export function queryContains(text: string): WafStatement {
  return byteMatch({ query_string: {} }, "CONTAINS", text);
}

/** WAF wants two or more statements in an `or`. */
export function anyOf(first: WafStatement, ...others: readonly WafStatement[]): WafStatement {
  return others.length === 0 ? first : { or_statement: { statement: [first, ...others] } };
}

function pathStartsWith(path: string): WafStatement {
  return byteMatch({ uri_path: {} }, "STARTS_WITH", path);
}

function byteMatch(
  field: ByteMatch["field_to_match"],
  constraint: ByteMatch["positional_constraint"],
  text: string,
): WafStatement {
  return {
    byte_match_statement: {
      search_string: text.toLowerCase(),
      positional_constraint: constraint,
      field_to_match: field,
      text_transformation: NORMALIZED,
    },
  };
}
