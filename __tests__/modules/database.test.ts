import { Database, type DatabaseProps } from "../../modules/database";
import { statement, type Synthesized, synthesized } from "./synthesized";

const LOG_KEY = "arn:aws:kms:us-east-1:123456789012:key/logs";
const PROPS: DatabaseProps = {
  name: "example",
  account: "123456789012",
  region: "us-east-1",
  kind: "cluster",
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  clients: [{ id: "web", securityGroupId: "sg-web", roleName: "web-role" }],
  parameterPath: "/example/database",
  logs: { keyArn: LOG_KEY, retentionDays: 365 },
  server: {
    engineVersion: "8.0.39",
    instanceClass: "db.m5d.large",
    storage: 20,
    databaseName: "shop",
    masterUsername: "admin",
    backupRetentionDays: 7,
    backupWindow: "08:01-08:31",
    maintenanceWindow: "sun:09:00-sun:09:30",
  },
};

const databaseWith = (props: Partial<DatabaseProps> = {}, server: Partial<DatabaseProps["server"]> = {}): Synthesized =>
  synthesized((stack) => {
    new Database(stack, "database", { ...PROPS, ...props, server: { ...PROPS.server, ...server } });
  });

const cluster = databaseWith({}, { iops: 3000 });
const instance = databaseWith({ kind: "instance" });

describe.each([
  ["cluster", cluster, "aws_rds_cluster", "aws_rds_cluster_parameter_group"],
  ["instance", instance, "aws_db_instance", "aws_db_parameter_group"],
] as const)("%s", (kind, resources, type, parameterGroup) => {
  const database = resources.one(type);
  const key = resources.one("aws_kms_key");

  test("is encrypted under a key of its own, which rotates", () => {
    expect(database.arguments).toMatchObject({ storage_encrypted: true, kms_key_id: key.ref("arn") });
    expect(key.arguments["enable_key_rotation"]).toBe(true);
  });

  test("has a master password that nobody wrote, kept under the same key, and sign-in by IAM", () => {
    expect(database.arguments).toMatchObject({
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key.ref("arn"),
      iam_database_authentication_enabled: true,
    });
    expect(database.arguments).not.toHaveProperty("password");
    expect(database.arguments).not.toHaveProperty("master_password");
  });

  test("refuses connections without TLS", () => {
    expect(resources.one(parameterGroup).arguments["parameter"]).toContainEqual({
      name: "require_secure_transport",
      value: "1",
      apply_method: "immediate",
    });
  });

  test("is reached by its clients on the port of MySQL and by nobody else", () => {
    const group = resources.one("aws_security_group").ref("id");
    const rule = { ip_protocol: "tcp", from_port: 3306, to_port: 3306 };
    expect(database.arguments["vpc_security_group_ids"]).toEqual([group]);
    expect(resources.one("aws_vpc_security_group_ingress_rule").arguments).toMatchObject({
      ...rule,
      security_group_id: group,
      referenced_security_group_id: "sg-web",
    });
    expect(resources.one("aws_vpc_security_group_egress_rule").arguments).toMatchObject({
      ...rule,
      security_group_id: "sg-web",
      referenced_security_group_id: group,
    });
  });

  test("is backed up, protected against deletion, and leaves a last snapshot", () => {
    expect(database.arguments).toMatchObject({
      backup_retention_period: 7,
      copy_tags_to_snapshot: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "example-final",
    });
    const unprotected = databaseWith({ kind }, { deletionProtection: false });
    expect(unprotected.one(type).arguments["deletion_protection"]).toBe(false);
  });

  test("exports its logs to groups that exist before it, encrypted and kept for the given time", () => {
    const logs = database.arguments["enabled_cloudwatch_logs_exports"] as string[];
    expect(logs).toEqual(expect.arrayContaining(["error", "general", "slowquery"]));
    for (const log of logs) {
      const group = resources.one("aws_cloudwatch_log_group", { name: `/aws/rds/${kind}/example/${log}` });
      expect(group.arguments).toMatchObject({ kms_key_id: LOG_KEY, retention_in_days: 365 });
      expect(database.arguments["depends_on"]).toContain(`aws_cloudwatch_log_group.${group.name}`);
    }
  });

  test("keeps performance data under its key, unless that is switched off", () => {
    expect(database.arguments).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key.ref("arn"),
    });
    const without = databaseWith({ kind }, { performanceInsights: false }).one(type).arguments;
    expect(without["performance_insights_enabled"]).toBe(false);
    expect(without).not.toHaveProperty("performance_insights_kms_key_id");
  });

  test("publishes where it is, and lets its clients read the secret and nothing else", () => {
    const names = resources.all("aws_ssm_parameter").map((parameter) => parameter.arguments["name"]);
    expect(names).toEqual(
      expect.arrayContaining(
        ["writer-endpoint", "reader-endpoint", "port", "name", "secret-arn"].map((name) => `/example/database/${name}`),
      ),
    );
    const policy = resources.one("aws_iam_policy");
    expect(statement(policy, "ReadSecret").Resource).toEqual([database.ref("master_user_secret[0].secret_arn")]);
    expect(resources.one("aws_iam_role_policy_attachment", { role: "web-role" }).arguments["policy_arn"]).toBe(
      policy.ref("arn"),
    );
  });
});

test("a cluster has a writer and readers of the given class and storage", () => {
  expect(cluster.one("aws_rds_cluster").arguments).toMatchObject({
    engine: "mysql",
    engine_version: "8.0.39",
    db_cluster_instance_class: "db.m5d.large",
    storage_type: "gp3",
    allocated_storage: 20,
    iops: 3000,
    ca_certificate_identifier: "rds-ca-rsa2048-g1",
    preferred_backup_window: "08:01-08:31",
  });
  const parameter = (name: string) =>
    cluster.one("aws_ssm_parameter", { name: `/example/database/${name}` }).arguments["value"];
  expect(parameter("writer-endpoint")).toBe(cluster.one("aws_rds_cluster").ref("endpoint"));
  expect(parameter("reader-endpoint")).toBe(cluster.one("aws_rds_cluster").ref("reader_endpoint"));
});

test("an instance is private, has a standby unless told otherwise, an audit log, and storage that grows", () => {
  expect(instance.one("aws_db_instance").arguments).toMatchObject({
    publicly_accessible: false,
    multi_az: true,
    max_allocated_storage: 100,
    option_group_name: instance.one("aws_db_option_group").ref("name"),
  });
  expect(instance.one("aws_db_instance").arguments["enabled_cloudwatch_logs_exports"]).toContain("audit");
  expect(databaseWith({ kind: "instance" }, { multiAz: false }).one("aws_db_instance").arguments["multi_az"]).toBe(
    false,
  );
});

describe("PostgreSQL", () => {
  const masterPassword = { value: "${var.password}", version: 3 };
  const postgresWith = (server: Partial<DatabaseProps["server"]>) =>
    databaseWith(
      { kind: "instance", engine: "postgres" },
      { engineVersion: "16.9", instanceClass: "db.m6g.large", masterPassword, ...server },
    );
  const postgres = postgresWith({ readReplica: true });
  const primary = postgres.one("aws_db_instance", { identifier: "example" });
  const replica = postgres.one("aws_db_instance", { identifier: "example-replica" });

  test("has the port, the parameters and the logs of its engine, and no MySQL options", () => {
    expect(primary.arguments).toMatchObject({ engine: "postgres", engine_version: "16.9", port: 5432 });
    expect(postgres.one("aws_db_parameter_group").arguments).toMatchObject({
      family: "postgres16",
      parameter: expect.arrayContaining([{ name: "rds.force_ssl", value: "1", apply_method: "immediate" }]),
    });
    expect(postgres.one("aws_vpc_security_group_ingress_rule").arguments).toMatchObject({
      description: "PostgreSQL from web",
      from_port: 5432,
      to_port: 5432,
    });
    expect(postgres.all("aws_db_option_group")).toEqual([]);
  });

  test("a replica follows the instance, as private, encrypted, logged, patched and protected", () => {
    expect(replica.arguments["replicate_source_db"]).toBe(primary.ref("identifier"));
    for (const name of [
      "publicly_accessible",
      "multi_az",
      "storage_encrypted",
      "kms_key_id",
      "parameter_group_name",
      "vpc_security_group_ids",
      "iam_database_authentication_enabled",
      "auto_minor_version_upgrade",
      "enabled_cloudwatch_logs_exports",
      "deletion_protection",
      "backup_retention_period",
      "copy_tags_to_snapshot",
      "monitoring_interval",
      "ca_cert_identifier",
    ]) {
      expect([name, replica.arguments[name]]).toEqual([name, primary.arguments[name]]);
    }
    for (const name of ["username", "password_wo", "db_name", "engine"]) {
      expect(replica.arguments).not.toHaveProperty(name);
    }
    for (const server of ["example", "example-replica"]) {
      for (const log of ["postgresql", "upgrade"]) {
        expect(postgres.all("aws_cloudwatch_log_group", { name: `/aws/rds/instance/${server}/${log}` })).toHaveLength(
          1,
        );
      }
    }
  });

  test("clients read from the replica if there is one, else from the instance", () => {
    const reader = (resources: Synthesized) =>
      resources.one("aws_ssm_parameter", { name: "/example/database/reader-endpoint" }).arguments["value"];
    expect(reader(postgres)).toBe(replica.ref("address"));
    const alone = postgresWith({});
    expect(reader(alone)).toBe(alone.one("aws_db_instance").ref("address"));
  });

  test("a password from outside is only ever written, and nothing points to a secret of RDS", () => {
    expect(primary.arguments).toMatchObject({ password_wo: "${var.password}", password_wo_version: 3 });
    for (const name of ["password", "manage_master_user_password", "master_user_secret_kms_key_id"]) {
      expect(primary.arguments).not.toHaveProperty(name);
    }
    expect(postgres.all("aws_ssm_parameter", { name: "/example/database/secret-arn" })).toEqual([]);
    expect(postgres.one("aws_ssm_parameter", { name: "/example/database/username" }).arguments["value"]).toBe("admin");
    expect(postgres.all("aws_iam_policy").map((policy) => policy.arguments["policy"])).not.toContainEqual(
      expect.stringContaining("secretsmanager"),
    );
  });

  test("a replica of an instance whose password RDS manages is refused: AWS makes none", () => {
    expect(() => databaseWith({ kind: "instance", engine: "postgres" }, { readReplica: true })).toThrow(
      "give masterPassword",
    );
  });
});
