import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { digestConfiguration } from "../../../gate/approval";
import { sandboxEnvironment } from "../../../gate/sandbox";
import {
  applyPlan,
  prepareSandbox,
  prepareWorkspace,
  SANDBOX_OVERRIDE,
  takeSnapshot,
  type Engine,
  type SynthesizedStack,
} from "../../../gate/terraform";
import { Project } from "./project";

const SYNTHESIZED = {
  terraform: {
    required_providers: { aws: { source: "aws", version: "5.100.0" } },
    backend: { s3: { bucket: "the-real-state" } },
    cloud: { organization: "the-real-one" },
  },
  provider: {
    aws: [
      { region: "us-east-1", profile: "the-real-one", allowed_account_ids: ["210987654321"] },
      { alias: "west", region: "us-west-2", assume_role: [{ role_arn: "arn:aws:iam::210987654321:role/admin" }] },
    ],
  },
  resource: { aws_sqs_queue: { q: { name: "q" } } },
};
const REDUCED = { ...SYNTHESIZED, resource: {} };

let project: Project;
let stack: SynthesizedStack;

beforeEach(() => {
  project = new Project();
  const configurationPath = project.write("cdktf.out/stacks/s/cdk.tf.json", JSON.stringify(SYNTHESIZED));
  project.write("cdktf.out/stacks/s/assets/code.zip", "zip");
  stack = { name: "s", directory: project.path("cdktf.out/stacks/s"), configurationPath, dependencies: [] };
});

afterEach(() => project.remove());

const prepare = () => prepareSandbox(stack, REDUCED, project.path(".plangate/sandbox"));
const read = (path: string): string => readFileSync(path, "utf8");

test("the synthesized stack stays as it is: no file more, no byte else, the same digest", () => {
  const before = {
    digest: digestConfiguration(stack.directory),
    files: readdirSync(stack.directory, { recursive: true }),
  };

  const workspace = prepare();

  expect(workspace.directory).not.toBe(stack.directory);
  expect({
    digest: digestConfiguration(stack.directory),
    files: readdirSync(stack.directory, { recursive: true }),
  }).toEqual(before);
  expect(prepareWorkspace(stack, { offline: false, because: "" }, project.directory).directory).toBe(stack.directory);
});

test("an approval of the sandbox is none of the stack: their configurations have different digests, also with nothing left out", () => {
  const whole = prepareSandbox(stack, SYNTHESIZED, project.path(".plangate/sandbox"));
  expect(digestConfiguration(whole.stack.directory)).not.toBe(digestConfiguration(stack.directory));
});

test("the copy knows no account, no role, no profile and no real state, and its keys are nobody's", () => {
  const { directory } = prepare();
  const text = readdirSync(directory)
    .filter((name) => name.endsWith(".tf.json"))
    .map((name) => read(join(directory, name)))
    .join("\n");

  expect(text).not.toMatch(/the-real|210987654321|assume_role/);
  const { provider, terraform } = JSON.parse(read(join(directory, SANDBOX_OVERRIDE))) as {
    provider: { aws: object[] };
    terraform: unknown;
  };
  expect(terraform).toEqual({ backend: { local: {} } });
  expect(provider.aws).toHaveLength(2);
  for (const block of provider.aws) expect(block).toMatchObject({ access_key: "sandbox", secret_key: "sandbox" });
  expect(read(join(directory, "assets/code.zip"))).toBe("zip");
});

test("its state survives the next copy, and what is no longer synthesized does not", () => {
  const { directory } = prepare();
  writeFileSync(join(directory, "terraform.tfstate"), "state");
  writeFileSync(join(directory, "old.zip"), "zip");

  prepare();

  expect(read(join(directory, "terraform.tfstate"))).toBe("state");
  expect(existsSync(join(directory, "old.zip"))).toBe(false);
});

test("a plan that was made for a sandbox is never applied elsewhere, whatever approves it", async () => {
  const bytes = zipSync({
    "tfconfig/m-/cdk.tf.json": strToU8(JSON.stringify(SYNTHESIZED)),
    [`tfconfig/m-/${SANDBOX_OVERRIDE}`]: strToU8("{}"),
  });
  const snapshot = takeSnapshot(project.write("p.tfplan", bytes), project.directory);
  const workspace = prepareWorkspace(stack, { offline: false, because: "" }, project.directory);
  // An engine that would fail the test by what it leaves behind.
  const engine: Engine = { path: project.path("none"), product: "terraform", version: "1", platform: "x" };

  await expect(applyPlan(engine, workspace, snapshot, { now: new Date(0) })).rejects.toMatchObject({
    exitCode: 2,
    problem: { what: expect.stringContaining("made for a sandbox") },
  });
  expect(existsSync(project.path(".plangate/applies"))).toBe(false);
});

test("nothing of the user's account, endpoint or proxy reaches the sandbox, and the stand-in is all that it reaches", () => {
  const env = sandboxEnvironment(
    {
      PATH: "/bin",
      TF_VAR_x: "1",
      TF_WORKSPACE: "prod",
      AWS_PROFILE: "prod",
      AWS_ACCESS_KEY_ID: "AKIAREAL",
      AWS_ENDPOINT_URL_S3: "https://example.com",
      HTTPS_PROXY: "http://proxy.example",
      no_proxy: "amazonaws.com",
    },
    "http://127.0.0.1:5000",
  );

  expect(env).toMatchObject({ PATH: "/bin", TF_VAR_x: "1" });
  expect(JSON.stringify(env)).not.toMatch(/AKIAREAL|prod|proxy\.example|example\.com|amazonaws/);
  expect([env["HTTP_PROXY"], env["HTTPS_PROXY"], env["NO_PROXY"]]).toEqual([
    "http://127.0.0.1:5000",
    "http://127.0.0.1:5000",
    "",
  ]);
  for (const name of ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL_S3", "TF_WORKSPACE", "no_proxy"]) {
    expect(env).not.toHaveProperty(name);
  }
});
