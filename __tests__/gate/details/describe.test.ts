import { attributesOf } from "../../../gate/details/attributes";
import { describeResources } from "../../../gate/details/describe";
import { systemOf } from "../../../gate/diagram";
import { NOT_SYNTHESIZED, readPlan, Secrets, type ResourceChange, type TerraformPlan } from "../../../gate/plan";
import type { RuleMetadata } from "../../../policies/contract/rule";
import { changeOf, planJsonOf } from "../planned";

function plan(
  changes: { readonly [address: string]: Partial<ResourceChange["change"]> },
  blocks: { readonly [address: string]: object } = {},
): TerraformPlan {
  const resources = Object.entries(blocks).map(([address, expressions]) => ({ ...changeOf(address), expressions }));
  const configuration = { root_module: { resources } } as NonNullable<TerraformPlan["configuration"]>;
  const planned = Object.entries(changes).map(([address, change]) => changeOf(address, change));
  return readPlan(planJsonOf(planned, { configuration }), "plan");
}

const rule = { reads: { aws_s3_bucket: ["bucket"] } } as unknown as RuleMetadata;
const describeIn = (of: TerraformPlan) => describeResources(of, { catalog: [rule] }, NOT_SYNTHESIZED);
const values = (of: TerraformPlan) =>
  Object.fromEntries(describeIn(of).flatMap(({ attributes }) => attributes.map((each) => [each.path, each])));

describe("the details of a resource", () => {
  it("are its values before and after, taken apart, and which of them change", () => {
    const found = values(
      plan({
        "aws_s3_bucket.a": {
          actions: ["update"],
          before: { bucket: "a", tags: { owner: "x" }, grants: ["r", "w"], old: 1 },
          after: { bucket: "a", tags: { owner: "y" }, grants: ["r"], old: null, versioning: [{ on: false }] },
        },
      }),
    );

    const shown = (text: string) => ({ origin: "known", text });
    expect(found).toEqual({
      bucket: { path: "bucket", before: shown("a"), after: shown("a"), changed: false, read: true },
      "tags.owner": { path: "tags.owner", before: shown("x"), after: shown("y"), changed: true, read: false },
      "grants[0]": { path: "grants[0]", before: shown("r"), after: shown("r"), changed: false, read: false },
      "grants[1]": { path: "grants[1]", before: shown("w"), after: null, changed: true, read: false },
      old: { path: "old", before: shown("1"), after: null, changed: true, read: false },
      "versioning[0].on": { path: "versioning[0].on", before: null, after: shown("false"), changed: true, read: false },
    });
  });

  it("keep what was there of a resource that is deleted", () => {
    const [resource] = describeIn(
      plan({ "aws_s3_bucket.a": { actions: ["delete"], before: { bucket: "a" }, after: null } }),
    );

    expect(resource).toMatchObject({ action: "delete", attributes: [{ before: { text: "a" }, after: null }] });
  });

  it("say what a value that is known after apply will be made from", () => {
    const found = values(
      plan(
        {
          "aws_s3_bucket.a": {
            actions: ["create"],
            after: { bucket: "a", tags: {} },
            after_unknown: { arn: true, key: true, policy: true, tags: { made: true } },
          },
          "aws_kms_key.k": { actions: ["create"], after: {}, after_unknown: { arn: true } },
        },
        {
          "aws_s3_bucket.a": {
            bucket: { constant_value: "a" },
            key: { constant_value: "${aws_kms_key.k.arn}", references: ["aws_kms_key.k.arn", "aws_kms_key.k"] },
            policy: { constant_value: "allow ${aws_kms_key.k.arn}!", references: ["aws_kms_key.k.arn"] },
            tags: { constant_value: "${merge(local.tags, {})}", references: ["local.tags"] },
          },
          "aws_kms_key.k": {},
        },
      ),
    );

    expect(found["key"]?.after).toEqual({ origin: "reference", text: "aws_kms_key.k.arn" });
    expect(found["policy"]?.after).toEqual({ origin: "template", text: "allow ${aws_kms_key.k.arn}!" });
    expect(found["tags.made"]?.after).toEqual({ origin: "unknown", text: "local.tags" });
    expect(found["arn"]?.after).toEqual({ origin: "unset", text: "" });
  });

  it("show a long value in part, and none that is nested without end", () => {
    const deep = JSON.parse(`${"[".repeat(500)}1${"]".repeat(500)}`) as unknown;
    const found = Object.values(
      values(plan({ "aws_s3_bucket.a": { actions: ["create"], after: { bucket: "x".repeat(5000), deep } } })),
    ).map(({ after }) => after?.text ?? "");

    expect(found[0]).toMatch(/^x{1000}… \(5000 characters\)$/);
    expect(found[1]).toBe("(nested too deeply to be shown)");
  });
});

describe("values that the plan marks sensitive", () => {
  const SECRET = "canary-7f3a";
  const marked: { readonly [kind: string]: Partial<ResourceChange["change"]> } = {
    "as a whole": { actions: ["create"], after: { bucket: SECRET, list: [SECRET] }, after_sensitive: true },
    "in an attribute": { actions: ["create"], after: { bucket: SECRET }, after_sensitive: { bucket: true } },
    "deep inside": {
      actions: ["create"],
      after: { rules: [{ open: "x" }, { user: "u", password: SECRET }] },
      after_sensitive: { rules: [{}, { password: true }] },
    },
    "all of a map, keys included": {
      actions: ["create"],
      after: { tags: { [SECRET]: "x" } },
      after_sensitive: { tags: true },
    },
    "below a key that reads like a symbol": {
      actions: ["create"],
      after: { tags: { $symbol: SECRET } },
      after_sensitive: { tags: { $symbol: true } },
    },
    before: {
      actions: ["update"],
      before: { bucket: SECRET },
      after: { bucket: "b" },
      before_sensitive: { bucket: true },
      after_sensitive: {},
    },
    "before, of what is deleted": {
      actions: ["delete"],
      before: { bucket: SECRET },
      after: null,
      before_sensitive: { bucket: true },
    },
    "and known in part only": {
      actions: ["create"],
      after: {},
      after_unknown: { policy: true },
      after_sensitive: { policy: true },
    },
  };

  it.each(Object.entries(marked))("are not there: %s", (_, planned) => {
    const document = plan(
      { "aws_s3_bucket.a": planned, "aws_kms_key.k": { actions: ["create"], after: {}, after_unknown: { arn: true } } },
      {
        "aws_s3_bucket.a": {
          policy: { constant_value: `${SECRET} \${aws_kms_key.k.arn}`, references: ["aws_kms_key.k.arn"] },
        },
        "aws_kms_key.k": {},
      },
    );

    const text = JSON.stringify(describeIn(document));
    expect(text).not.toContain(SECRET);
    expect(text).toContain('"origin":"sensitive"');
  });

  it("still say whether they change", () => {
    const change = { before_sensitive: { a: true, b: true }, after_sensitive: { a: true, b: true } };
    const found = attributesOf(
      { before: { a: "1", b: "1" }, after: { a: "1", b: "2" } },
      { change } as unknown as ResourceChange,
      new Set(),
      new Secrets(new Set()),
    );

    expect(found.map(({ changed }) => changed)).toEqual([false, true]);
  });

  it("are not there where a provider has copied them to, without a mark", () => {
    const document = plan({
      "aws_s3_bucket.a": {
        actions: ["create"],
        after: { tags: { Name: SECRET }, tags_all: { Name: SECRET, Of: `x-${SECRET}`, Team: "shop" } },
        after_sensitive: { tags: { Name: true }, tags_all: {} },
      },
    });

    expect(JSON.stringify(describeIn(document))).not.toContain(SECRET);
    expect(values(document)).toMatchObject({
      "tags_all.Name": { after: { origin: "sensitive" } },
      "tags_all.Team": { after: { origin: "known", text: "shop" } },
    });
  });

  it("are not drawn", () => {
    const secret = plan({
      "aws_db_instance.a": {
        actions: ["create"],
        after: { instance_class: SECRET },
        after_sensitive: { instance_class: true },
      },
    });

    expect(JSON.stringify(systemOf(secret, "s").resources)).not.toContain(SECRET);
  });
});
