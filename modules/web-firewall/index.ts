import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { FirewallLogs, type FirewallLogsProps } from "./logs";
import { rules, type RulesProps, visible } from "./rules";

export type { BlockedRequests, ManagedGroup, ManagedGroupName, RateLimit } from "./rules";

export interface WebFirewallProps extends RulesProps {
  /** Part of the names of everything in it, and its name in CloudWatch metrics. */
  readonly name: string;
  /**
   * `REGIONAL` for load balancers and APIs, `CLOUDFRONT` for distributions. The latter, and all that belongs to it, lives in
   * us-east-1, wherever the rest of the system is.
   */
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /**
   * What it stands in front of: a name that fits in a construct id, and the ARN of a load balancer or API stage. A
   * distribution names its web ACL itself. Default: nothing.
   */
  readonly protects?: Readonly<Record<string, string>>;
  readonly logs: Pick<FirewallLogsProps, "keyArn" | "retentionDays">;
}

/**
 * A web ACL: lets requests through unless a rule finds fault with them, and logs them all.
 * https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
 */
export class WebFirewall extends Construct {
  readonly arn: string;
  /** The dimension `WebACL` of its metrics. */
  readonly metricName: string;

  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const acl = new Wafv2WebAcl(this, "web-acl", {
      name: props.name,
      description: `Requests to ${props.name}`,
      scope: props.scope,
      defaultAction: { allow: {} },
      rule: rules(props),
      visibilityConfig: visible(props.name),
    });
    for (const [name, resourceArn] of Object.entries(props.protects ?? {})) {
      new Wafv2WebAclAssociation(this, name, { resourceArn, webAclArn: acl.arn });
    }
    new FirewallLogs(this, "logs", { ...props.logs, name: props.name, webAclArn: acl.arn });
    this.arn = acl.arn;
    this.metricName = props.name;
  }
}
