import { CloudwatchContributorInsightRule } from "@cdktf/provider-aws/lib/cloudwatch-contributor-insight-rule";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";

/** In the order of the report, with the capacity units that it names: 50, 700, 200, 100, 100, 200, 200. */
const MANAGED_GROUPS = [
  "AnonymousIpList",
  "CommonRuleSet",
  "SQLiRuleSet",
  "PHPRuleSet",
  "AdminProtectionRuleSet",
  "KnownBadInputsRuleSet",
  "LinuxRuleSet",
];

/** MidtermWafACL, in front of the load balancer: good rules, and a log that anybody with access to logs can read for ever. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, loadBalancerArn: string) {
    super(scope, id);
    const acl = new Wafv2WebAcl(this, "MidtermWafACL", {
      name: "MidtermWafACL",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: [specificHeaderOrQuery(), floodsAndBruteForce(), ...MANAGED_GROUPS.map(managedGroup)],
      visibilityConfig: visible("MidtermWafACL"),
    });
    new Wafv2WebAclAssociation(this, "load-balancer", { resourceArn: loadBalancerArn, webAclArn: acl.arn });

    const log = new CloudwatchLogGroup(this, "log", { name: "aws-waf-logs-midterm-cloudwatch" });
    new Wafv2WebAclLoggingConfiguration(this, "logging", { resourceArn: acl.arn, logDestinationConfigs: [log.arn] });
    new CloudwatchContributorInsightRule(this, "countries", {
      ruleName: "midterm-requests-by-country",
      ruleState: "ENABLED",
      ruleDefinition: JSON.stringify({
        Schema: { Name: "CloudWatchLogRule", Version: 1 },
        LogGroupNames: [log.name],
        LogFormat: "JSON",
        Contribution: { Keys: ["$.httpRequest.country"], Filters: [] },
        AggregateOn: "Count",
      }),
    });
  }
}

function specificHeaderOrQuery(): Wafv2WebAclRule {
  const contains = (text: string, field: object) => ({
    byte_match_statement: {
      search_string: text,
      positional_constraint: "CONTAINS",
      field_to_match: field,
      text_transformation: [{ priority: 0, type: "NONE" }],
    },
  });
  const statement = [
    contains("blocked", { single_header: { name: "x-test" } }),
    contains("blocked", { query_string: {} }),
  ];
  return {
    ...named("Block-request-with-specific-header-orQuery-related", 1, { or_statement: { statement } }),
    action: { block: {} },
  };
}

function floodsAndBruteForce(): Wafv2WebAclRule {
  return {
    ...named("Blocking-DDOS-and-bruteforcing", 2, { rate_based_statement: { limit: 2000, aggregate_key_type: "IP" } }),
    action: { block: {} },
  };
}

function managedGroup(group: string, index: number): Wafv2WebAclRule {
  const name = `AWSManagedRules${group}`;
  return {
    ...named(name, index + 3, { managed_rule_group_statement: { vendor_name: "AWS", name } }),
    overrideAction: { none: {} },
  };
}

function named(name: string, priority: number, statement: object): Wafv2WebAclRule {
  return { name, priority, statement, visibilityConfig: visible(name) };
}

function visible(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
