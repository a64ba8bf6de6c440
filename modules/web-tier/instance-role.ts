import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { ServiceRole } from "../service-role";
import type { ApplicationProps } from "./user-data";

export interface InstanceRoleProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly application: ApplicationProps;
  /** ARN of the key that encrypts the artifact bucket. */
  readonly keyArn: string;
}

/** What an instance may do: be managed by Systems Manager, fetch its application, read its own parameters. Grants from elsewhere name the role. */
export class InstanceRole extends Construct {
  readonly profileArn: string;
  readonly roleName: string;
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      name: `${props.name}-instances`,
      description: `Web servers of ${props.name}`,
      service: "ec2.amazonaws.com",
      managedPolicies: ["AmazonSSMManagedInstanceCore"],
      statements: statements(props),
    });
    this.profileArn = new IamInstanceProfile(this, "profile", { name: `${props.name}-instances`, role: role.name }).arn;
    this.roleName = role.name;
    this.roleArn = role.arn;
  }
}

function statements({ account, region, application, keyArn }: InstanceRoleProps): readonly Statement[] {
  return [
    {
      sid: "FetchApplication",
      effect: "Allow",
      actions: ["s3:GetObject"],
      resources: [application.applicationKey, application.databaseCertificatesKey].map(
        (key) => `arn:aws:s3:::${application.bucket}/${key}`,
      ),
    },
    {
      sid: "DecryptApplication",
      effect: "Allow",
      actions: ["kms:Decrypt"],
      resources: [keyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    },
    {
      sid: "ReadParameters",
      effect: "Allow",
      actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
      resources: [`arn:aws:ssm:${region}:${account}:parameter${application.parameterPath}/*`],
    },
  ];
}
