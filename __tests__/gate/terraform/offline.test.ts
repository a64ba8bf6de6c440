import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { terraformEnvironment } from "../../../gate/terraform/environment";
import { OFFLINE_OVERRIDE, prepareWorkspace, type SynthesizedStack, type Workspace } from "../../../gate/terraform";
import { Project } from "./project";

const OFFLINE = { offline: true, because: "no AWS credentials were found" };
let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

function prepare(configuration: unknown, mode = OFFLINE): Workspace {
  const configurationPath = project.write("cdktf.out/stacks/s/cdk.tf.json", JSON.stringify(configuration));
  const stack: SynthesizedStack = {
    name: "s",
    directory: project.path("cdktf.out/stacks/s"),
    configurationPath,
    dependencies: [],
  };
  return prepareWorkspace(stack, mode, project.directory);
}

interface Override {
  terraform: unknown;
  provider: Record<string, Record<string, unknown>[]>;
}

function overrideOf(workspace: Workspace): Override {
  return JSON.parse(readFileSync(join(workspace.directory, OFFLINE_OVERRIDE), "utf8")) as Override;
}

const copyOf = (workspace: Workspace): string => readFileSync(join(workspace.directory, "cdk.tf.json"), "utf8");

test("online, Terraform runs where the stack was synthesized, and nothing is added there", () => {
  const workspace = prepare({ provider: { aws: {} } }, { offline: false, because: "" });
  expect(workspace.directory).toBe(project.path("cdktf.out/stacks/s"));
  expect(existsSync(join(workspace.directory, OFFLINE_OVERRIDE))).toBe(false);
});

test("offline, it runs in a private copy with assets, and the synthesized stack stays untouched", () => {
  project.write("cdktf.out/stacks/s/assets/code/1/archive.zip", "zip");
  project.write("cdktf.out/stacks/s/terraform.tfstate", "a real state");
  project.write("cdktf.out/stacks/s/.terraform/x", "x");
  const workspace = prepare({ provider: { aws: [{ region: "us-east-1" }] } });
  expect(workspace.directory).toBe(project.path(".plangate/offline/s"));
  expect(readFileSync(join(workspace.directory, "assets/code/1/archive.zip"), "utf8")).toBe("zip");
  expect(existsSync(join(workspace.directory, "terraform.tfstate"))).toBe(false);
  expect(existsSync(join(workspace.directory, ".terraform"))).toBe(false);
  expect(existsSync(project.path("cdktf.out/stacks/s", OFFLINE_OVERRIDE))).toBe(false);
  expect(copyOf(workspace)).toBe(readFileSync(workspace.stack.configurationPath!, "utf8"));
  expect(statSync(workspace.directory).mode & 0o777).toBe(0o700);
  expect(readFileSync(project.path(".plangate/.gitignore"), "utf8")).toBe("*\n");
});

test("an asset that is no longer synthesized is no longer in the copy", () => {
  project.write("cdktf.out/stacks/s/old.zip", "zip");
  prepare({ provider: { aws: {} } });
  const copy = project.path(".plangate/offline/s/old.zip");
  expect(existsSync(copy)).toBe(true);
  const next = new Project();
  next.write("s/cdk.tf.json", "{}");
  const stack = {
    name: "s",
    directory: next.path("s"),
    configurationPath: next.path("s/cdk.tf.json"),
    dependencies: [],
  };
  prepareWorkspace(stack, OFFLINE, project.directory);
  next.remove();
  expect(existsSync(copy)).toBe(false);
});

test("the override reaches every provider configuration, by its local name and alias", () => {
  const { provider, terraform } = overrideOf(
    prepare({
      terraform: {
        required_providers: {
          aws: { source: "hashicorp/aws" },
          legacy: { source: "aws", version: "5.100.0" },
          random: {},
        },
        backend: { s3: { bucket: "state" } },
      },
      provider: { aws: [{ region: "us-east-1" }, { alias: "replica" }], legacy: { alias: "old" }, random: [{}] },
    }),
  );
  expect(Object.keys(provider).sort()).toEqual(["aws", "legacy"]);
  expect(provider["aws"]?.map(({ alias }) => alias)).toEqual([undefined, "replica"]);
  expect(provider["legacy"]?.map(({ alias }) => alias)).toEqual(["old"]);
  for (const block of Object.values(provider).flat()) {
    expect(block).toMatchObject({ skip_credentials_validation: true, skip_requesting_account_id: true });
  }
  expect(terraform).toEqual({ backend: { local: {} } });
});

test("an implied provider gets a configuration; another provider named aws gets none", () => {
  expect(overrideOf(prepare({ resource: { aws_sqs_queue: { q: {} } } })).provider["aws"]).toHaveLength(1);
  const other = {
    terraform: { required_providers: { aws: { source: "example.com/other/aws" } } },
    provider: { aws: {} },
  };
  // Terraform refuses a configuration with an empty `provider`.
  expect(overrideOf(prepare(other))).not.toHaveProperty("provider");
});

test("roles and profiles are taken out of the copy, and nothing else", () => {
  const configuration = {
    provider: {
      aws: [
        { region: "us-east-1", profile: "p", default_tags: [{ tags: { a: "b" } }] },
        { alias: "r", assume_role: [{ role_arn: "arn" }] },
      ],
      random: { profile: "kept" },
    },
    resource: { aws_sqs_queue: { q: { name: "q", profile: "kept" } } },
  };
  expect(JSON.parse(copyOf(prepare(configuration)))).toEqual({
    provider: [
      {
        aws: [{ region: "us-east-1", default_tags: [{ tags: { a: "b" } }] }, { alias: "r" }],
        random: { profile: "kept" },
      },
    ],
    resource: configuration.resource,
  });
});

test("the environment of an offline plan holds nothing of AWS, and reaches no endpoint of it", () => {
  const env = { PATH: "/bin", AWS_ACCESS_KEY_ID: "a", AWS_PROFILE: "p", TF_WORKSPACE: "prod", TF_VAR_x: "1" };
  const offline = terraformEnvironment(env, true);
  expect(
    Object.keys(offline)
      .filter((name) => name.startsWith("AWS_"))
      .sort(),
  ).toEqual(["AWS_EC2_METADATA_DISABLED", "AWS_ENDPOINT_URL"]);
  expect(offline).toMatchObject({ PATH: "/bin", TF_VAR_x: "1" });
  expect(offline).not.toHaveProperty("TF_WORKSPACE");
  expect(terraformEnvironment(env, false)).toMatchObject({ AWS_PROFILE: "p", TF_WORKSPACE: "prod" });
});
