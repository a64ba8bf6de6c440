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
  // "Individual elements must not contain multiple instances of the same key."
  ["an element twice", '{"Statement":[{"Effect":"Allow","Principal":"*","Principal":{"AWS":"123456789012"}}]}'],
  ["an element twice, once escaped", '{"Statement":[{"Effect":"Allow","Effect":"Deny"}]}'.replace("Eff", "\\u0045ff")],
  ["a condition twice", '{"Statement":[{"Effect":"Deny","Condition":{"Bool":{"a:b":"1"},"Bool":{"a:b":"2"}}}]}'],
  ["a second list of statements", '{"Statement":[{"Effect":"Allow","Action":"*"}],"Statement":[{"Effect":"Deny"}]}'],
  ["an element in other letters", '{"Statement":[{"Effect":"Allow","principal":"*","Action":"*"}]}'],
  ["an element that IAM does not have", '{"Statement":[{"Effect":"Allow","Action":"*","Priority":1}]}'],
  ["a document with more than IAM knows", '{"Statement":[{"Effect":"Allow"}],"Statements":[]}'],
  ["an empty exception", '{"Statement":[{"Effect":"Allow","NotAction":[],"Resource":"*"}]}'],
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

test("keys that differ in letters, or stand in different objects, are not the same", () => {
  const condition = { StringEquals: { "aws:a": "1", "aws:A": "1" }, StringLike: { "aws:a": ['x": "y', "{"] } };
  const text = JSON.stringify({ Statement: [{ Effect: "Allow", Condition: condition }, { Effect: "Allow" }] });

  expect(readPolicyDocument(text, none)).toMatchObject({ complete: true, statements: [{}, {}] });
});

test("policy variables of a data source are those of the policy", () => {
  const source = {
    statement: [
      {
        resources: ["arn:aws:s3:::b/&{aws:username}/*"],
        condition: [{ test: "StringLike", variable: "aws:PrincipalArn", values: ["arn:aws:iam::&{aws:x}:role/r"] }],
      },
    ],
  };
  const value: Value = { $symbol: "reference", address: "data.aws_iam_policy_document.d", attribute: "json" };
  const [statement] = readPolicyDocument(value, () => source).statements;

  expect(statement?.resources).toEqual(["arn:aws:s3:::b/${aws:username}/*"]);
  expect(statement?.conditions[0]?.values).toEqual(["arn:aws:iam::${aws:x}:role/r"]);
});

test("a statement of a data source takes the place of an included one of the same sid", () => {
  const inner: Value = '{"Statement":[{"Sid":"a","Effect":"Deny","Action":"*"},{"Effect":"Deny","Action":"s3:*"}]}';
  const outer = (sid: Value) => ({ source_policy_documents: [inner], statement: [{ sid, actions: ["s3:Get*"] }] });
  const value: Value = { $symbol: "reference", address: "data.aws_iam_policy_document.d", attribute: "json" };
  const actions = (sid: Value) =>
    readPolicyDocument(value, () => outer(sid)).statements.map((statement) => statement.actions);

  expect(actions("a")).toEqual([["s3:*"], ["s3:Get*"]]);
  expect(actions("b")).toEqual([["*"], ["s3:*"], ["s3:Get*"]]);
  expect(readPolicyDocument(value, () => outer(arn)).complete).toBe(false);
});

test("documents that include each other end as incomplete", () => {
  const self: Value = { $symbol: "reference", address: "data.aws_iam_policy_document.a", attribute: "json" };
  expect(readPolicyDocument(self, () => ({ source_policy_documents: [self], statement: [] })).complete).toBe(false);
});
