import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AlertTopic } from "../modules/alert-topic";
import { Budget } from "../modules/budget";
import { Certificate } from "../modules/certificate";
import { DdosProtection } from "../modules/ddos-protection";
import { AliasRecords, DnsZone } from "../modules/dns-zone";
import {
  allowAutoScaling,
  allowDistributions,
  allowLogGroups,
  allowPublishers,
  EncryptionKey,
} from "../modules/encryption-key";
import { LogBucket } from "../modules/log-bucket";
import { Network } from "../modules/network";
import { PrivateBucket } from "../modules/private-bucket";
import { RegisteredDomain } from "../modules/registered-domain";
import { WebFirewall } from "../modules/web-firewall";
import { WebTier } from "../modules/web-tier";
import { AwsStack, EDGE_REGION } from "./aws-stack";
import { Backups } from "./backups";
import { EdgeBasics } from "./edge";
import { Postgres } from "./finance/postgres";
import { Receipts } from "./finance/receipts";
import { Website } from "./finance/website";
import { Monitoring } from "./monitoring";

/** The services that report to the operators. */
const ALERT_PUBLISHERS = ["backup.amazonaws.com", "budgets.amazonaws.com", "cloudwatch.amazonaws.com"];

/** The finance app: its website, its back end with a database, and the API by which its mobile client has receipts read. */
export class Finance extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region, tags } = environment;
    const settings = environment.finance;
    const name = `${id}-${environment.name}`;
    const parameterPath = `/${name}`;
    const domain = settings.domain.name;
    const names = { site: `www.${domain}`, application: `app.${domain}`, api: `api.${domain}` };

    // A role of this system's own: the account-wide one may not exist yet, and the key below has to name it.
    const autoScaling = new IamServiceLinkedRole(this, "auto-scaling-role", {
      awsServiceName: "autoscaling.amazonaws.com",
      customSuffix: name,
      description: `Auto Scaling of ${name}`,
    });
    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Logs, alerts, volumes, artifacts, functions and website of ${name}`,
      account,
      grants: [
        allowLogGroups({ account, region }),
        allowPublishers(ALERT_PUBLISHERS, account),
        allowDistributions(account),
        ...allowAutoScaling(autoScaling.arn),
      ],
    });
    const logs = { keyArn: key.arn, retentionDays: settings.logRetentionDays };
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
    const operators = { account, publishers: ALERT_PUBLISHERS, emails: [environment.operatorsEmail] };
    const alerts = new AlertTopic(this, "alerts", { ...operators, name: `${name}-alerts`, keyArn: key.arn });
    const edge =
      region === EDGE_REGION
        ? { keyArn: key.arn, topicArn: alerts.arn }
        : new EdgeBasics(this, "edge", { ...operators, name: `${name}-alerts` });

    const zone = new DnsZone(this, "zone", {
      domainName: domain,
      account,
      queryLogs: { ...logs, keyArn: edge.keyArn },
    });
    this.placeIn(EDGE_REGION, zone);
    const { zoneId } = zone;
    if (settings.domain.registered) {
      const registration = { domainName: domain, nameServers: zone.nameServers };
      this.placeIn(EDGE_REGION, new RegisteredDomain(this, "domain", registration));
    }
    const network = new Network(this, "network", {
      name,
      account,
      region,
      cidr: settings.network.cidr,
      zones: settings.network.zones,
      egress: settings.network.egress,
      // Where the receipt analyzer keeps its answers.
      gatewayEndpoints: ["dynamodb"],
      interfaceEndpoints: settings.network.interfaceEndpoints,
      flowLogs: { keyArn: key.arn, retentionDays: settings.network.flowLogRetentionDays },
    });
    const certificate = new Certificate(this, "certificate", { domainName: names.application, zoneId });
    const webTier = new WebTier(this, "web-tier", {
      name,
      account,
      region,
      keyArn: key.arn,
      network,
      loadBalancer: { certificateArn: certificate.arn, accessLogs },
      application: { ...settings.webTier.application, databaseDriver: "pgsql", parameterPath },
      instances: {
        ...settings.webTier.instances,
        serviceLinkedRoleArn: autoScaling.arn,
        notificationTopicArn: alerts.arn,
        tags: { ...tags, Stack: id },
      },
      scaling: settings.webTier.scaling,
    });
    new AliasRecords(this, "name", {
      zoneId,
      name: names.application,
      target: webTier.loadBalancer,
      evaluateTargetHealth: true,
    });
    const webFirewall = new WebFirewall(this, "firewall", {
      ...settings.firewall,
      name,
      scope: "REGIONAL",
      protects: { "load-balancer": webTier.loadBalancer.arn },
      logs,
    });
    const { database } = new Postgres(this, "postgres", {
      name,
      account,
      region,
      settings: settings.database,
      password: this.databasePassword(),
      vpcId: network.vpcId,
      subnetIds: network.privateSubnetIds,
      client: webTier,
      parameterPath: `${parameterPath}/database`,
      maintainerRoleArns: settings.parameterMaintainers,
      logs,
    });

    const edgeFirewall = new WebFirewall(this, "edge-firewall", {
      ...settings.firewall,
      name: `${name}-edge`,
      scope: "CLOUDFRONT",
      logs: { ...logs, keyArn: edge.keyArn },
    });
    this.placeIn(EDGE_REGION, edgeFirewall);
    const { bucketArn, distribution } = new Website(this, "website", {
      name: `${name}-site`,
      account,
      settings: settings.site,
      domainName: names.site,
      zoneId,
      keyArn: key.arn,
      webAclArn: edgeFirewall.arn,
      applicationUrl: `https://${names.application}/`,
      accessLogs,
    });
    if (settings.backup) {
      const { arn, replicaArn } = database;
      new Backups(this, "backups", {
        name,
        account,
        settings: settings.backup,
        database: { kind: "instance", ...settings.database, arn, ...(replicaArn !== undefined && { replicaArn }) },
        bucketArns: [artifacts.arn, bucketArn],
        topicArn: alerts.arn,
      });
    }
    new Receipts(this, "receipts", {
      name: `${name}-receipts`,
      account,
      region,
      settings: settings.receiptAnalyzer,
      artifactBucket: settings.webTier.application.bucket,
      domainName: names.api,
      zoneId,
      allowedOrigin: `https://${names.site}`,
      firewall: settings.firewall,
      network,
      keyArn: key.arn,
      logRetentionDays: settings.logRetentionDays,
      alertTopicArn: alerts.arn,
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
      distribution,
      edgeFirewall,
    });
    new Budget(this, "budget", {
      name,
      limit: settings.budget,
      tag: { key: "Stack", value: id },
      topicArn: alerts.arn,
    });
    if (settings.shieldAdvanced) {
      new DdosProtection(this, "ddos-protection", {
        name,
        resources: {
          "load-balancer": webTier.loadBalancer.arn,
          website: distribution.arn,
          zone: `arn:aws:route53:::hostedzone/${zoneId}`,
        },
      });
    }
  }

  /**
   * `TF_VAR_database_password`, for plan and apply. It is ephemeral: Terraform puts it into neither plan nor state, and takes
   * it for write-only arguments alone. Left empty, a plan can be made and judged, but AWS refuses to create a database or a
   * parameter with it.
   */
  private databasePassword(): string {
    const variable = new TerraformVariable(this, "database_password", {
      type: "string",
      description: "Master password of the database",
      sensitive: true,
      default: "",
    });
    variable.addOverride("ephemeral", true);
    return variable.stringValue;
  }
}
