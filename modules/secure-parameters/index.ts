import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { EncryptionKey } from "../encryption-key";
import { policyDocument, type Statement } from "../policy-document";

export interface SecureParametersProps {
  /** Part of the names of key and policy. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Path in Parameter Store, without a slash at the end: `/finance-prod/database`. */
  readonly path: string;
  /** By their names below the path. */
  readonly parameters: Readonly<Record<string, SecretValue>>;
  /** Roles that read the parameters. */
  readonly readers: readonly Role[];
  /** ARNs of the roles that write them, such as the one that Terraform works as: it reads, too, when it refreshes. */
  readonly maintainerRoleArns: readonly string[];
}

/** A secret on its way into a write-only argument: it is in neither plan nor state. */
export interface SecretValue {
  /** Reference to an ephemeral value. Never a literal. */
  readonly value: string;
  /** Raise it to write the value again. */
  readonly version: number;
}

export interface Role {
  /** Fits in a construct id. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
}

/**
 * Secrets in Parameter Store, under a key of their own that rotates.
 *
 * The key says no to everybody who is neither reader nor maintainer, whatever IAM policies allow: an administrator of the
 * account gets at them by changing the key's policy only, which the audit trail shows.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html
 */
export class SecureParameters extends Construct {
  constructor(scope: Construct, id: string, props: SecureParametersProps) {
    super(scope, id);
    const { name, account, region, path, readers } = props;
    const key = new EncryptionKey(this, "key", {
      alias: `${name}-parameters`,
      description: `Secret parameters of ${name}`,
      account,
      grants: [nobodyElseDecrypts([...readers.map(({ arn }) => arn), ...props.maintainerRoleArns])],
    });
    const parameters = Object.entries(props.parameters).map(
      ([parameter, { value, version }]) =>
        new SsmParameter(this, parameter, {
          name: `${path}/${parameter}`,
          type: "SecureString",
          keyId: key.arn,
          valueWo: value,
          valueWoVersion: version,
        }),
    );
    const policy = new IamPolicy(this, "read", {
      name: `${name}-parameters`,
      description: `Read the secret parameters of ${name}`,
      policy: policyDocument([
        {
          sid: "ReadParameters",
          effect: "Allow",
          actions: ["ssm:GetParameter", "ssm:GetParameters"],
          resources: parameters.map(({ arn }) => arn),
        },
        {
          sid: "DecryptParameters",
          effect: "Allow",
          actions: ["kms:Decrypt"],
          resources: [key.arn],
          conditions: {
            StringEquals: { "kms:ViaService": `ssm.${region}.amazonaws.com` },
            // Parameter Store encrypts each parameter for its ARN.
            ArnLike: { "kms:EncryptionContext:PARAMETER_ARN": `arn:aws:ssm:${region}:${account}:parameter${path}/*` },
          },
        },
      ]),
    });
    for (const reader of readers) {
      new IamRolePolicyAttachment(this, reader.id, { role: reader.name, policyArn: policy.arn });
    }
  }
}

function nobodyElseDecrypts(roleArns: readonly string[]): Statement {
  return {
    sid: "NobodyElseDecrypts",
    effect: "Deny",
    principals: "*",
    actions: ["kms:Decrypt"],
    resources: ["*"],
    conditions: { ArnNotEquals: { "aws:PrincipalArn": roleArns } },
  };
}
