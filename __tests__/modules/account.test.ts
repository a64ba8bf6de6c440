import { AccountAccess } from "../../modules/account-access";
import { AccountProtection } from "../../modules/account-protection";
import { statement, statements, synthesized } from "./synthesized";

describe("access", () => {
  const resources = synthesized((stack) => {
    new AccountAccess(stack, "access", { account: "123456789012", users: ["break-glass"] });
  });

  test("passwords are long, of all kinds of characters, short-lived and never used again", () => {
    expect(resources.one("aws_iam_account_password_policy").arguments).toMatchObject({
      minimum_password_length: 14,
      require_uppercase_characters: true,
      require_lowercase_characters: true,
      require_numbers: true,
      require_symbols: true,
      password_reuse_prevention: 24,
      max_password_age: 90,
    });
  });

  test("without a second factor everything is denied but to set one up", () => {
    const denied = statement(resources.one("aws_iam_policy"), "NothingWithoutSecondFactor");
    expect(denied).toMatchObject({
      Effect: "Deny",
      Resource: ["*"],
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    });
    expect(denied.NotAction).toEqual(expect.arrayContaining(["iam:EnableMFADevice", "sts:GetSessionToken"]));
    expect(denied.NotAction?.filter((action) => /\*|Deactivate|Delete|AccessKey|LoginProfile/.test(action))).toEqual(
      [],
    );
  });

  test("what the policy allows concerns the user alone, and is not denied by the same policy", () => {
    const [own, lookUp, denied] = statements(resources.one("aws_iam_policy"));
    expect(own?.Resource).toContain("arn:aws:iam::123456789012:user/$${aws:username}");
    expect(denied?.NotAction).toEqual(expect.arrayContaining([...(own?.Action ?? []), ...(lookUp?.Action ?? [])]));
  });

  test("every user is in the group that has the policy", () => {
    const group = resources.one("aws_iam_group").ref("name");
    expect(resources.one("aws_iam_group_policy_attachment").arguments).toMatchObject({
      group,
      policy_arn: resources.one("aws_iam_policy").ref("arn"),
    });
    expect(resources.one("aws_iam_user_group_membership").arguments).toMatchObject({
      user: resources.one("aws_iam_user", { name: "break-glass" }).ref("name"),
      groups: [group],
    });
  });
});

describe("protection", () => {
  const resources = synthesized((stack) => {
    new AccountProtection(stack, "protection", { account: "123456789012", region: "us-east-1" });
  });

  test("new volumes are encrypted, with a key of this account", () => {
    expect(resources.one("aws_ebs_encryption_by_default").arguments["enabled"]).toBe(true);
    expect(resources.one("aws_ebs_default_kms_key").arguments["key_arn"]).toBe(resources.one("aws_kms_key").ref("arn"));
  });

  test("no bucket and no snapshot can be made public", () => {
    expect(resources.one("aws_s3_account_public_access_block").arguments).toMatchObject({
      account_id: "123456789012",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resources.one("aws_ebs_snapshot_block_public_access").arguments["state"]).toBe("block-all-sharing");
  });
});
