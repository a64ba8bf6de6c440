import { judge } from "../../gate/judge";
import { changeOf, planJsonOf } from "../gate/planned";
import { policies } from "./subjects";

/**
 * Policy documents as somebody would write them who wants to let everyone in and not be told: from their text to the verdict. What makes
 * the verdict right is on the page of AWS that stands beside it.
 */

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const PRINCIPAL = `${GUIDE}/reference_policies_elements_principal.html`;
const NOT_PRINCIPAL = `${GUIDE}/reference_policies_elements_notprincipal.html`;
const ACTION = `${GUIDE}/reference_policies_elements_action.html`;
const NOT_ACTION = `${GUIDE}/reference_policies_elements_notaction.html`;
const RESOURCE = `${GUIDE}/reference_policies_elements_resource.html`;
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const MULTI_VALUED = `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const SEVERAL = `${GUIDE}/reference_policies_condition-logic-multiple-context-keys-or-values.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html`;
const LOGIC = `${GUIDE}/reference_policies_evaluation-logic.html`;
const GRAMMAR = `${GUIDE}/reference_policies_grammar.html`;
const OIDC = `${GUIDE}/id_roles_create_for-idp_oidc.html`;
const PUBLIC =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status";

const OPEN = "NON_COMPLIANT";
const CLOSED = "COMPLIANT";
const DOUBTED = "INSUFFICIENT_DATA";

const account = "arn:aws:iam::123456789012:root";
const get = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
const without = (name: keyof typeof get) => Object.fromEntries(Object.entries(get).filter(([key]) => key !== name));
const on = (operator: string, key: string, values: unknown) => ({
  ...get,
  Condition: { [operator]: { [key]: values } },
});

type Row = readonly [what: string, page: string, statements: unknown, status: string];

const READ_BY_EVERYONE: readonly Row[] = [
  ["everyone", PRINCIPAL, get, OPEN],
  ["everyone, as an account", PRINCIPAL, { ...get, Principal: { AWS: "*" } }, OPEN],
  ["everyone in a list", PRINCIPAL, { ...get, Principal: { AWS: [account, "*"] } }, OPEN],
  ["an account", PRINCIPAL, { ...get, Principal: { AWS: account } }, CLOSED],
  ["an account, as a number", PRINCIPAL, { ...get, Principal: { AWS: 123456789012 } }, DOUBTED],
  [
    "any account by a wildcard, which AWS refuses",
    PRINCIPAL,
    { ...get, Principal: { AWS: "arn:aws:iam::*:root" } },
    DOUBTED,
  ],
  ["a service, whoever it works for", PUBLIC, { ...get, Principal: { Service: "logs.amazonaws.com" } }, CLOSED],
  ["any service", PUBLIC, { ...get, Principal: { Service: "*" } }, DOUBTED],
  ["everyone but an account", NOT_PRINCIPAL, { ...without("Principal"), NotPrincipal: { AWS: account } }, OPEN],
  ["nobody that is named", PRINCIPAL, without("Principal"), CLOSED],
  ["an action in other letters", ACTION, { ...get, Action: "S3:GETOBJECT" }, OPEN],
  ["an action by wildcards", ACTION, { ...get, Action: ["s3:?et*"] }, OPEN],
  ["an action that a wildcard hides", ACTION, { ...get, Action: "s3:G*Tagging" }, DOUBTED],
  ["an action that nobody tries first", ACTION, { ...get, Action: "s3:GetObjectTorrent" }, OPEN],
  ["writing only", ACTION, { ...get, Action: "s3:PutObject" }, CLOSED],
  ["everything but deleting", NOT_ACTION, { ...without("Action"), NotAction: "s3:Delete*" }, OPEN],
  [
    "everything but what is tried first",
    NOT_ACTION,
    { ...without("Action"), NotAction: ["s3:GetObject*", "s3:ListBucket", "s3:GetBucketAcl"] },
    DOUBTED,
  ],
  ["everything but S3", NOT_ACTION, { ...without("Action"), NotAction: "s3:*" }, CLOSED],
  ["everything but nothing", GRAMMAR, { ...without("Action"), NotAction: [] }, DOUBTED],
  ["everywhere but somewhere", RESOURCE, { ...without("Resource"), NotResource: "arn:aws:s3:::b/private/*" }, OPEN],
  ["an organization", PUBLIC, on("StringEquals", "aws:PrincipalOrgID", "o-abc123"), CLOSED],
  ["an organization, in other letters", OPERATORS, on("stringequals", "AWS:principalorgid", ["o-abc123"]), CLOSED],
  [
    "an organization, if the caller has one",
    OPERATORS,
    on("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abc123"),
    OPEN,
  ],
  ["any organization", PUBLIC, on("StringLike", "aws:PrincipalOrgID", "o-*"), OPEN],
  ["one organization or any", SEVERAL, on("StringLike", "aws:PrincipalOrgID", ["o-abc123", "*"]), OPEN],
  ["callers without an organization", OPERATORS, on("Null", "aws:PrincipalOrgID", "true"), OPEN],
  [
    "callers of which no path is another's",
    MULTI_VALUED,
    on("ForAllValues:StringLike", "aws:PrincipalOrgPaths", "o-abc123/*"),
    OPEN,
  ],
  [
    "callers of which a path is the organization's",
    MULTI_VALUED,
    on("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-abc123/*"),
    CLOSED,
  ],
  ["a negative test", OPERATORS, on("StringNotEquals", "aws:PrincipalOrgID", "o-other"), OPEN],
  ["TLS or no TLS", SEVERAL, on("Bool", "aws:SecureTransport", ["true", "false"]), OPEN],
  ["an account, as a number", GRAMMAR, on("StringEquals", "aws:SourceAccount", 123456789012), CLOSED],
  ["a topic of an account", PUBLIC, on("ArnLike", "aws:SourceArn", "arn:aws:sns:*:123456789012:*"), CLOSED],
  ["a topic of any account", PUBLIC, on("ArnLike", "aws:SourceArn", "arn:aws:sns:us-east-1:*:topic"), OPEN],
  [
    "a topic of any account, named like one",
    PUBLIC,
    on("ArnLike", "aws:SourceArn", "arn:aws:sns:us-east-1:*:123456789012:t"),
    OPEN,
  ],
  [
    "the roles of the caller's own account",
    VARIABLES,
    on("ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:PrincipalAccount}:role/*"),
    OPEN,
  ],
  ["an endpoint", PUBLIC, on("StringEquals", "aws:SourceVpce", "vpce-0123456789abcdef0"), CLOSED],
  ["any endpoint", PUBLIC, on("StringLike", "aws:SourceVpce", "vpce-*"), OPEN],
  ["a network", PUBLIC, on("IpAddress", "aws:SourceIp", "203.0.113.0/24"), CLOSED],
  ["half of the internet", PUBLIC, on("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]), OPEN],
  ["every address, as a text", OPERATORS, on("StringLike", "aws:SourceIp", "*"), OPEN],
  ["a referer, which anyone can send", PUBLIC, on("StringLike", "aws:Referer", "https://www.example.com/*"), OPEN],
  ["refused to everyone", LOGIC, [get, deny], CLOSED],
  ["refused in part", LOGIC, [get, { ...deny, Resource: "arn:aws:s3:::b/private/*" }], OPEN],
  ["refused to someone", LOGIC, [get, { ...deny, Principal: { AWS: account } }], OPEN],
  [
    "refused to all but an account",
    NOT_PRINCIPAL,
    [get, { Effect: "Deny", NotPrincipal: { AWS: account }, Action: "*", Resource: "*" }],
    CLOSED,
  ],
  [
    "refused outside of an organization",
    OPERATORS,
    [get, { ...deny, Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abc123" } } }],
    CLOSED,
  ],
  [
    "refused outside of any organization",
    OPERATORS,
    [get, { ...deny, Condition: { Null: { "aws:PrincipalOrgID": "true" } } }],
    OPEN,
  ],
  [
    "refused outside of everywhere",
    OPERATORS,
    [get, { ...deny, Condition: { NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }],
    OPEN,
  ],
  [
    "refused to some, on two conditions",
    SEVERAL,
    [
      get,
      {
        ...deny,
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abc123" }, Bool: { "aws:SecureTransport": "false" } },
      },
    ],
    OPEN,
  ],
  [
    "refused everywhere but there",
    RESOURCE,
    [get, { Effect: "Deny", Principal: "*", Action: "*", NotResource: "arn:aws:s3:::b/it's public/*" }],
    OPEN,
  ],
  ["an effect in other letters", GRAMMAR, { ...get, Effect: "allow" }, DOUBTED],
  ["an element in other letters", GRAMMAR, { ...without("Principal"), principal: "*" }, DOUBTED],
  ["statements in a list or alone", GRAMMAR, [get], OPEN],
];

const EVERYTHING: readonly Row[] = [
  ["all", ACTION, { Effect: "Allow", Action: "*", Resource: "*" }, OPEN],
  ["all, in more wildcards", ACTION, { Effect: "Allow", Action: "*:*", Resource: ["*"] }, OPEN],
  ["all ARNs", RESOURCE, { Effect: "Allow", Action: "*", Resource: "arn:aws:*:*:*:*" }, OPEN],
  [
    "all but one way to give oneself the rest",
    NOT_ACTION,
    { Effect: "Allow", NotAction: "iam:PutRolePolicy", Resource: "*" },
    OPEN,
  ],
  ["all but IAM", NOT_ACTION, { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, CLOSED],
  [
    "all with MFA, on which AWS Config looks alike",
    OPERATORS,
    { Effect: "Allow", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
    OPEN,
  ],
  ["all of a service", ACTION, { Effect: "Allow", Action: "s3:*", Resource: "*" }, CLOSED],
];

const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
const github = "token.actions.githubusercontent.com";
const web = (condition: object) => ({
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
});

const ASSUMED_BY_EVERYONE: readonly Row[] = [
  ["everyone", PRINCIPAL, { ...assume, Principal: { AWS: "*" } }, OPEN],
  [
    "everyone who knows a word",
    `${GUIDE}/id_roles_common-scenarios_third-party.html`,
    { ...assume, Principal: "*", Condition: { StringEquals: { "sts:ExternalId": "x" } } },
    OPEN,
  ],
  ["a service", PRINCIPAL, { ...assume, Principal: { Service: "ec2.amazonaws.com" } }, CLOSED],
  ["any provider", PRINCIPAL, { ...assume, Action: "sts:AssumeRoleWithSAML", Principal: { Federated: "*" } }, DOUBTED],
  ["every repository of GitHub", OIDC, web({ StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }), OPEN],
  ["every repository that begins so", OIDC, web({ StringLike: { [`${github}:sub`]: "rep*" } }), OPEN],
  ["a repository", OIDC, web({ StringLike: { [`${github}:sub`]: "repo:example/shop:*" } }), CLOSED],
  [
    "a repository, if there is one",
    OIDC,
    web({ StringLikeIfExists: { [`${github}:sub`]: "repo:example/shop:*" } }),
    OPEN,
  ],
];

/** Resources that hold a policy document, in a plan of one of each. */
const HOLDERS = {
  S3_BUCKET_PUBLIC_READ_PROHIBITED: "aws_s3_bucket_policy.holder",
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: "aws_iam_policy.holder",
  IAM_ROLE_TRUST_POLICY_NOT_PUBLIC: "aws_iam_role.holder",
} as const;

function planOf(policy: string): Buffer {
  return planJsonOf([
    changeOf("aws_s3_bucket.holder", { after: { bucket: "b" } }),
    changeOf("aws_s3_bucket_policy.holder", { after: { bucket: "b", policy } }),
    changeOf("aws_iam_policy.holder", { after: { name: "p", policy } }),
    changeOf("aws_iam_role.holder", { after: { name: "r", assume_role_policy: policy } }),
  ]);
}

function statusOf(rule: keyof typeof HOLDERS, policy: string): string | undefined {
  const planJson = planOf(policy);
  const { evaluations } = judge({
    planJson,
    name: "plan",
    stack: "plan",
    policies,
    now: new Date("2026-01-01T00:00:00Z"),
  });
  return evaluations.find((evaluation) => evaluation.rule === rule && evaluation.resource === HOLDERS[rule])?.status;
}

describe.each([
  ["S3_BUCKET_PUBLIC_READ_PROHIBITED", READ_BY_EVERYONE],
  ["IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", EVERYTHING],
  ["IAM_ROLE_TRUST_POLICY_NOT_PUBLIC", ASSUMED_BY_EVERYONE],
] as const)("%s", (rule, rows) => {
  it.each(rows)("%s (%s)", (_, __, statements, status) => {
    expect(statusOf(rule, JSON.stringify({ Version: "2012-10-17", Statement: statements }))).toBe(status);
  });

  it(`is not deceived by an element that stands there twice (${GRAMMAR})`, () => {
    const twice = JSON.stringify({ Statement: rows[0]?.[2] }).replace(/}$/, ',"Statement":[]}');

    expect(statusOf(rule, twice)).toBe(DOUBTED);
  });
});
