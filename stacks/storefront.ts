import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { HEALTH_PATH } from "../functions/storefront-app/contract";
import { AlertTopic } from "../modules/alert-topic";
import { Budget } from "../modules/budget";
import { Cache } from "../modules/cache";
import { Certificate } from "../modules/certificate";
import { Database } from "../modules/database";
import { DdosProtection } from "../modules/ddos-protection";
import { DeliveryPipeline } from "../modules/delivery-pipeline";
import { AliasRecords, DnsZone } from "../modules/dns-zone";
import { allowAutoScaling, allowLogGroups, allowPublishers, EncryptionKey } from "../modules/encryption-key";
import { LogBucket } from "../modules/log-bucket";
import { CacheMonitoring } from "../modules/monitoring";
import { Network } from "../modules/network";
import { PrivateBucket } from "../modules/private-bucket";
import { WebFirewall } from "../modules/web-firewall";
import { WebTier } from "../modules/web-tier";
import { AwsStack, EDGE_REGION } from "./aws-stack";
import { Backups } from "./backups";
import { EdgeBasics } from "./edge";
import { Monitoring } from "./monitoring";
import { LandingSite } from "./storefront/landing-site";

/** The services that report to the operators. */
const ALERT_PUBLISHERS = [
  "backup.amazonaws.com",
  "budgets.amazonaws.com",
  "cloudwatch.amazonaws.com",
  "codestar-notifications.amazonaws.com",
];

/** The alarms that take a deployment back, by the last part of their names. */
const DEPLOYMENT_ALARMS = ["server-errors", "unhealthy-targets"];

/** The shop: web servers behind a load balancer, their database and cache in a network of their own, and a landing page. */
export class Storefront extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region, tags } = environment;
    const settings = environment.storefront;
    const { kind, logRetentionDays, ...server } = settings.database;
    const name = `${id}-${environment.name}`;
    const parameterPath = `/${name}`;
    const logs = { retentionDays: settings.logRetentionDays };

    // A role of this system's own: the account-wide one may not exist yet, and the key below has to name it.
    const autoScaling = new IamServiceLinkedRole(this, "auto-scaling-role", {
      awsServiceName: "autoscaling.amazonaws.com",
      customSuffix: name,
      description: `Auto Scaling of ${name}`,
    });
    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Logs, alerts, volumes and artifacts of ${name}`,
      account,
      grants: [
        allowLogGroups({ account, region }),
        allowPublishers(ALERT_PUBLISHERS, account),
        ...allowAutoScaling(autoScaling.arn),
      ],
    });
    const accessLogs = new LogBucket(this, "access-logs", {
      name: settings.webTier.accessLogs.bucket,
      account,
      retentionDays: settings.webTier.accessLogs.retentionDays,
    }).destination;
    const artifacts = new PrivateBucket(this, "artifacts", {
      name: settings.webTier.application.bucket,
      keyArn: key.arn,
      accessLogs,
    });
    const alerts = new AlertTopic(this, "alerts", {
      name: `${name}-alerts`,
      account,
      keyArn: key.arn,
      publishers: ALERT_PUBLISHERS,
      emails: [environment.operatorsEmail],
    });
    const edge =
      region === EDGE_REGION
        ? { keyArn: key.arn, topicArn: alerts.arn }
        : new EdgeBasics(this, "edge", {
            name: `${name}-alerts`,
            account,
            publishers: ALERT_PUBLISHERS,
            emails: [environment.operatorsEmail],
          });
    const zone = new DnsZone(this, "zone", {
      domainName: settings.zone,
      account,
      queryLogs: { ...logs, keyArn: edge.keyArn },
    });
    this.placeIn(EDGE_REGION, zone);
    const { zoneId } = zone;
    const network = new Network(this, "network", {
      name,
      account,
      region,
      cidr: settings.network.cidr,
      zones: settings.network.zones,
      egress: settings.network.egress,
      interfaceEndpoints: settings.network.interfaceEndpoints,
      flowLogs: { keyArn: key.arn, retentionDays: settings.network.flowLogRetentionDays },
    });
    const webTier = new WebTier(this, "web-tier", {
      name,
      account,
      region,
      keyArn: key.arn,
      network,
      loadBalancer: {
        certificateArn:
          settings.webTier.certificateArn ??
          new Certificate(this, "certificate", { domainName: settings.webTier.domainName, zoneId }).arn,
        accessLogs,
      },
      application: {
        ...settings.webTier.application,
        parameterPath,
        healthPath: HEALTH_PATH,
        installedBy: settings.pipeline ? "codedeploy" : "instance",
      },
      instances: {
        ...settings.webTier.instances,
        serviceLinkedRoleArn: autoScaling.arn,
        notificationTopicArn: alerts.arn,
        tags: { ...tags, Stack: id },
      },
      scaling: settings.webTier.scaling,
    });
    const database = new Database(this, "database", {
      name,
      account,
      region,
      kind,
      server,
      vpcId: network.vpcId,
      subnetIds: network.privateSubnetIds,
      clients: [
        { id: "web-tier", securityGroupId: webTier.instanceSecurityGroupId, roleName: webTier.instanceRoleName },
      ],
      parameterPath: `${parameterPath}/database`,
      logs: { keyArn: key.arn, retentionDays: logRetentionDays },
    });
    new AliasRecords(this, "name", {
      zoneId,
      name: settings.webTier.domainName,
      target: webTier.loadBalancer,
      evaluateTargetHealth: true,
    });
    const webFirewall = new WebFirewall(this, "firewall", {
      ...settings.firewall,
      name,
      scope: "REGIONAL",
      protects: { "load-balancer": webTier.loadBalancer.arn },
      logs: { ...logs, keyArn: key.arn },
    });
    const edgeFirewall = new WebFirewall(this, "edge-firewall", {
      ...settings.firewall,
      name: `${name}-edge`,
      scope: "CLOUDFRONT",
      logs: { ...logs, keyArn: edge.keyArn },
    });
    this.placeIn(EDGE_REGION, edgeFirewall);
    const landingSite = new LandingSite(this, "landing-site", {
      name: `${name}-landing`,
      account,
      settings: settings.landingSite,
      zoneId,
      webAclArn: edgeFirewall.arn,
      shopUrl: `https://${settings.webTier.domainName}/`,
      accessLogs,
    });
    new Monitoring(this, "monitoring", {
      name,
      region,
      settings: settings.monitoring,
      topicArn: alerts.arn,
      edgeTopicArn: edge.topicArn,
      webTier,
      webFirewall,
      database,
      databaseStorage: settings.database.storage,
      distribution: landingSite.distribution,
      edgeFirewall,
    });
    new Budget(this, "budget", {
      ...settings.budget,
      name,
      tag: { key: "Project", value: tags["Project"] ?? id },
      topicArn: alerts.arn,
    });
    if (settings.cache) {
      const { nodes } = new Cache(this, "cache", {
        ...settings.cache,
        name,
        account,
        region,
        keyArn: key.arn,
        vpcId: network.vpcId,
        subnetIds: network.privateSubnetIds,
        client: { securityGroupId: webTier.instanceSecurityGroupId, roleName: webTier.instanceRoleName },
        parameterPath: `${parameterPath}/cache`,
        logRetentionDays: settings.logRetentionDays,
      });
      new CacheMonitoring(this, "cache-monitoring", { nodes, topicArn: alerts.arn });
    }
    if (settings.backup) {
      new Backups(this, "backups", {
        name,
        account,
        settings: settings.backup,
        database: { ...settings.database, arn: database.arn },
        bucketArns: [artifacts.arn, landingSite.bucketArn],
        topicArn: alerts.arn,
      });
    }
    if (settings.pipeline) {
      new DeliveryPipeline(this, "pipeline", {
        ...settings.pipeline,
        name,
        account,
        region,
        keyArn: key.arn,
        autoScalingGroupName: webTier.autoScalingGroupName,
        targetGroupName: webTier.loadBalancer.targetGroupName,
        instanceRoleName: webTier.instanceRoleName,
        alarmNames: DEPLOYMENT_ALARMS.map((alarm) => `${name}-${alarm}`),
        topicArn: alerts.arn,
        accessLogs,
        logRetentionDays: settings.logRetentionDays,
      });
    }
    if (settings.shieldAdvanced) {
      new DdosProtection(this, "ddos-protection", {
        name,
        resources: { "load-balancer": webTier.loadBalancer.arn, "landing-site": landingSite.distribution.arn },
      });
    }
  }
}
