import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

/** Someone who uses the database: a security group to come from, a role to read the password with. */
export interface Client {
  /** Unique among the clients; fits in a construct id. */
  readonly id: string;
  readonly securityGroupId: string;
  readonly roleName: string;
}

export interface ClientAccessProps {
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  readonly clients: readonly Client[];
}

/** What a client has to know, and where to put it. */
export interface Directions {
  readonly path: string;
  readonly region: string;
  readonly keyArn: string;
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly databaseName: string;
  readonly secretArn: string;
}

/** The one way to the database, both ends of it: clients may connect to its port, and know where it is and how to sign in. */
export class ClientAccess extends Construct {
  readonly securityGroupId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClientAccessProps,
  ) {
    super(scope, id);
    const { name, vpcId, port, clients } = props;
    const group = new SecurityGroup(this, "security-group", {
      name: `${name}-database`,
      description: "Database: reached by its clients only",
      vpcId,
      tags: { Name: `${name}-database` },
    });
    const mysql = { ipProtocol: "tcp", fromPort: port, toPort: port };
    for (const client of clients) {
      new VpcSecurityGroupIngressRule(this, `from-${client.id}`, {
        securityGroupId: group.id,
        description: `MySQL from ${client.id}`,
        ...mysql,
        referencedSecurityGroupId: client.securityGroupId,
      });
      new VpcSecurityGroupEgressRule(this, `${client.id}-out`, {
        securityGroupId: client.securityGroupId,
        description: `MySQL to ${name}`,
        ...mysql,
        referencedSecurityGroupId: group.id,
      });
    }
    this.securityGroupId = group.id;
  }

  /** Publishes the endpoints in Parameter Store and lets the clients read the master user's secret. */
  publish({ path, region, keyArn, secretArn, ...endpoints }: Directions): void {
    const { name, port, clients } = this.props;
    const parameters = {
      "writer-endpoint": endpoints.writerEndpoint,
      "reader-endpoint": endpoints.readerEndpoint,
      port: String(port),
      name: endpoints.databaseName,
      "secret-arn": secretArn,
    };
    for (const [parameter, value] of Object.entries(parameters)) {
      new SsmParameter(this, parameter, { name: `${path}/${parameter}`, type: "String", value });
    }
    const policy = new IamPolicy(this, "read-secret", {
      name: `${name}-database-client`,
      description: `Sign in to ${name}`,
      policy: policyDocument([
        { sid: "ReadSecret", effect: "Allow", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] },
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
      new IamRolePolicyAttachment(this, `${client.id}-reads-secret`, { role: client.roleName, policyArn: policy.arn });
    }
  }
}
