import { Construct } from "constructs";
import type { PostgresSettings } from "../../environments";
import { Database, type DatabaseProps } from "../../modules/database";
import { SecureParameters } from "../../modules/secure-parameters";
import type { WebTier } from "../../modules/web-tier";

export interface PostgresProps extends Pick<
  DatabaseProps,
  "name" | "account" | "region" | "vpcId" | "subnetIds" | "parameterPath" | "logs"
> {
  readonly settings: PostgresSettings;
  /** Reference to an ephemeral value. */
  readonly password: string;
  /** The only one that reaches the database and reads its password. */
  readonly client: Pick<WebTier, "instanceSecurityGroupId" | "instanceRoleName" | "instanceRoleArn">;
  /** ARNs of the roles that write the password. */
  readonly maintainerRoleArns: readonly string[];
}

/** The database, and its master password in Parameter Store: both get it from outside, and only the client reads it again. */
export class Postgres extends Construct {
  readonly database: Database;

  constructor(scope: Construct, id: string, { settings, password, client, ...props }: PostgresProps) {
    super(scope, id);
    const { name, account, region, parameterPath } = props;
    const { passwordVersion, ...server } = settings;
    const masterPassword = { value: password, version: passwordVersion };
    this.database = new Database(this, "database", {
      name,
      account,
      region,
      engine: "postgres",
      kind: "instance",
      server: { ...server, masterPassword },
      vpcId: props.vpcId,
      subnetIds: props.subnetIds,
      clients: [{ id: "web-tier", securityGroupId: client.instanceSecurityGroupId, roleName: client.instanceRoleName }],
      parameterPath,
      logs: props.logs,
    });
    new SecureParameters(this, "secrets", {
      name: `${name}-database`,
      account,
      region,
      path: parameterPath,
      parameters: { password: masterPassword },
      readers: [{ id: "web-tier", name: client.instanceRoleName, arn: client.instanceRoleArn }],
      maintainerRoleArns: props.maintainerRoleArns,
    });
  }
}
