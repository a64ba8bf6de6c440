import { policyVariable, type Statement } from "../policy-document";

/** What a user does to get a second factor, and to sign in with it. */
const SELF_SERVICE = [
  "iam:ChangePassword",
  "iam:CreateVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:GetAccountPasswordPolicy",
  "iam:GetMFADevice",
  "iam:GetUser",
  "iam:ListMFADevices",
  "iam:ListVirtualMFADevices",
  "iam:ResyncMFADevice",
  "sts:GetSessionToken",
];

/** Lets users manage their own password and MFA devices. */
export function multiFactorSelfService(): Statement {
  return {
    sid: "ManageOwnSecondFactor",
    effect: "Allow",
    actions: SELF_SERVICE.filter((action) => action.startsWith("iam:")),
    resources: [`arn:aws:iam::*:user/${policyVariable("aws:username")}`, "arn:aws:iam::*:mfa/*"],
  };
}

/**
 * Denies everything else until the user has signed in with a second factor.
 *
 * `BoolIfExists`, because requests signed with a long-term access key carry no such key in their context: `Bool` would
 * not match and let them pass. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html
 */
export function nothingWithoutMultiFactor(): Statement {
  return {
    sid: "NothingWithoutSecondFactor",
    effect: "Deny",
    notActions: SELF_SERVICE,
    resources: ["*"],
    conditions: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  };
}
