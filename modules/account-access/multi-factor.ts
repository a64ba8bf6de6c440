import { policyVariable, type Statement } from "../policy-document";

/** What a user does with their own password and devices. */
const OWN_USER = [
  "iam:ChangePassword",
  "iam:CreateVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:GetMFADevice",
  "iam:GetUser",
  "iam:ListMFADevices",
  "iam:ResyncMFADevice",
];

/** What the console asks for on the way; the answers are about the account, not about somebody. */
const LOOK_UP = ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"];

/** Signs in with a second factor on the command line; needs no permission, but must not be denied. */
const SIGN_IN = ["sts:GetSessionToken"];

/** Lets users set up a second factor, for themselves. Removing one again is not among it. */
export function multiFactorSelfService(account: string): readonly Statement[] {
  return [
    {
      sid: "SetUpOwnSecondFactor",
      effect: "Allow",
      actions: OWN_USER,
      resources: [
        `arn:aws:iam::${account}:user/${policyVariable("aws:username")}`,
        // Named by the user when it is created, before it belongs to anyone.
        `arn:aws:iam::${account}:mfa/*`,
      ],
    },
    { sid: "LookUp", effect: "Allow", actions: LOOK_UP, resources: ["*"] },
  ];
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
    notActions: [...OWN_USER, ...LOOK_UP, ...SIGN_IN],
    resources: ["*"],
    conditions: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  };
}
