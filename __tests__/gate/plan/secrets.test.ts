import { secretsIn, type ResourceChange } from "../../../gate/plan";

const change = (of: Partial<ResourceChange["change"]>): ResourceChange => ({
  address: "aws_vpc.a",
  mode: "managed",
  type: "aws_vpc",
  name: "a",
  change: { actions: ["create"], ...of },
});

test("secrets are the sensitive variables of the root module, with all that is in them", () => {
  const secrets = secretsIn({
    configuration: { root_module: { variables: { keys: { sensitive: true }, region: {} } } },
    variables: { keys: { value: { main: ["canary-7f3a"] } }, region: { value: "us-east-1" } },
  });

  expect(secrets.isIn("canary-7f3a")).toBe(true);
  expect(secrets.isIn("arn:aws:s3:::canary-7f3a/*")).toBe(true);
  expect(secrets.isIn("canary-7f3")).toBe(false);
  expect(secrets.isIn("us-east-1")).toBe(false);
});

test("and what resources have marked, before and after, also as it is written in JSON", () => {
  const [before_sensitive, after_sensitive] = [{ tags: { a: true } }, { tags: { b: true } }];
  const secrets = secretsIn({
    resource_changes: [
      change({
        before: { tags: { a: "was-secret" } },
        after: { tags: { b: 'is-"secret"' } },
        before_sensitive,
        after_sensitive,
      }),
    ],
    resource_drift: [change({ after: { tags: { b: "drifted-secret" } }, after_sensitive })],
  });

  const texts = ["was-secret", 'is-"secret"', JSON.stringify({ Sid: 'is-"secret"' }), "drifted-secret"];
  expect(texts.map((text) => secrets.isIn(text))).toEqual([true, true, true, true]);
});

test("what is marked only with the set that it is in is none, nor what is short", () => {
  const secrets = secretsIn({
    resource_changes: [
      change({
        after: { ingress: [{ description: "canary-7f3a", cidr_blocks: ["192.0.2.0/24"] }], name: "short" },
        after_sensitive: { ingress: true, name: true },
      }),
    ],
  });

  expect(secrets.isIn("192.0.2.0/24")).toBe(false);
  expect(secrets.isIn("short")).toBe(false);
});
