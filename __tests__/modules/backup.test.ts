import { Backup, ReplicatedDatabaseBackups, Vault } from "../../modules/backup";
import { synthesized } from "./synthesized";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:example";
const DATABASE = "arn:aws:rds:us-east-1:123456789012:db:example";
const resources = synthesized((stack) => {
  const vault = (id: string) =>
    new Vault(stack, id, {
      name: `example-${id}`,
      account: "123456789012",
      minRetentionDays: 7,
      maxRetentionDays: 365,
    });
  new Backup(stack, "backup", {
    name: "example",
    account: "123456789012",
    vault: vault("here"),
    copyVault: vault("elsewhere"),
    retentionDays: 35,
    resources: [DATABASE],
    topicArn: TOPIC,
  });
});
const vault = (name: string) => resources.one("aws_backup_vault", { name });

test("runs every night, keeps backups for the given time and copies them to the other vault", () => {
  expect(resources.one("aws_backup_plan").arguments["rule"]).toMatchObject([
    {
      target_vault_name: vault("example-here").ref("name"),
      schedule: "cron(0 5 * * ? *)",
      lifecycle: { delete_after: 35 },
      copy_action: [{ destination_vault_arn: vault("example-elsewhere").ref("arn"), lifecycle: { delete_after: 35 } }],
    },
  ]);
});

test.each(["example-here", "example-elsewhere"])("vault %s has a key of its own and keeps what it has", (name) => {
  const key = resources.one("aws_kms_key", { description: `Backups in ${name}` });
  expect(key.arguments["enable_key_rotation"]).toBe(true);
  expect(vault(name).arguments["kms_key_arn"]).toBe(key.ref("arn"));
  expect(
    resources.one("aws_backup_vault_lock_configuration", { backup_vault_name: vault(name).ref("name") }).arguments,
  ).toMatchObject({ min_retention_days: 7, max_retention_days: 365 });
});

test("covers the resources, by a role that AWS Backup assumes for this account", () => {
  expect(resources.one("aws_backup_selection").arguments["resources"]).toEqual([DATABASE]);
  expect(resources.all("aws_iam_role_policy_attachment")).toHaveLength(4);
});

test("tells the operators of failures", () => {
  expect(resources.one("aws_backup_vault_notifications").arguments).toMatchObject({
    sns_topic_arn: TOPIC,
    backup_vault_events: expect.arrayContaining(["BACKUP_JOB_FAILED", "COPY_JOB_FAILED"]) as string[],
  });
});

test("automated backups of an instance are copied under a key of the other region", () => {
  const replicated = synthesized((stack) => {
    new ReplicatedDatabaseBackups(stack, "replicated", {
      instanceArn: DATABASE,
      keyArn: "arn:aws:kms:us-west-2:123456789012:key/example",
      retentionDays: 7,
    });
  });
  expect(replicated.one("aws_db_instance_automated_backups_replication").arguments).toMatchObject({
    source_db_instance_arn: DATABASE,
    kms_key_id: "arn:aws:kms:us-west-2:123456789012:key/example",
    retention_period: 7,
  });
});
