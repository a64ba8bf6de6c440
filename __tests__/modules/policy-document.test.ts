import { policyDocument, policyVariable } from "../../modules/policy-document";

const parse = (text: string): unknown => JSON.parse(text);

test("is an IAM policy of the current version, with the elements that were given and no others", () => {
  const text = policyDocument([
    { sid: "Read", effect: "Allow", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] },
  ]);
  expect(parse(text)).toEqual({
    Version: "2012-10-17",
    Statement: [{ Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::example/*"] }],
  });
});

test("names principals by kind, and everyone by an asterisk", () => {
  const text = policyDocument([
    { sid: "Service", effect: "Allow", principals: { services: ["ec2.amazonaws.com"] }, actions: ["sts:AssumeRole"] },
    { sid: "Everyone", effect: "Deny", principals: "*", actions: ["s3:*"] },
  ]);
  expect(parse(text)).toMatchObject({
    Statement: [{ Principal: { Service: ["ec2.amazonaws.com"] } }, { Principal: "*" }],
  });
});

test("a policy variable reaches IAM as such and is not taken for an expression of Terraform", () => {
  expect(policyVariable("aws:username")).toBe("$${aws:username}");
});
