import { createHash } from "node:crypto";
import { digestConfiguration, digestPlanJson } from "../../../gate/approval";
import { Project } from "../terraform/project";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

/** Digest of a stack whose directory holds these files. */
function digest(files: Record<string, unknown>): string {
  const stack = new Project();
  for (const [name, content] of Object.entries(files)) {
    stack.write(`stack/${name}`, typeof content === "string" ? content : JSON.stringify(content));
  }
  try {
    return digestConfiguration(stack.path("stack"));
  } finally {
    stack.remove();
  }
}

const resource = (body: Record<string, unknown>): unknown => ({ resource: { aws_sqs_queue: { q: body } } });
const BASE = resource({ name: "orders" });

describe("the digest of a configuration", () => {
  test("is the same wherever it lies, in whatever order, with whatever comments", () => {
    const commented = {
      resource: {
        aws_sqs_queue: { q: { "//": { metadata: { path: "a/b", stackTrace: ["x.ts:1:2"] } }, name: "orders" } },
      },
      "//": { metadata: { stackName: "queues" } },
    };
    expect(digest({ "cdk.tf.json": commented })).toBe(digest({ "cdk.tf.json": BASE }));
  });

  test("is another one for another value, and for a `//` that is a key of a map", () => {
    const base = digest({ "cdk.tf.json": BASE });
    expect(digest({ "cdk.tf.json": resource({ name: "invoices" }) })).not.toBe(base);
    const tagged = (value: string): string =>
      digest({ "cdk.tf.json": resource({ name: "orders", tags: { "//": value } }) });
    expect(tagged("a")).not.toBe(tagged("b"));
  });

  test("covers assets, by path and content", () => {
    const asset = (path: string, content: string): string => digest({ "cdk.tf.json": BASE, [path]: content });
    const all = [
      digest({ "cdk.tf.json": BASE }),
      asset("assets/code/1/archive.zip", "a"),
      asset("assets/code/1/archive.zip", "b"),
      asset("assets/code/2/archive.zip", "a"),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test("does not cover what Terraform leaves in the directory", () => {
    const used = {
      "cdk.tf.json": BASE,
      ".terraform.lock.hcl": "lock",
      ".terraform/providers/x": "provider",
      "terraform.tfstate": "{}",
      "terraform.tfstate.backup": "{}",
      "terraform.queues.tfstate": "{}",
    };
    expect(digest(used)).toBe(digest({ "cdk.tf.json": BASE }));
  });

  test("is refused for what is no configuration", () => {
    project.write("stack/cdk.tf.json", "[1]");
    expect(() => digestConfiguration(project.path("stack"))).toThrow("Cannot read the synthesized configuration");
    expect(() => digestConfiguration(project.path("nowhere"))).toThrow("Cannot read the synthesized configuration");
  });
});

describe("the digest of plan JSON", () => {
  test("is RFC 8785: order and escapes do not count", () => {
    expect(digestPlanJson(JSON.parse('{"b":1e2,"a":"\\u0061"}'))).toBe(digestPlanJson({ a: "a", b: 100 }));
  });

  test("is the sha256 of that form, at every depth", () => {
    const plan = { z: [], b: [{ y: 1, x: [{ d: null, c: "é" }] }, []], "10": {}, "9": true };
    const form = '{"10":{},"9":true,"b":[{"x":[{"c":"é","d":null}],"y":1},[]],"z":[]}';
    expect(digestPlanJson(plan)).toBe(createHash("sha256").update(form).digest("hex"));
  });

  test("counts the order of lists other than relevant_attributes", () => {
    expect(digestPlanJson({ x: [1, 2] })).not.toBe(digestPlanJson({ x: [2, 1] }));
  });

  test("is refused for what is no object", () => {
    expect(() => digestPlanJson([])).toThrow("not an object");
  });
});
