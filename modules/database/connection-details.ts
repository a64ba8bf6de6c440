import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";
import type { Client } from "./client-access";
import type { Server } from "./server";

export interface ConnectionDetailsProps {
  readonly name: string;
  readonly region: string;
  /** Path in Parameter Store: `/storefront-prod/database`. */
  readonly path: string;
  readonly server: Server;
  readonly port: number;
  readonly databaseName: string;
  readonly username: string;
  /** ARN of the key that encrypts the secret. */
  readonly keyArn: string;
  readonly clients: readonly Client[];
}

/** What clients have to know: where the database is, in Parameter Store, and the right to read the secret that RDS keeps. */
export class ConnectionDetails extends Construct {
  constructor(scope: Construct, id: string, props: ConnectionDetailsProps) {
    super(scope, id);
    const { path, server } = props;
    const parameters = {
      "writer-endpoint": server.writerEndpoint,
      "reader-endpoint": server.readerEndpoint,
      port: String(props.port),
      name: props.databaseName,
      // Without a secret of RDS, clients get the password elsewhere.
      ...(server.secretArn === undefined ? { username: props.username } : { "secret-arn": server.secretArn }),
    };
    for (const [parameter, value] of Object.entries(parameters)) {
      new SsmParameter(this, parameter, { name: `${path}/${parameter}`, type: "String", value });
    }
    if (server.secretArn !== undefined) {
      this.letClientsRead(server.secretArn, props);
    }
  }

  private letClientsRead(secretArn: string, { name, region, keyArn, clients }: ConnectionDetailsProps): void {
    const policy = new IamPolicy(this, "read-secret", {
      name: `${name}-database-client`,
      description: `Sign in to ${name}`,
      policy: policyDocument([
        {
          sid: "ReadSecret",
          effect: "Allow",
          actions: ["secretsmanager:GetSecretValue"],
          resources: [secretArn],
        },
        {
          sid: "DecryptSecret",
          effect: "Allow",
          actions: ["kms:Decrypt"],
          resources: [keyArn],
          conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
        },
      ]),
    });
    for (const client of clients) {
      new IamRolePolicyAttachment(this, client.id, { role: client.roleName, policyArn: policy.arn });
    }
  }
}
