import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AlertTopic } from "../modules/alert-topic";
import { allowLogGroups, allowPublishers, EncryptionKey } from "../modules/encryption-key";
import { FleetReplay } from "../modules/fleet-replay";
import { LogBucket } from "../modules/log-bucket";
import { Network } from "../modules/network";
import { PrivateBucket } from "../modules/private-bucket";
import { RunTask } from "../modules/run-task";
import { AwsStack } from "./aws-stack";

/** The services that report to the operators. */
const ALERT_PUBLISHERS = ["cloudwatch.amazonaws.com"];

/** The gate as a service: what HCP Terraform asks about every run. It judges plans, and knows nothing of the other stacks. */
export class PlanGate extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region } = environment;
    const settings = environment.planGate;
    const name = `${id}-${environment.name}`;
    const { logRetentionDays } = settings;

    const key = new EncryptionKey(this, "key", {
      alias: name,
      description: `Logs, alerts, tasks and functions of ${name}`,
      account,
      grants: [allowLogGroups({ account, region }), allowPublishers(ALERT_PUBLISHERS, account)],
    });
    const alerts = new AlertTopic(this, "alerts", {
      name: `${name}-alerts`,
      keyArn: key.arn,
      account,
      publishers: ALERT_PUBLISHERS,
      emails: [environment.operatorsEmail],
    });
    const accessLogs = new LogBucket(this, "access-logs", {
      name: settings.accessLogs.bucket,
      account,
      retentionDays: settings.accessLogs.retentionDays,
    }).destination;
    const artifacts = new PrivateBucket(this, "artifacts", {
      name: settings.function.bucket,
      keyArn: key.arn,
      accessLogs,
    });
    const network = new Network(this, "network", {
      name,
      account,
      region,
      ...settings.network,
      flowLogs: { keyArn: key.arn, retentionDays: settings.network.flowLogRetentionDays },
    });
    const functions = {
      name,
      account,
      region,
      code: { bucket: artifacts.name, key: settings.function.codeKey },
      memorySize: settings.function.memorySize,
      network,
      keyArn: key.arn,
      logRetentionDays,
      alertTopicArn: alerts.arn,
    };
    const plans =
      settings.plans &&
      new PrivateBucket(this, "plans", {
        name: settings.plans.bucket,
        keyArn: key.arn,
        expireAfterDays: settings.plans.retentionDays,
        accessLogs,
      });
    const runTask = new RunTask(this, "run-task", {
      ...functions,
      concurrency: settings.function.concurrency,
      ...(settings.origins && { origins: settings.origins }),
      ...(plans && { plans }),
    });
    if (settings.plans && plans) {
      const replay = new FleetReplay(this, "fleet-replay", {
        ...functions,
        concurrency: settings.plans.concurrency,
        plans,
      });
      new TerraformOutput(this, "replay-state-machine", {
        value: replay.stateMachineArn,
        description: "Starts with the digest of edited policies",
      });
    }
    new TerraformOutput(this, "run-task-url", { value: runTask.url, description: "For the run task in HCP Terraform" });
    new TerraformOutput(this, "hmac-key-secret", {
      value: runTask.secretName,
      description: "The secret to put the HMAC key into",
    });
  }
}
