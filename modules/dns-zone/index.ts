import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

export interface DnsZoneProps {
  /** `example.com`. */
  readonly domainName: string;
  readonly account: string;
  readonly queryLogs: {
    /** ARN of a KMS key in us-east-1 that CloudWatch Logs may use. */
    readonly keyArn: string;
    /** Days, a value that CloudWatch Logs knows; 365 or more. */
    readonly retentionDays: number;
  };
}

/** A load balancer, a distribution, an API: what an alias record may point at. */
export interface AliasTarget {
  readonly dnsName: string;
  /** Hosted zone of the target itself. */
  readonly zoneId: string;
}

/**
 * A public hosted zone that logs every query.
 *
 * Route 53 has no region, but delivers its logs to us-east-1 only: place this there.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
 */
export class DnsZone extends Construct {
  readonly zoneId: string;
  /** The four name servers that the domain has to be delegated to. */
  readonly nameServers: readonly string[];

  constructor(scope: Construct, id: string, { domainName, account, queryLogs }: DnsZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, "zone", { name: domainName, comment: `Public names of ${domainName}` });
    const group = new CloudwatchLogGroup(this, "query-logs", {
      name: `/aws/route53/${domainName}`,
      kmsKeyId: queryLogs.keyArn,
      retentionInDays: queryLogs.retentionDays,
    });
    const delivery = new CloudwatchLogResourcePolicy(this, "delivery", {
      policyName: `route53-${domainName.replaceAll(".", "-")}`,
      policyDocument: policyDocument([
        {
          sid: "QueryLogs",
          effect: "Allow",
          principals: { services: ["route53.amazonaws.com"] },
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${group.arn}:*`],
          conditions: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
          },
        },
      ]),
    });
    new Route53QueryLog(this, "query-log", {
      zoneId: zone.zoneId,
      cloudwatchLogGroupArn: group.arn,
      dependsOn: [delivery],
    });
    this.zoneId = zone.zoneId;
    this.nameServers = [0, 1, 2, 3].map((index) => Fn.element(zone.nameServers, index) as string);
  }
}

export interface AliasRecordsProps {
  readonly zoneId: string;
  /** Full name, in the domain of the zone; may be the domain itself. */
  readonly name: string;
  readonly target: AliasTarget;
  /** Answer nothing while the target is unhealthy. Not for distributions. Default: false. */
  readonly evaluateTargetHealth?: boolean;
}

/** A name for a target, over IPv4 and IPv6; where the target has no IPv6 address, asking for one gets an empty answer. */
export class AliasRecords extends Construct {
  constructor(scope: Construct, id: string, props: AliasRecordsProps) {
    super(scope, id);
    for (const type of ["A", "AAAA"]) {
      new Route53Record(this, type, {
        zoneId: props.zoneId,
        name: props.name,
        type,
        alias: {
          name: props.target.dnsName,
          zoneId: props.target.zoneId,
          evaluateTargetHealth: props.evaluateTargetHealth ?? false,
        },
      });
    }
  }
}
