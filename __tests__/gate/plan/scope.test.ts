import type { Value } from "../../../policies/contract/plan-model";
import { readTerraformSources } from "../../../gate/plan";
import { parseTraversal, type Traversal } from "../../../gate/plan/address";
import { ConfigurationIndex } from "../../../gate/plan/configuration-index";
import { Resolver } from "../../../gate/plan/scope";
import type { TerraformPlan } from "../../../gate/plan/terraform-plan";

const CHILD = `
variable "given" {}
variable "typed" { type = object({ a = optional(bool, true), b = number }) }
locals {
  loop  = local.pool
  pool  = local.loop
  key   = try(aws_kms_key.none[0].arn, aws_kms_key.some[0].arn)
  found = { inner = [var.given] }
}
resource "aws_kms_key" "none" { count = 0 }
resource "aws_kms_key" "some" { count = 1 }
resource "aws_eip" "each" { for_each = toset(["a"]) }
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "p" { bucket = aws_s3_bucket.b.id }
`;

const created = (address: string, more: object = {}) => {
  const [, , type = "", name = ""] = address.replace(/\[.*$/, "").split(".");
  const change = { actions: ["create"], before: null, after: {}, after_unknown: { id: true, arn: true, bucket: true } };
  return { address, module_address: "module.child", mode: "managed" as const, type, name, change, ...more };
};

const PLAN: TerraformPlan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  complete: true,
  resource_changes: [
    created("module.child.aws_kms_key.some[0]", { index: 0 }),
    created('module.child.aws_eip.each["a"]', { index: "a" }),
    created("module.child.aws_s3_bucket.b"),
    created("module.child.aws_s3_bucket_policy.p"),
  ],
  configuration: {
    root_module: {
      module_calls: {
        child: {
          expressions: {
            given: { constant_value: null },
            object: { constant_value: { known: 1, left: null } },
            typed: { constant_value: { b: 1 } },
          },
          module: {
            variables: { given: { default: "fallback" }, object: {}, typed: {}, plain: { default: null } },
            resources: [
              { address: "aws_kms_key.none", count_expression: { constant_value: 0 } },
              { address: "aws_kms_key.some", count_expression: { constant_value: 1 } },
              // As Terraform writes a set that is written out.
              { address: "aws_eip.each" },
              { address: "aws_s3_bucket.b" },
              {
                address: "aws_s3_bucket_policy.p",
                expressions: { bucket: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } },
              },
            ],
          },
        },
      },
    },
  },
};

const WRITTEN = readTerraformSources(
  new Map(),
  new Map([["child", { directory: "child", files: new Map([["main.tf", CHILD]]) }]]),
).written;

function resolved(text: string, plan: TerraformPlan = PLAN, written = WRITTEN): Value {
  const configuration = new ConfigurationIndex(plan, written);
  const module = configuration.moduleInstance("module.child");
  if (module === undefined) throw new Error("the plan has no such module");
  const scope = { module, key: undefined, forEach: undefined };
  return new Resolver(plan, configuration).resolve(parseTraversal(text) as Traversal, scope);
}

const reference = (address: string, attribute: string) => ({ $symbol: "reference", address, attribute });
const unknown = (...references: string[]) => ({ $symbol: "unknown", references });

test.each<[string, string, object | string | number | null]>([
  ["a local value", "local.key", reference("module.child.aws_kms_key.some[0]", "arn")],
  ["a local value that goes round", "local.loop", expect.objectContaining({ $symbol: "unknown" }) as object],
  ["one that nobody wrote", "local.other", unknown("local.other")],
  ["null where a default may take its place", "var.given", unknown("module.child.var.given")],
  ["the same inside a local value", "local.found.inner[0]", unknown("module.child.var.given")],
  ["null in an object, whose type may have a default", "var.object.left", unknown("module.child.var.object")],
  ["an object with a null in it", "var.object", { known: 1, left: unknown("module.child.var.object") }],
  ["an object to which its type may add", "var.typed", unknown("module.child.var.typed")],
  ["what it has itself", "var.typed.b", 1],
  ["what else an object has", "var.object.known", 1],
  ["null that is the default", "var.plain", null],
  [
    "an instance by the text of its number",
    'aws_kms_key.some["0"].arn',
    reference("module.child.aws_kms_key.some[0]", "arn"),
  ],
  ["an instance that there is not", "aws_kms_key.none[0].arn", unknown()],
  [
    "an instance of a set that is written out",
    'aws_eip.each["a"].id',
    reference('module.child.aws_eip.each["a"]', "id"),
  ],
  ["all of them", "aws_eip.each[*].id", unknown('module.child.aws_eip.each["a"].id')],
  ["the id of what a bucket has", "aws_s3_bucket_policy.p.id", reference("module.child.aws_s3_bucket.b", "id")],
])("%s: %s", (_, text, value) => {
  expect(resolved(text)).toEqual(value);
});

test("the id of what a bucket has, where the plan alone tells what it mentions", () => {
  expect(resolved("aws_s3_bucket_policy.p.id", PLAN, new Map())).toEqual(unknown("module.child.aws_s3_bucket.b.id"));
});

test("what a block made before it was repeated, or while it was, is not what it makes now", () => {
  const deleted = (address: string, more: object = {}) => ({
    ...created(address, more),
    change: { actions: ["delete"], before: { id: "old" }, after: null, after_unknown: {} },
  });
  const changed: TerraformPlan = {
    ...PLAN,
    resource_changes: [
      ...(PLAN.resource_changes ?? []),
      deleted('module.child.aws_s3_bucket.b["old"]', { index: "old" }),
      deleted("module.child.aws_eip.each"),
    ],
  };
  expect(resolved("aws_s3_bucket.b.id", changed)).toEqual(reference("module.child.aws_s3_bucket.b", "id"));
  expect(resolved('aws_eip.each["a"].id', changed)).toEqual(reference('module.child.aws_eip.each["a"]', "id"));
});

test("in a plan of a part, an instance that it does not have may be there", () => {
  expect(resolved("aws_kms_key.none[0].arn", { ...PLAN, complete: false })).toEqual(
    reference("module.child.aws_kms_key.none[0]", "arn"),
  );
});

test("local values of which each names another one twice come to an end", () => {
  const locals = new Map<string, unknown>([["l0", "x"]]);
  for (let i = 1; i < 30; i += 1) locals.set(`l${i}`, [`\${local.l${i - 1}}`, `\${local.l${i - 1}}`]);
  const written = new Map([["child", { blocks: new Map(), locals }]]);

  expect(JSON.stringify(resolved("local.l29", PLAN, written)).length).toBeLessThan(50_000_000);
});
