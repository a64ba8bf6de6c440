import { inJsonSyntax, literal, readAllSources, scan, withLocalModules } from "../../../gate/hcl";
import { Project } from "../terraform/project";

describe("blocks", () => {
  test("with their labels, lines and what is in them", () => {
    const { blocks } = scan(`# a comment { with a brace
terraform {}

/* resource "no" "block" {
} */
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16" // not a "comment"
  tags = { Name = "main", Note = "}" }
  timeouts { create = "5m" }
}
`);

    expect(blocks.map(({ type, labels, line }) => [type, labels, line])).toEqual([
      ["terraform", [], 2],
      ["resource", ["aws_vpc", "main"], 6],
    ]);
    const [, vpc] = blocks;
    expect(vpc?.attributes.map(({ name, text }) => [name, text])).toEqual([
      ["cidr_block", '"10.0.0.0/16"'],
      ["tags", '{ Name = "main", Note = "}" }'],
    ]);
    expect(vpc?.blocks.map(({ type, line }) => [type, line])).toEqual([["timeouts", 9]]);
  });

  test.each([
    ["a template with texts in it", 'x = "${var.a["}"]} ${join(",", ["{", "}"])}"'],
    ["a template that is none", 'x = "$${not} %%{one}"'],
    ["an escaped quote", 'x = "a \\" } b"'],
    ["a heredoc", "x = <<EOT\n} } {\nEOT"],
    ["an indented heredoc", 'x = <<-EOT\n    } "\n  EOT'],
    ["a heredoc in a call", "x = jsonencode(<<EOT\n}\nEOT\n)"],
    ["an expression of several lines", "x = [\n  1, # }\n  2,\n]"],
    ["a condition", 'x = var.a == "}" ? "{" : "}"'],
    ["a comment behind it", "x = 1 # } {"],
  ])("%s does not end a block", (_, attribute) => {
    const { blocks } = scan(`a "one" {\n${attribute}\n  y = 2\n}\nb "two" {}\n`);

    expect(blocks.map(({ type, labels }) => [type, ...labels])).toEqual([
      ["a", "one"],
      ["b", "two"],
    ]);
    expect(blocks[0]?.attributes.map(({ name }) => name)).toEqual(["x", "y"]);
  });

  test.each(['a "one" {', 'x = "', 'a "${', "x = <<EOT\n", "}}}", "x = [", '"', "= = =", 'resource "a" "b"'])(
    "what is cut off comes to an end: %s",
    (text) => {
      expect(() => scan(text)).not.toThrow();
    },
  );

  test("lines that end as on Windows", () => {
    const [block] = scan('\r\na "one" {\r\n  x = "1"\r\n}\r\n').blocks;
    expect(block).toMatchObject({ line: 2, attributes: [{ name: "x", text: '"1"' }] });
  });
});

test.each([
  ['"text"', "text"],
  ['"a \\"quote\\""', 'a "quote"'],
  ["true", true],
  ["12", 12],
  ['{ source = "hashicorp/aws", version = "~> 5.0" }', { source: "hashicorp/aws", version: "~> 5.0" }],
  ['{\n  source = "a/b"\n}', { source: "a/b" }],
  ['"${var.x}"', undefined],
  ["var.x", undefined],
  ['"\n"', undefined],
])("the literal %s", (text, value) => {
  expect(literal(text)).toEqual(value);
});

describe("a configuration of several directories", () => {
  let project: Project;
  beforeEach(() => {
    project = new Project();
    project.write(
      "envs/prod/main.tf",
      `terraform {
         backend "s3" { bucket = "state" }
         required_providers { aws = { source = "hashicorp/aws", version = "5.100.0" } }
       }
       provider "aws" { alias = "other" }
       module "a" { source = "../../modules/a" }
       module "far" { source = "company/far/aws" }
       output "x" { value = 1 }`,
    );
    project.write("envs/prod/terraform.tfvars", "x = 1\n");
    project.write("envs/prod/.#main.tf", "left by an editor");
    project.write("modules/a/main.tf", 'module "b" { source = "./b" }\nterraform { backend "local" {} }\n');
    project.write("modules/a/b/main.tf.json", '{"module":{"back":{"source":"../"}},"resource":{"random_id":{"x":{}}}}');
    project.write("modules/unused/main.tf", "");
  });
  afterEach(() => project.remove());

  test("local modules are followed, each once, and nothing else is", () => {
    const found = withLocalModules(project.path("envs", "prod")).map(({ directory }) => directory);

    expect(found).toEqual([
      project.path("envs", "prod"),
      project.path("modules", "a"),
      project.path("modules", "a", "b"),
    ]);
    expect([...readAllSources(project.path("envs", "prod")).keys()].sort()).toEqual([
      "../../modules/a/b/main.tf.json",
      "../../modules/a/main.tf",
      "main.tf",
      "terraform.tfvars",
    ]);
  });

  test("what must be known before there is a plan", () => {
    const json = inJsonSyntax(withLocalModules(project.path("envs", "prod")));

    expect(json["terraform"]).toContainEqual({
      backend: { s3: { bucket: "state" } },
      required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } },
    });
    // Where a module would keep a state is nobody's business; that a provider is implied by a module's resource is.
    expect(JSON.stringify(json)).not.toContain('"local"');
    expect(json["terraform"]).toContainEqual({ required_providers: { random: {} } });
    expect(json["provider"]).toEqual([{ aws: { alias: "other" } }]);
    expect(json["output"]).toEqual([{ x: { value: 1 } }]);
  });
});
