import { ServiceRole, type ServiceRoleProps } from "../../modules/service-role";
import { statements, synthesized } from "./synthesized";

const roleWith = (props: Partial<ServiceRoleProps>) =>
  synthesized((stack) => {
    new ServiceRole(stack, "role", { name: "example", description: "Example", service: "ec2.amazonaws.com", ...props });
  });

test("is assumed by its service only, under the given conditions", () => {
  const trustConditions = { StringEquals: { "aws:SourceAccount": "123456789012" } };
  expect(statements(roleWith({ trustConditions }).one("aws_iam_role"), "assume_role_policy")).toEqual([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: ["ec2.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: trustConditions,
    },
  ]);
});

test("its permissions are attached policies, never inline ones", () => {
  const resources = roleWith({
    managedPolicies: ["service-role/Example"],
    statements: [{ sid: "Read", effect: "Allow", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] }],
  });
  expect(resources.types).not.toContain("aws_iam_role_policy");
  expect(resources.one("aws_iam_role").arguments).not.toHaveProperty("inline_policy");
  expect(resources.all("aws_iam_role_policy_attachment").map(({ arguments: { policy_arn } }) => policy_arn)).toEqual(
    expect.arrayContaining([
      resources.one("aws_iam_policy").ref("arn"),
      "arn:aws:iam::aws:policy/service-role/Example",
    ]),
  );
});

test("without permissions there is no policy", () => {
  expect(roleWith({}).types).toEqual(["aws_iam_role"]);
});
