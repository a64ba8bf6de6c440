import { AmiFromInstance } from "@cdktf/provider-aws/lib/ami-from-instance";
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { KeyPair } from "@cdktf/provider-aws/lib/key-pair";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { Network } from "./network";
import { securityGroup, tcpFromAnywhere, tcpFromGroup } from "./security-groups";

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000001";

/** The instance that everything was installed on by hand, and the group of its copies behind a load balancer. */
export class WebTier extends Construct {
  /** Of the instance and of its copies. */
  readonly securityGroupIds: readonly string[];
  readonly loadBalancerArn: string;
  /** The last part of its ARN. */
  readonly targetGroup: string;
  readonly autoScalingGroupName: string;

  constructor(scope: Construct, id: string, network: Network) {
    super(scope, id);
    const { vpcId, publicSubnets } = network;
    const instanceGroup = securityGroup(this, "Midterm-Security-group", vpcId, {
      name: "Midterm Security group",
      description: "SSH allow all as of now",
      ingress: [tcpFromAnywhere(443), tcpFromAnywhere(22), tcpFromAnywhere(80)],
    });
    const balancerGroup = securityGroup(this, "SecGrpForAppLoadBalancer", vpcId, {
      name: "SecGrpForAppLoadBalancer",
      description: "Load balancer",
      ingress: [tcpFromAnywhere(80), tcpFromAnywhere(443)],
    });
    const copiesGroup = securityGroup(this, "SecGrpforAutoScaling", vpcId, {
      name: "SecGrpforAutoScaling",
      description: "Auto Scaling",
      ingress: [tcpFromAnywhere(22), tcpFromGroup(0, 65535, balancerGroup)],
    });
    this.securityGroupIds = [instanceGroup, copiesGroup];

    const { keyName } = new KeyPair(this, "MidtermAwsKey", {
      keyName: "MidtermAwsKey",
      publicKey: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC0ZmFrZQ== not-a-real-key",
    });
    const instance = new Instance(this, "MidtermEC2", {
      ami: "ami-0123456789abcdef0",
      instanceType: "t2.micro",
      subnetId: publicSubnets.b,
      associatePublicIpAddress: true,
      vpcSecurityGroupIds: [instanceGroup],
      keyName,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional" },
      rootBlockDevice: { volumeType: "gp2", volumeSize: 8 },
    });

    const subnets = [publicSubnets.a, publicSubnets.b, publicSubnets.c];
    const { balancer, targets } = this.loadBalancer(vpcId, subnets, balancerGroup);
    const image = new AmiFromInstance(this, "image", { name: "MidtermEC2-image", sourceInstanceId: instance.id });
    const group = this.autoScaling(subnets, copiesGroup, { keyName, imageId: image.id, targetGroupArn: targets.arn });
    this.loadBalancerArn = balancer.arn;
    this.targetGroup = targets.arnSuffix;
    this.autoScalingGroupName = group.name;
  }

  private loadBalancer(vpcId: string, subnets: string[], securityGroupId: string) {
    const balancer = new Lb(this, "MidtermLoadBalancer", {
      name: "MidtermLoadBalancer",
      loadBalancerType: "application",
      internal: false,
      subnets,
      securityGroups: [securityGroupId],
    });
    const targets = new LbTargetGroup(this, "MidtermALBTargetGroup", {
      name: "MidtermALBTargetGroup",
      vpcId,
      protocol: "HTTP",
      port: 80,
      stickiness: { type: "lb_cookie", enabled: false },
    });
    new LbListener(this, "http", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        {
          type: "redirect",
          redirect: {
            protocol: "HTTPS",
            host: "#{host}",
            port: "443",
            path: "/#{path}",
            query: "#{query}",
            statusCode: "HTTP_301",
          },
        },
      ],
    });
    new LbListener(this, "https", {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: CERTIFICATE,
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
    });
    return { balancer, targets };
  }

  private autoScaling(
    subnets: string[],
    securityGroupId: string,
    { keyName, imageId, targetGroupArn }: { keyName: string; imageId: string; targetGroupArn: string },
  ): AutoscalingGroup {
    const template = new LaunchTemplate(this, "FullDeployment", {
      name: "FullDeployment-with-read-write-callsandSSLcert",
      imageId,
      instanceType: "t2.micro",
      keyName,
      vpcSecurityGroupIds: [securityGroupId],
    });
    const group = new AutoscalingGroup(this, "MidtermAutoScaling", {
      name: "MidtermAutoScaling",
      minSize: 1,
      desiredCapacity: 1,
      maxSize: 4,
      vpcZoneIdentifier: subnets,
      launchTemplate: { id: template.id, version: template.getStringAttribute("latest_version") },
      targetGroupArns: [targetGroupArn],
      healthCheckType: "ELB",
      healthCheckGracePeriod: 300,
      metricsGranularity: "1Minute",
      enabledMetrics: ["GroupInServiceInstances", "GroupDesiredCapacity", "GroupTotalInstances"],
    });
    new AutoscalingSchedule(this, "EveningHighLoad", {
      scheduledActionName: "EveningHighLoad",
      autoscalingGroupName: group.name,
      recurrence: "0 18 * * *",
      timeZone: "America/New_York",
      minSize: 1,
      desiredCapacity: 2,
      // 18:00 to 22:00 on 30 October 2024 in New York.
      startTime: "2024-10-30T22:00:00Z",
      endTime: "2024-10-31T02:00:00Z",
    });
    new AutoscalingPolicy(this, "cpu-50", {
      name: "Target Tracking Policy",
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      estimatedInstanceWarmup: 300,
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 50,
      },
    });
    return group;
  }
}
