import { nearest } from "../../gate/nearest";

const known = ["IAM_PASSWORD_POLICY", "IAM_NO_INLINE_POLICY_CHECK", "kmsId"];

test.each([
  ["IAM_PASSWORD_POLICI", "IAM_PASSWORD_POLICY"],
  ["IAM_PASWORD_POLICY", "IAM_PASSWORD_POLICY"],
  ["iam_password_policy", "IAM_PASSWORD_POLICY"],
  ["kmsKeyId", undefined],
  ["kmsid", "kmsId"],
  ["kms", undefined],
  ["ENCRYPTED_VOLUMES", undefined],
  ["", undefined],
])("%s is meant for %s", (name, meant) => {
  expect(nearest(name, known)).toBe(meant);
});
