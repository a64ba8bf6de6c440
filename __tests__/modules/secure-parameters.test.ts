import { SecureParameters } from "../../modules/secure-parameters";
import { statement, statements, synthesized } from "./synthesized";

const READER = "arn:aws:iam::123456789012:role/web";
const MAINTAINER = "arn:aws:iam::123456789012:role/deployment";
const resources = synthesized((stack) => {
  new SecureParameters(stack, "secrets", {
    name: "example",
    account: "123456789012",
    region: "us-east-1",
    path: "/example/database",
    parameters: { password: { value: "${var.password}", version: 2 } },
    readers: [{ id: "web", name: "web", arn: READER }],
    maintainerRoleArns: [MAINTAINER],
  });
});
const key = resources.one("aws_kms_key");
const parameter = resources.one("aws_ssm_parameter");

test("a secret is encrypted under a key that rotates, and only ever written", () => {
  expect(parameter.arguments).toMatchObject({
    name: "/example/database/password",
    type: "SecureString",
    key_id: key.ref("arn"),
    value_wo: "${var.password}",
    value_wo_version: 2,
  });
  expect(parameter.arguments).not.toHaveProperty("value");
  expect(key.arguments["enable_key_rotation"]).toBe(true);
});

test("the key decrypts for readers and maintainers and for nobody else, whatever IAM allows", () => {
  expect(statement(key, "NobodyElseDecrypts")).toMatchObject({
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:Decrypt"],
    Condition: { ArnNotEquals: { "aws:PrincipalArn": [READER, MAINTAINER] } },
  });
});

test("readers may read these parameters, and use the key for nothing but that", () => {
  const policy = resources.one("aws_iam_policy");
  expect(statements(policy)).toHaveLength(2);
  expect(statement(policy, "ReadParameters").Resource).toEqual([parameter.ref("arn")]);
  expect(statement(policy, "DecryptParameters")).toMatchObject({
    Action: ["kms:Decrypt"],
    Resource: [key.ref("arn")],
    Condition: {
      StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" },
      ArnLike: {
        "kms:EncryptionContext:PARAMETER_ARN": "arn:aws:ssm:us-east-1:123456789012:parameter/example/database/*",
      },
    },
  });
  expect(resources.one("aws_iam_role_policy_attachment").arguments).toMatchObject({
    role: "web",
    policy_arn: policy.ref("arn"),
  });
});
