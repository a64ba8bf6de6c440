import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AccountAccess } from "../modules/account-access";
import { AccountAlarms } from "../modules/account-alarms";
import { AccountProtection } from "../modules/account-protection";
import { AlertTopic } from "../modules/alert-topic";
import { ApiGatewayLogging } from "../modules/api-gateway-logging";
import { AuditTrail } from "../modules/audit-trail";
import { Budget, CostAllocationTags } from "../modules/budget";
import { ConfigurationRecorder } from "../modules/configuration-recorder";
import { allowPublishers, EncryptionKey } from "../modules/encryption-key";
import { LogBucket } from "../modules/log-bucket";
import { ManagedRules, mirroredRules } from "../modules/managed-rules";
import { ThreatDetection } from "../modules/threat-detection";
import { AwsStack } from "./aws-stack";

/** The services that report to the operators. */
const ALERT_PUBLISHERS = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"];

/** What an account needs before anything is put into it: guards, records of everything, and somebody who is told. One for each account. */
export class AccountBaseline extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region } = environment;
    const settings = environment.accountBaseline;
    const name = `${id}-${environment.name}`;

    new AccountAccess(this, "access", { account, users: settings.users });
    new AccountProtection(this, "protection", { account, region });

    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Alerts of ${name}`,
      account,
      grants: [allowPublishers(ALERT_PUBLISHERS, account)],
    });
    const alerts = new AlertTopic(this, "alerts", {
      name: `${name}-alerts`,
      account,
      keyArn: key.arn,
      publishers: ALERT_PUBLISHERS,
      emails: [environment.operatorsEmail],
    });
    const accessLogs = new LogBucket(this, "access-logs", {
      name: settings.accessLogs.bucket,
      account,
      retentionDays: settings.accessLogs.retentionDays,
    }).destination;
    const trail = new AuditTrail(this, "trail", {
      name: `${name}-trail`,
      account,
      region,
      ...settings.auditTrail,
      accessLogs,
    });
    new AccountAlarms(this, "alarms", { name, logGroupName: trail.logGroupName, topicArn: alerts.arn });

    const { recorder } = new ConfigurationRecorder(this, "configuration", {
      name: `${name}-configuration`,
      account,
      ...settings.configuration,
      accessLogs,
    });
    new ManagedRules(this, "rules", { rules: mirroredRules(region), recorder });
    new ThreatDetection(this, "threat-detection", { name, region, ...settings.threatDetection });

    new ApiGatewayLogging(this, "api-gateway-logging", { name: `${name}-api-gateway-logs`, account });
    new CostAllocationTags(this, "cost-allocation-tags", { keys: settings.costAllocationTags });
    new Budget(this, "budget", { name, limit: settings.budget, topicArn: alerts.arn });
  }
}
