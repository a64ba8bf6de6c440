import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AlertTopic } from "../modules/alert-topic";
import { Database } from "../modules/database";
import { allowAutoScaling, allowLogGroups, allowPublishers, EncryptionKey } from "../modules/encryption-key";
import { LogBucket } from "../modules/log-bucket";
import { Network } from "../modules/network";
import { PrivateBucket } from "../modules/private-bucket";
import { WebTier } from "../modules/web-tier";
import { AwsStack } from "./aws-stack";

/** The services that report to the operators. */
const ALERT_PUBLISHERS = ["cloudwatch.amazonaws.com"];

/** The shop: web servers behind a load balancer, and their database, in a network of their own. */
export class Storefront extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region, tags } = environment;
    const settings = environment.storefront;
    const { kind, logRetentionDays, ...server } = settings.database;
    const name = `${id}-${environment.name}`;
    const parameterPath = `/${name}`;

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
    new PrivateBucket(this, "artifacts", {
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
      loadBalancer: { certificateArn: settings.webTier.certificateArn, accessLogs },
      application: { ...settings.webTier.application, parameterPath },
      instances: {
        ...settings.webTier.instances,
        serviceLinkedRoleArn: autoScaling.arn,
        notificationTopicArn: alerts.arn,
        tags: { ...tags, Stack: id },
      },
      scaling: settings.webTier.scaling,
    });
    new Database(this, "database", {
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
  }
}
