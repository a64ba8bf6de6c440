import * as os from "node:os";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { recordSourceLines } from "../../synth";

const HERE = "__tests__/synth/source-lines.test.ts";

class Inner extends Construct {
  readonly vpc: Vpc;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new Vpc(this, "vpc", {});
  }
}

class Outer extends Construct {
  readonly inner = new Inner(this, "inner");
}

/** The frames that cdk.tf.json gets for a VPC that is made in two constructs. */
function frames(projectDirectory: string | undefined): readonly string[] | undefined {
  const app = new App({ outdir: os.tmpdir() });
  if (projectDirectory !== undefined) {
    recordSourceLines(app, projectDirectory);
  }
  const { vpc } = new Outer(new TerraformStack(app, "stack"), "outer").inner;
  const { aws_vpc: block } = (vpc.toTerraform() as { resource: { aws_vpc: Record<string, Block> } }).resource;
  return Object.values(block)[0]?.["//"].metadata.stackTrace;
}

interface Block {
  readonly "//": { readonly metadata: { readonly stackTrace?: readonly string[] } };
}

const lineOf = (frame: string | undefined) => Number(frame?.split(":")[1]);

test("names the project's own lines, innermost first", () => {
  const trace = frames(process.cwd()) ?? [];
  expect(trace.length).toBeGreaterThanOrEqual(4);
  expect(trace.every((frame) => /^__tests__\/synth\/source-lines\.test\.ts:\d+:\d+$/.test(frame))).toBe(true);
  // The line of `new Vpc` is followed by that of `new Inner`, further down in this file.
  expect(lineOf(trace[0])).toBeLessThan(lineOf(trace[1]));
});

test("names files relative to the project directory, those above it with ../", () => {
  expect(frames(path.join(process.cwd(), "__tests__"))?.[0]).toMatch(/^synth\/source-lines\.test\.ts:/);
  expect(frames(path.join(process.cwd(), "examples"))?.[0]).toMatch(new RegExp(`^\\.\\./${HERE}:`));
});

test("shows nothing of Node, of packages or of synth/ itself", () => {
  expect(frames(process.cwd())?.filter((frame) => !frame.startsWith(HERE))).toEqual([]);
});

test("does nothing to an App that it was not asked for", () => {
  frames(process.cwd());
  expect(frames(undefined)).toBeUndefined();
});
