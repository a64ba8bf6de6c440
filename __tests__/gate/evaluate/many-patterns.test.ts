import { join } from "node:path";
import { judge } from "../../../gate/judge";
import { loadPolicies } from "../../../gate/evaluate";
import { changeOf, planJsonOf } from "../planned";

const policies = loadPolicies({ directory: join(__dirname, "../../../policies") });

/** Many more than the expressions that OPA's module keeps, which is a hundred: it may use those that it has let go of. */
const BUCKETS = 1_000;

/** Buckets whose policies deny everything without TLS, on a pattern of their own each. */
function planJson(pattern: (name: string) => string): Uint8Array {
  const names = Array.from({ length: BUCKETS }, (_, at) => `b${at}`);
  return planJsonOf(
    names.flatMap((bucket) => [
      changeOf(`aws_s3_bucket.${bucket}`, { after: { bucket } }),
      changeOf(`aws_s3_bucket_policy.${bucket}`, {
        after: { bucket, policy: denyWithoutTls(bucket, pattern(bucket)) },
      }),
    ]),
  );
}

function denyWithoutTls(name: string, objects: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${name}`, objects],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

it.each([
  ["one wildcard", (name: string) => `arn:aws:s3:::${name}/*`],
  ["two wildcards", (name: string) => `arn:aws:*:::${name}/*`],
  ["three wildcards", (name: string) => `arn:*:*:::${name}/*`],
  ["one of each kind", (name: string) => `arn:aw?:s3:::${name}/*`],
])("a plan with a thousand patterns is judged: %s", (_, pattern) => {
  const { evaluations } = judge({
    planJson: planJson(pattern),
    name: "plan.json",
    stack: "s",
    policies,
    now: new Date(0),
  });

  const tls = evaluations.filter(({ rule }) => rule === "S3_BUCKET_SSL_REQUESTS_ONLY");
  expect(tls).toHaveLength(BUCKETS);
  expect(new Set(tls.map(({ status }) => status))).toEqual(new Set(["COMPLIANT"]));
});
