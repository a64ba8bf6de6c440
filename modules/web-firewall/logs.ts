import { CloudwatchContributorInsightRule } from "@cdktf/provider-aws/lib/cloudwatch-contributor-insight-rule";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";

export interface FirewallLogsProps {
  readonly name: string;
  readonly webAclArn: string;
  /** ARN of a KMS key that CloudWatch Logs may use, in the region of the web ACL. */
  readonly keyArn: string;
  /** Days, a value that CloudWatch Logs knows; 365 or more. */
  readonly retentionDays: number;
}

/** Headers that identify a person or let somebody else act as them; logs show that they were there, not what was in them. */
const REDACTED_HEADERS = ["authorization", "cookie", "x-api-key"];

/** Every request that the firewall looked at, in CloudWatch Logs, and where in the world they come from. */
export class FirewallLogs extends Construct {
  constructor(scope: Construct, id: string, props: FirewallLogsProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "log-group", {
      // WAF delivers to groups of this prefix only.
      name: `aws-waf-logs-${props.name}`,
      kmsKeyId: props.keyArn,
      retentionInDays: props.retentionDays,
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: props.webAclArn,
      logDestinationConfigs: [group.arn],
      redactedFields: REDACTED_HEADERS.map((name) => ({ singleHeader: { name } })),
    });
    new CloudwatchContributorInsightRule(this, "requests-by-country", {
      ruleName: `${props.name}-requests-by-country`,
      ruleState: "ENABLED",
      ruleDefinition: requestsByCountry(group.name),
    });
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html */
function requestsByCountry(logGroupName: string): string {
  return JSON.stringify({
    Schema: { Name: "CloudWatchLogRule", Version: 1 },
    LogGroupNames: [logGroupName],
    LogFormat: "JSON",
    Contribution: { Keys: ["$.httpRequest.country"], Filters: [] },
    AggregateOn: "Count",
  });
}
