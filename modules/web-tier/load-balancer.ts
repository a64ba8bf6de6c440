import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { LogDestination } from "../log-bucket";
import { INSTANCE_PORT } from "./security-groups";

export interface LoadBalancerProps {
  /** At most 32 characters: letters, digits, hyphens. */
  readonly name: string;
  readonly vpcId: string;
  /** Public subnets in two or more zones. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** ACM certificate of the site's domain, in the load balancer's region. */
  readonly certificateArn: string;
  readonly accessLogs: LogDestination;
  /** What it asks the instances for. */
  readonly healthPath: string;
  /** Refuse to delete the load balancer. Default: true. */
  readonly deletionProtection?: boolean;
}

/** TLS 1.3 and 1.2, forward secrecy only: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** An internet-facing application load balancer: HTTP is sent to HTTPS, HTTPS goes to the target group. */
export class LoadBalancer extends Construct {
  readonly arn: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly targetGroupArn: string;
  readonly targetGroupName: string;
  /** The last parts of the ARNs of load balancer and target group, which CloudWatch knows them by. */
  readonly arnSuffix: string;
  readonly targetGroupArnSuffix: string;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const balancer = new Lb(this, "load-balancer", {
      name: props.name,
      loadBalancerType: "application",
      internal: false,
      subnets: [...props.subnetIds],
      securityGroups: [props.securityGroupId],
      accessLogs: { bucket: props.accessLogs.bucketName, prefix: props.name, enabled: true },
      enableDeletionProtection: props.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      dependsOn: [...props.accessLogs.ready],
    });
    const targets = new LbTargetGroup(this, "targets", {
      name: props.name,
      vpcId: props.vpcId,
      targetType: "instance",
      protocol: "HTTP",
      port: INSTANCE_PORT,
      deregistrationDelay: "60",
      healthCheck: {
        path: props.healthPath,
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    new LbListener(this, "http", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    });
    new LbListener(this, "https", {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      certificateArn: props.certificateArn,
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
      routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
      routingHttpResponseServerEnabled: false,
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
    });
    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.targetGroupArn = targets.arn;
    this.targetGroupName = targets.name;
    this.arnSuffix = balancer.arnSuffix;
    this.targetGroupArnSuffix = targets.arnSuffix;
  }
}
