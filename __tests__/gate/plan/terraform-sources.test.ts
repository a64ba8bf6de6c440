import { constructAt, isConstruct, readTerraformSources } from "../../../gate/plan";

const ROOT = new Map([
  ["b.tf", 'resource "aws_vpc" "main" {\n}\n'],
  [
    "main.tf",
    'module "net" {\n  source = "./net"\n}\nmodule "far" {\n  source = "company/far/aws"\n}\n\nresource "aws_security_group" "web" {\n  dynamic "ingress" {\n    for_each = var.ports\n  }\n}\n',
  ],
]);
const MODULES = new Map([
  ["net", { directory: "net", files: new Map([["main.tf", '\nresource "aws_subnet" "a" {}\n']]) }],
  [
    "net.deep",
    { directory: "net/deep", files: new Map([["x.tf", 'resource "aws_eip" "x" {\n  dynamic "y" {}\n}\n']]) },
  ],
  ["far", { directory: ".terraform/modules/far", files: new Map([["main.tf", 'resource "aws_eip" "x" {}\n']]) }],
]);

const sources = readTerraformSources(ROOT, MODULES);

test.each([
  ["aws_vpc.main", "b.tf", 1, null],
  ['aws_security_group.web["a.b"]', "main.tf", 8, null],
  ["module.net.aws_subnet.a[0]", "net/main.tf", 2, { file: "main.tf", line: 1 }],
  ['module.net["x"].module.deep.aws_eip.x', "net/deep/x.tf", 1, { file: "main.tf", line: 1 }],
])("%s is made in %s:%d", (address, file, line, requestedAt) => {
  expect(constructAt(sources, address)).toMatchObject({ file, line, requestedAt });
});

test("what a fetched module makes is made where it is called: its code is not the project's", () => {
  expect(constructAt(sources, "module.far.aws_eip.x")).toMatchObject({ file: "main.tf", line: 4, requestedAt: null });
});

test("dynamic blocks are known, also in modules", () => {
  expect(sources.dynamicBlocks).toEqual(
    new Map([
      ["aws_security_group.web", new Set(["ingress"])],
      ["module.net.module.deep.aws_eip.x", new Set(["y"])],
    ]),
  );
});

test("a resource that no file has is nowhere", () => {
  expect(constructAt(sources, "aws_vpc.other")).toBeNull();
});

test.each([
  "aws_vpc.main",
  'module.net["x"].aws_subnet.a["y/z"]',
  'module.net["x"].module.deep.aws_eip.x',
  "module.far.aws_eip.x",
])("%s is a block's work, and no construct's", (address) => {
  const made = constructAt(sources, address);
  expect(made === null ? null : isConstruct(made)).toBe(false);
});

test("a stack's synthesized configuration among plain Terraform has constructs", () => {
  const block = { "//": { metadata: { path: "shop/db", stackTrace: ["stacks/shop.ts:4:1"] } } };
  const text = JSON.stringify({ resource: { aws_eip: { x: block } } });
  const made = constructAt(readTerraformSources(new Map([["cdk.tf.json", text]]), new Map()), "aws_eip.x");
  expect(made === null ? null : isConstruct(made)).toBe(true);
});

describe("what is written", () => {
  const written = (files: Record<string, string>) =>
    readTerraformSources(new Map(Object.entries(files)), new Map()).written.get("");

  test("has blocks by address, and local values as JSON syntax has them", () => {
    const own = written({
      "a.tf": 'locals {\n  a = "${var.x}/a"\n  b = [aws_vpc.main.id]\n}\nprovider "aws" {\n  alias = "far"\n}\n',
      "b.tf":
        'resource "aws_vpc" "main" {}\ndata "aws_region" "here" {}\nmodule "net" {}\noutput "id" {}\nprovider "aws" {}\n',
    });

    expect([...(own?.blocks.keys() ?? [])].sort()).toEqual([
      "aws_vpc.main",
      "data.aws_region.here",
      "module.net",
      "output.id",
      "provider.aws",
      "provider.aws.far",
    ]);
    expect(own?.locals).toEqual(
      new Map<string, unknown>([
        ["a", "${var.x}/a"],
        ["b", ["${aws_vpc.main.id}"]],
      ]),
    );
  });

  test.each(["a_override.tf", "override.tofu", "a.tofu"])("is nothing where %s changes or replaces others", (name) => {
    const own = written({ "a.tf": "locals {\n  a = 1\n}\n", [name]: "locals {\n  b = 2\n}\n" });
    expect(own).toEqual({ blocks: new Map(), locals: new Map() });
  });

  test("is that of OpenTofu's files, too, which are its own", () => {
    expect(written({ "a.tf": "locals {\n  a = 1\n}\n", "b.tofu": "locals {\n  b = 2\n}\n" })?.locals).toEqual(
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    );
  });

  test("is not what stands there twice", () => {
    expect(written({ "a.tf": "locals {\n  a = 1\n  b = 2\n}\n", "b.tf": "locals {\n  a = 3\n}\n" })?.locals).toEqual(
      new Map([["b", 2]]),
    );
  });
});
