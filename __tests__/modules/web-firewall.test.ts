import { WebFirewall, type WebFirewallProps } from "../../modules/web-firewall";
import { type Synthesized, synthesized } from "./synthesized";

const PROPS: WebFirewallProps = {
  name: "example",
  scope: "REGIONAL",
  protects: { "load-balancer": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/example/1" },
  managedGroups: [{ name: "AnonymousIpList" }, { name: "CommonRuleSet", counted: ["SizeRestrictions_BODY"] }],
  blocked: { headers: { "User-Agent": ["SQLMap", "nikto"] }, queries: ["../"] },
  rateLimits: [
    { name: "floods", requests: 2000 },
    { name: "brute-force", requests: 100, path: "/login" },
  ],
  logs: { keyArn: "arn:aws:kms:us-east-1:123456789012:key/example", retentionDays: 365 },
};

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: object;
  readonly override_action?: object;
  readonly statement: object;
}

const firewallWith = (props: Partial<WebFirewallProps> = {}): Synthesized =>
  synthesized((stack) => {
    new WebFirewall(stack, "firewall", { ...PROPS, ...props });
  });
const rulesOf = (synthesis: Synthesized) => synthesis.one("aws_wafv2_web_acl").arguments["rule"] as readonly Rule[];

const resources = firewallWith();
const acl = resources.one("aws_wafv2_web_acl");

test("asks its own rules first, then those of AWS, and lets the rest through", () => {
  expect(acl.arguments).toMatchObject({ scope: "REGIONAL", default_action: { allow: {} } });
  expect(rulesOf(resources).map(({ name, priority }) => [priority, name])).toEqual([
    [1, "blocked-requests"],
    [2, "floods"],
    [3, "brute-force"],
    [4, "AnonymousIpList"],
    [5, "CommonRuleSet"],
  ]);
});

test("blocks by header or query, however the text is written", () => {
  const [rule] = rulesOf(resources);
  const normalized = [
    { priority: 0, type: "URL_DECODE" },
    { priority: 1, type: "LOWERCASE" },
  ];
  const match = (text: string, field: object) => ({
    byte_match_statement: {
      search_string: text,
      positional_constraint: "CONTAINS",
      field_to_match: field,
      text_transformation: normalized,
    },
  });
  expect(rule).toMatchObject({ action: { block: {} } });
  expect(rule?.statement).toEqual({
    or_statement: {
      statement: [
        match("sqlmap", { single_header: { name: "user-agent" } }),
        match("nikto", { single_header: { name: "user-agent" } }),
        match("../", { query_string: {} }),
      ],
    },
  });
});

test("one text alone needs no `or`, which WAF would refuse, and none makes no rule", () => {
  const [one] = rulesOf(firewallWith({ blocked: { headers: {}, queries: ["../"] } }));
  expect(one?.statement).toHaveProperty("byte_match_statement");
  const [none] = rulesOf(firewallWith({ blocked: { headers: {}, queries: [] } }));
  expect(none?.name).toBe("floods");
});

test("slows down addresses that ask too often, and sooner where passwords are tried", () => {
  const [, floods, bruteForce] = rulesOf(resources);
  expect(floods).toMatchObject({
    action: { block: { custom_response: { response_code: 429 } } },
    statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
  });
  expect(bruteForce?.statement).toMatchObject({
    rate_based_statement: {
      limit: 100,
      scope_down_statement: { byte_match_statement: { search_string: "/login", positional_constraint: "STARTS_WITH" } },
    },
  });
});

test("rule groups of AWS act as they are made, but for the rules that only count", () => {
  const [anonymous, common] = rulesOf(resources).slice(3);
  expect(anonymous).toMatchObject({
    override_action: { none: {} },
    statement: { managed_rule_group_statement: { vendor_name: "AWS", rule_action_override: [] } },
  });
  expect(common).toMatchObject({
    statement: {
      managed_rule_group_statement: {
        rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
      },
    },
  });
});

test("stands in front of what it protects; a distribution names it itself", () => {
  expect(resources.one("aws_wafv2_web_acl_association").arguments).toMatchObject({
    resource_arn: PROPS.protects?.["load-balancer"],
    web_acl_arn: acl.ref("arn"),
  });
  const edge = firewallWith({ scope: "CLOUDFRONT", protects: {} });
  expect(edge.all("aws_wafv2_web_acl_association")).toEqual([]);
  expect(edge.one("aws_wafv2_web_acl").arguments["scope"]).toBe("CLOUDFRONT");
});

test("logs every request, without what is secret in it, to an encrypted group of the name that WAF asks for", () => {
  const group = resources.one("aws_cloudwatch_log_group");
  expect(group.arguments).toMatchObject({
    name: "aws-waf-logs-example",
    kms_key_id: PROPS.logs.keyArn,
    retention_in_days: 365,
  });
  const logging = resources.one("aws_wafv2_web_acl_logging_configuration").arguments;
  expect(logging).toMatchObject({ resource_arn: acl.ref("arn"), log_destination_configs: [group.ref("arn")] });
  expect(logging["redacted_fields"]).toEqual(
    ["authorization", "cookie", "x-api-key"].map((name) => ({ single_header: { name } })),
  );
  expect(logging).not.toHaveProperty("logging_filter");
});

test("counts requests by country", () => {
  const rule = resources.one("aws_cloudwatch_contributor_insight_rule").arguments;
  expect(JSON.parse(rule["rule_definition"] as string)).toMatchObject({
    LogGroupNames: [resources.one("aws_cloudwatch_log_group").ref("name")],
    Contribution: { Keys: ["$.httpRequest.country"] },
  });
});
