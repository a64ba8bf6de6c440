import type { Value } from "../../../policies/contract/plan-model";
import { readPolicyDocument } from "../../../gate/plan/policy-documents";

const none = () => undefined;
const arn: Value = { $symbol: "reference", address: "aws_s3_bucket.b", attribute: "arn" };
const statement = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "x",
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": false } },
};

test("literal JSON becomes statements with every element a list", () => {
  expect(readPolicyDocument(JSON.stringify({ Statement: statement }), none)).toEqual({
    complete: true,
    statements: [
      {
        sid: null,
        effect: "Deny",
        principals: [{ type: "*", values: ["*"] }],
        not_principals: [],
        actions: ["s3:*"],
        not_actions: [],
        resources: ["x"],
        not_resources: [],
        conditions: [{ operator: "boolifexists", key: "aws:multifactorauthpresent", values: ["false"] }],
      },
    ],
  });
});

test("an unknown ARN inside a string leaves the rest of the document readable", () => {
  const parts = [
    '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":["',
    arn,
    '/*","',
    arn,
    '"]}]}',
  ];
  const document = readPolicyDocument({ $symbol: "template", parts }, none);
  expect(document.complete).toBe(true);
  expect(document.statements[0]).toMatchObject({
    effect: "Allow",
    principals: [{ type: "AWS", values: ["*"] }],
    resources: [{ $symbol: "template", parts: [arn, "/*"] }, arn],
  });
});

test.each<[string, Value]>([
  ["an unknown value", { $symbol: "unknown", references: [] }],
  ["text that is not JSON", "Allow all"],
  ["a symbol that stands for a whole statement", { $symbol: "template", parts: ['{"Statement":[', arn, "]}"] }],
  ["no statement", '{"Version":"2012-10-17"}'],
  ["a statement that is no object", '{"Statement":["x"]}'],
  ["a condition that is no object", '{"Statement":[{"Effect":"Allow","Condition":"x"}]}'],
  [
    "text with the character that stands for symbols",
    { $symbol: "template", parts: ['{"Statement":[{"Sid":"\uE0000\uE000"}]}', arn] },
  ],
  ["a list", ["x"]],
])("%s is incomplete, never empty and complete", (_, value) => {
  expect(readPolicyDocument(value, none).complete).toBe(false);
});

test("a deferred aws_iam_policy_document is read from its arguments, with those it includes", () => {
  const documents: Record<string, Record<string, Value>> = {
    "data.aws_iam_policy_document.outer": {
      source_policy_documents: [
        { $symbol: "reference", address: "data.aws_iam_policy_document.inner", attribute: "json" },
      ],
      override_policy_documents: null,
      statement: [
        {
          effect: null,
          actions: ["s3:GetObject"],
          resources: [arn],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceVpc", values: ["vpc-1"] }],
        },
      ],
    },
    "data.aws_iam_policy_document.inner": { statement: [{ sid: "inner", effect: "Deny", actions: ["*"] }] },
  };
  const value: Value = { $symbol: "reference", address: "data.aws_iam_policy_document.outer", attribute: "json" };
  const document = readPolicyDocument(value, (address) => documents[address]);
  expect(document.complete).toBe(true);
  expect(document.statements).toMatchObject([
    { sid: "inner", effect: "Deny" },
    {
      effect: "Allow",
      principals: [{ type: "AWS", values: ["*"] }],
      conditions: [{ operator: "stringequals", key: "aws:sourcevpc", values: ["vpc-1"] }],
    },
  ]);
});

test("documents that include each other end as incomplete", () => {
  const self: Value = { $symbol: "reference", address: "data.aws_iam_policy_document.a", attribute: "json" };
  expect(readPolicyDocument(self, () => ({ source_policy_documents: [self], statement: [] })).complete).toBe(false);
});
