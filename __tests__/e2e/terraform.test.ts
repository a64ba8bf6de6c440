import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  choosePlanMode,
  configurationInPlanFile,
  findEngine,
  initialize,
  planStack,
  prepareWorkspace,
  showPlan,
  synthesize,
  targetsInPlanFile,
  type Engine,
  type PlannedStack,
  type Progress,
  type Workspace,
} from "../../gate/terraform";
import { first, Project } from "../gate/terraform/project";

interface PlanJson {
  readonly prior_state?: unknown;
  readonly resource_changes: readonly { readonly address: string }[];
  readonly variables: { readonly [name: string]: { readonly value: unknown } };
}

const readPlan = (json: Buffer): PlanJson => JSON.parse(json.toString("utf8")) as PlanJson;

/** No credentials, and no home directory to find any in. */
const env = withoutAws(process.env);

function withoutAws(all: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith("AWS_")));
}

const AWS = { required_providers: { aws: { source: "aws", version: "5.100.0" } } };
const QUEUES = {
  "//": { metadata: { stackName: "queues" } },
  terraform: { ...AWS, backend: { s3: { bucket: "state", key: "queues", region: "us-east-1" } } },
  provider: {
    aws: [
      { region: "us-east-1", profile: "production", allowed_account_ids: ["123456789012"] },
      {
        alias: "replica",
        region: "us-west-2",
        assume_role: [{ role_arn: "arn:aws:iam::123456789012:role/deploy" }],
      },
    ],
  },
  resource: {
    aws_sqs_queue: {
      orders: { name: "orders", "//": { metadata: { path: "queues/orders" } } },
      copies: { name: "copies", provider: "aws.replica" },
    },
  },
};

let engine: Engine;
const projects: Project[] = [];

beforeAll(async () => {
  engine = await findEngine(env);
});

afterAll(() => projects.forEach((project) => project.remove()));

function newProject(stacks: Record<string, unknown>): Project {
  const project = new Project(stacks);
  projects.push(project);
  return project;
}

async function prepare(project: Project, onProgress?: (progress: Progress) => void): Promise<Workspace[]> {
  const { stacks } = await synthesize(project.directory, { env });
  const workspaces = stacks.map((stack) =>
    prepareWorkspace(stack, choosePlanMode("auto", stack, env, project.directory), project.directory),
  );
  await initialize(engine, workspaces, { env, ...(onProgress ? { onProgress } : {}) });
  return workspaces;
}

test("the engine says what it is", () => {
  const product = process.env["PLANGATE_TERRAFORM"]?.endsWith("tofu") ? "opentofu" : "terraform";
  expect(engine).toMatchObject({ product, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});

describe("an offline plan of the AWS provider", () => {
  let project: Project;
  let planned: PlannedStack;
  let workspace: Workspace;
  const progress: Progress[] = [];

  beforeAll(async () => {
    project = newProject({ queues: QUEUES, more: { ...QUEUES, resource: { aws_sqs_queue: { x: { name: "x" } } } } });
    const workspaces = await prepare(project, (event) => progress.push(event));
    workspace = first(workspaces);
    planned = await planStack(engine, workspace, { env });
  });

  test("needs no account, whatever roles, profiles and aliases the providers name", () => {
    expect(planned).toMatchObject({ offline: true, changes: true, plannedChanges: 2 });
  });

  test("reads as plan JSON with both resources", async () => {
    const json = readPlan(await showPlan(engine, planned.planFile, workspace.directory, { env }));
    expect(json.resource_changes.map(({ address }) => address).sort()).toEqual([
      "aws_sqs_queue.copies",
      "aws_sqs_queue.orders",
    ]);
    expect(json.prior_state).toBeUndefined();
  });

  test("leaves the synthesized directory as it was", () => {
    expect(readdirSync(workspace.stack.directory)).toEqual(["cdk.tf.json"]);
    expect(readFileSync(workspace.stack.configurationPath!, "utf8")).not.toContain("skip_");
    expect(planned.configuration).toEqual(
      new Map([["cdk.tf.json", readFileSync(workspace.stack.configurationPath!, "utf8")]]),
    );
  });

  test("tells by itself that it is offline, and holds the configuration with its comments", () => {
    const embedded = configurationInPlanFile(readFileSync(planned.planFile));
    expect(embedded?.offline).toBe(true);
    expect([...(embedded?.files.keys() ?? [])]).toEqual(["cdk.tf.json"]);
    expect(embedded?.files.get("cdk.tf.json")).toContain("queues/orders");
  });

  test("lies where only its owner can read", () => {
    expect(statSync(dirname(planned.planFile)).mode & 0o777).toBe(0o700);
  });

  test("initialises once for all stacks, and not at all the next time", async () => {
    expect(progress.filter(({ step }) => step === "initialize")).toHaveLength(1);
    const again: Progress[] = [];
    await prepare(project, (event) => again.push(event));
    expect(again.filter(({ step }) => step === "initialize")).toEqual([]);
  });

  test("fails with Terraform's own words, and says how to mend a data source that asks AWS", async () => {
    const asking = newProject({ asking: { ...QUEUES, data: { aws_caller_identity: { me: {} } } } });
    const only = first(await prepare(asking));
    await expect(planStack(engine, only, { env })).rejects.toMatchObject({
      exitCode: 3,
      problem: {
        what: expect.stringContaining("plan of stack asking failed"),
        mend: expect.stringContaining("data.aws_caller_identity.me"),
      },
    });
  });
});

describe("a provider that cannot be found", () => {
  const absent = { terraform: { required_providers: { aws: { source: "aws", version: "0.0.1" } } } };

  test("fails fast, with what was looked for and where", async () => {
    const project = newProject({ absent });
    const { stacks } = await synthesize(project.directory, { env });
    const workspace = prepareWorkspace(first(stacks), { offline: true, because: "" }, project.directory);
    const begun = process.hrtime.bigint();
    await expect(
      initialize(engine, [workspace], { env, homeDirectory: project.directory, probe: () => Promise.resolve(false) }),
    ).rejects.toMatchObject({
      exitCode: 3,
      problem: { what: expect.stringContaining("hashicorp/aws 0.0.1"), where: expect.stringContaining("looked in") },
    });
    expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(5);
  });
});

describe("a provider from a named mirror, with a plugin cache", () => {
  test("initialises", async () => {
    const probe = newProject({ queues: QUEUES });
    const found: string[] = [];
    await prepare(probe, ({ message }) => found.push(message));
    const mirror = /provider from (.*?);/.exec(found.join("\n"))?.[1];
    if (mirror === undefined) return; // The provider comes from the registry on this machine.
    const project = newProject({ queues: QUEUES });
    const { stacks } = await synthesize(project.directory, { env });
    const workspace = prepareWorkspace(first(stacks), { offline: true, because: "" }, project.directory);
    const cache = project.path("cache", "plugins");
    await initialize(engine, [workspace], {
      env: { ...env, PLANGATE_PROVIDER_MIRROR: mirror, TF_PLUGIN_CACHE_DIR: cache },
    });
    expect(existsSync(join(workspace.directory, ".terraform", "providers"))).toBe(true);
  });
});

describe("a stack without a provider", () => {
  const LOCAL = {
    terraform: { backend: { local: { path: "terraform.tfstate" } } },
    variable: { colour: { default: "blue" } },
    resource: { terraform_data: { one: { input: "${var.colour}" }, two: { input: "2" } } },
  };
  let project: Project;
  let workspace: Workspace;

  beforeAll(async () => {
    project = newProject({ local: LOCAL });
    [workspace] = (await prepare(project)) as [Workspace];
  });

  async function planned(plan: Parameters<typeof planStack>[2] = {}): Promise<PlanJson> {
    const result = await planStack(engine, workspace, { env, ...plan });
    return readPlan(await showPlan(engine, result.planFile, workspace.directory, { env }));
  }

  test("is planned online without credentials, where it was synthesized", () => {
    expect(workspace).toMatchObject({ offline: false, directory: workspace.stack.directory });
  });

  test("takes -var, -var-file and -target", async () => {
    const file = project.write("green.tfvars.json", JSON.stringify({ colour: "green" }));
    expect((await planned({ plan: { vars: ["colour=red"] } })).variables["colour"]?.value).toBe("red");
    expect((await planned({ plan: { varFiles: [file] } })).variables["colour"]?.value).toBe("green");
    expect((await planned({ plan: { targets: ["terraform_data.two"] } })).resource_changes).toHaveLength(1);
  });

  test("tells in the plan file whether it is of a part", async () => {
    const targetsOf = async (targets: readonly string[]) => {
      const { planFile } = await planStack(engine, workspace, { env, plan: { targets } });
      return targetsInPlanFile(readFileSync(planFile));
    };
    expect(await targetsOf(["terraform_data.two"])).toEqual(["terraform_data.two"]);
    expect(await targetsOf([])).toEqual([]);
  });

  test("does not let TF_CLI_ARGS or TF_DATA_DIR of the environment get in the way", async () => {
    const result = await planStack(engine, workspace, {
      env: { ...env, TF_CLI_ARGS: "-bogus", TF_DATA_DIR: project.path("elsewhere") },
    });
    expect(result.changes).toBe(true);
  });

  test("quotes Terraform when the configuration is wrong", async () => {
    const broken = newProject({ broken: { resource: { terraform_data: { x: { input: "${nothing.at.all}" } } } } });
    const only = first(await prepare(broken));
    await expect(planStack(engine, only, { env })).rejects.toMatchObject({
      exitCode: 3,
      problem: { what: expect.stringMatching(/Reference to undeclared resource[\s\S]*cdk\.tf\.json:\d+/) },
    });
  });

  test("refuses a plan of a configuration that is rewritten while it is planned", async () => {
    const text = readFileSync(workspace.stack.configurationPath!, "utf8");
    const run = planStack(engine, workspace, {
      env,
      onProgress: () => {
        // Between reading the configuration and starting Terraform.
        writeFileSync(workspace.stack.configurationPath!, text.replace("blue", "black"));
      },
    });
    await expect(run).rejects.toMatchObject({
      problem: { what: expect.stringContaining("changed while it was planned") },
    });
    writeFileSync(workspace.stack.configurationPath!, text);
  });

  test("refuses a plan that a file went into which appeared meanwhile", async () => {
    const extra = join(workspace.directory, "extra.tf");
    const run = planStack(engine, workspace, {
      env,
      onProgress: () => writeFileSync(extra, 'resource "terraform_data" "extra" {}'),
    });
    await expect(run).rejects.toMatchObject({ problem: { what: expect.stringContaining("extra.tf") } });
    rmSync(extra);
  });

  describe("show", () => {
    test("explains a corrupt plan file", async () => {
      const result = await planStack(engine, workspace, { env });
      const bytes = readFileSync(result.planFile);
      const broken = project.write("broken.tfplan", bytes.subarray(0, bytes.length / 2));
      await expect(showPlan(engine, broken, workspace.directory, { env })).rejects.toMatchObject({ exitCode: 2 });
    });

    test("explains a plan whose providers are not installed in the directory", async () => {
      const other = newProject({ queues: QUEUES });
      const only = first(await prepare(other));
      const result = await planStack(engine, only, { env });
      const empty = other.path("empty");
      mkdirSync(empty);
      await expect(showPlan(engine, result.planFile, empty, { env })).rejects.toMatchObject({
        exitCode: 3,
        problem: { mend: expect.stringContaining("terraform init") },
      });
    });
  });
});
