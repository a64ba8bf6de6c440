import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Conditions, policyDocument, type Statement } from "../policy-document";

export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  /** Service principal that may assume the role: `ec2.amazonaws.com`. */
  readonly service: string;
  /**
   * Limits on whose behalf the service assumes it, for services that act for many accounts:
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  readonly trustConditions?: Conditions;
  /** What the role may do. */
  readonly statements?: readonly Statement[];
  /** AWS managed policies, by path and name: `AmazonSSMManagedInstanceCore`. */
  readonly managedPolicies?: readonly string[];
}

/** A role for one AWS service. Its permissions are a policy of their own, not inline, so that they are versioned and reviewed. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** For what must not start before the role may do its work. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: policyDocument([trust(props)]),
    });
    const attachments: IamRolePolicyAttachment[] = [];
    if (props.statements) {
      const policy = new IamPolicy(this, "policy", {
        name: props.name,
        description: props.description,
        policy: policyDocument(props.statements),
      });
      attachments.push(new IamRolePolicyAttachment(this, "attachment", { role: role.name, policyArn: policy.arn }));
    }
    for (const managed of props.managedPolicies ?? []) {
      attachments.push(
        new IamRolePolicyAttachment(this, managed.replaceAll("/", "-"), {
          role: role.name,
          policyArn: `arn:aws:iam::aws:policy/${managed}`,
        }),
      );
    }
    this.arn = role.arn;
    this.name = role.name;
    this.ready = attachments;
  }
}

function trust({ service, trustConditions }: ServiceRoleProps): Statement {
  return {
    sid: "AssumedByService",
    effect: "Allow",
    principals: { services: [service] },
    actions: ["sts:AssumeRole"],
    ...(trustConditions && { conditions: trustConditions }),
  };
}
