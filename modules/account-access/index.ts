import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { IamGroup } from "@cdktf/provider-aws/lib/iam-group";
import { IamGroupPolicyAttachment } from "@cdktf/provider-aws/lib/iam-group-policy-attachment";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { IamUserGroupMembership } from "@cdktf/provider-aws/lib/iam-user-group-membership";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";
import { multiFactorSelfService, nothingWithoutMultiFactor } from "./multi-factor";

export interface AccountAccessProps {
  /** AWS account id. */
  readonly account: string;
  /** IAM users of the account. Keep them few: people sign in through federation, this is for when that is down. */
  readonly users: readonly string[];
}

/** How people sign in to the account: strong passwords, and nothing at all without a second factor. */
export class AccountAccess extends Construct {
  /** The group that every user is in. Give permissions to further groups. */
  readonly groupName: string;

  constructor(scope: Construct, id: string, { account, users }: AccountAccessProps) {
    super(scope, id);
    new IamAccountPasswordPolicy(this, "password-policy", {
      minimumPasswordLength: 14,
      requireUppercaseCharacters: true,
      requireLowercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
      allowUsersToChangePassword: true,
    });
    const group = new IamGroup(this, "people", { name: "people" });
    const policy = new IamPolicy(this, "multi-factor", {
      name: "require-multi-factor",
      description: "Nothing is allowed without a second factor but to set one up",
      policy: policyDocument([...multiFactorSelfService(account), nothingWithoutMultiFactor()]),
    });
    new IamGroupPolicyAttachment(this, "people-need-multi-factor", { group: group.name, policyArn: policy.arn });
    for (const name of users) {
      const user = new IamUser(this, name, { name });
      new IamUserGroupMembership(this, `${name}-groups`, { user: user.name, groups: [group.name] });
    }
    this.groupName = group.name;
  }
}
