import { Construct } from "constructs";
import type { MonitoringSettings } from "../environments";
import type { Database } from "../modules/database";
import {
  DatabaseMonitoring,
  DistributionMonitoring,
  FirewallMonitoring,
  FleetMonitoring,
  LoadBalancerMonitoring,
} from "../modules/monitoring";
import type { Distribution } from "../modules/static-site";
import type { WebFirewall } from "../modules/web-firewall";
import type { WebTier } from "../modules/web-tier";
import { type AwsStack, EDGE_REGION } from "./aws-stack";

export interface MonitoringProps {
  readonly name: string;
  readonly region: string;
  readonly settings: MonitoringSettings;
  readonly topicArn: string;
  /** In us-east-1. */
  readonly edgeTopicArn: string;
  readonly webTier: WebTier;
  readonly webFirewall: WebFirewall;
  readonly database: Database;
  /** GiB. */
  readonly databaseStorage: number;
  readonly distribution: Distribution;
  readonly edgeFirewall: WebFirewall;
}

/** The dashboards and alarms of everything in a system that works or can fail. */
export class Monitoring extends Construct {
  constructor(stack: AwsStack, id: string, props: MonitoringProps) {
    super(stack, id);
    const { name, region, settings, webTier } = props;
    const here = { name, region, topicArn: props.topicArn };
    new FleetMonitoring(this, "fleet", { ...here, groupName: webTier.autoScalingGroupName, cpu: settings.cpu });
    new LoadBalancerMonitoring(this, "load-balancer", {
      ...here,
      loadBalancer: webTier.loadBalancer.arnSuffix,
      targetGroup: webTier.loadBalancer.targetGroupArnSuffix,
    });
    new DatabaseMonitoring(this, "database", {
      ...here,
      instances: props.database.instances,
      storage: props.databaseStorage,
    });
    new FirewallMonitoring(this, "firewall", {
      ...here,
      metricName: props.webFirewall.metricName,
      blockedRequests: settings.blockedRequests,
    });

    const edge = { name: `${name}-edge`, topicArn: props.edgeTopicArn };
    const distribution = new DistributionMonitoring(this, "distribution", {
      ...edge,
      distributionId: props.distribution.distributionId,
      requests: settings.siteRequests,
    });
    const firewall = new FirewallMonitoring(this, "edge-firewall", {
      ...edge,
      metricName: props.edgeFirewall.metricName,
      blockedRequests: settings.blockedRequests,
    });
    stack.placeIn(EDGE_REGION, distribution);
    stack.placeIn(EDGE_REGION, firewall);
  }
}
