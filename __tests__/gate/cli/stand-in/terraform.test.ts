import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../gate/cli/run";
import { changeOf, planJsonOf } from "../../planned";
import { fakeBinary, Project } from "../../terraform/project";
import { surroundings, type Surroundings } from "../surroundings";

const onPosix = process.platform === "win32" ? describe.skip : describe;
const CLOUD = { cloud: { organization: "o", workspaces: { name: "shop" } } };

/** A terraform that notes what it is asked, and answers with the plan that the test has written. */
const TERRAFORM = `
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const { zipSync, strToU8 } = require(${JSON.stringify(require.resolve("fflate"))});
const args = process.argv.slice(2);
const root = process.env.TEST_ROOT;
const [command] = args;
if (command === "version") {
  console.log(JSON.stringify({ terraform_version: "1.11.4", platform: "linux_amd64" }));
  process.exit(0);
}
appendFileSync(root + "/calls.jsonl", JSON.stringify(args) + "\\n");
if (command === "plan") {
  const named = args.indexOf("-out");
  const out = named < 0 ? args.find((arg) => arg.startsWith("-out="))?.slice(5) : args[named + 1];
  const configuration = readFileSync("cdk.tf.json");
  const bookmark = { remote_plan_format: 1, run_id: "run-1", hostname: "app.terraform.io" };
  const plan = String(configuration).includes('"cloud"')
    ? JSON.stringify(bookmark)
    : zipSync({ "tfconfig/m-/cdk.tf.json": new Uint8Array(configuration) });
  if (out) writeFileSync(out, plan);
  process.exit(args.includes("-detailed-exitcode") ? Number(process.env.TEST_CHANGES ?? 2) : 0);
}
if (command === "show" && args.includes("-json")) {
  const later = root + "/plan-later.json";
  const asked = readFileSync(root + "/calls.jsonl", "utf8").split('"show","-json"').length - 1;
  process.stdout.write(readFileSync(asked > 1 && existsSync(later) ? later : root + "/plan.json"));
}
if (command === "apply" && args.includes("-json")) {
  const counts = { add: 1, change: 0, remove: 0, operation: "apply" };
  console.log(JSON.stringify({ type: "change_summary", changes: counts }));
}
if (command === "workspace") process.exit(7);
`;

function plan(type: string, after: object | null): string {
  const provider = type === "terraform_data" ? "terraform.io/builtin/terraform" : "registry.terraform.io/hashicorp/aws";
  const change = changeOf(`${type}.it`, { before: after === null ? {} : null, after }, { provider_name: provider });
  return planJsonOf([change]).toString("utf8");
}

const HARMLESS = plan("terraform_data", { input: "1" });
const OPEN = plan("aws_security_group", {
  ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: [] }],
});

onPosix("plangate terraform", () => {
  let project: Project;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    project = new Project();
    const binary = fakeBinary(project, "bin/terraform", TERRAFORM);
    env = { PATH: process.env["PATH"], PLANGATE_TERRAFORM: binary, TEST_ROOT: project.directory };
    project.write("plan.json", HARMLESS);
    synthesize();
  });

  afterEach(() => project.remove());

  function synthesize(terraform: object = { backend: { local: {} } }): void {
    const workingDirectory = "stacks/shop";
    const synthesizedStackPath = `${workingDirectory}/cdk.tf.json`;
    const stack = { name: "shop", workingDirectory, synthesizedStackPath, dependencies: [] };
    project.write(`cdktf.out/manifest.json`, JSON.stringify({ stacks: { shop: stack } }));
    project.write(`cdktf.out/${synthesizedStackPath}`, JSON.stringify({ terraform, resource: {} }));
  }

  const here = (): string => project.path("cdktf.out", "stacks", "shop");

  async function terraform(
    args: readonly string[],
    fields: Parameters<typeof surroundings>[0] = {},
  ): Promise<Surroundings["said"] & { code: number }> {
    const io = surroundings({ cwd: here(), env, ...fields });
    const code = await run(["terraform", ...args], io);
    return { code, ...io.said };
  }

  const asked = (): readonly (readonly string[])[] =>
    existsSync(project.path("calls.jsonl"))
      ? readFileSync(project.path("calls.jsonl"), "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as string[])
      : [];
  const commands = (): readonly (string | undefined)[] => asked().map(([command]) => command);

  it("apply: plans, judges, and applies a private copy of exactly that plan", async () => {
    const { code, out } = await terraform(["apply", "-auto-approve", "-var=a=b", "-parallelism=3"]);

    expect(code).toBe(0);
    expect(out).toContain("approved");
    expect(out).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
    expect(asked()[0]).toEqual(expect.arrayContaining(["plan", "-parallelism=3", "-var=a=b"]));
    const applied = asked().find(([command]) => command === "apply");
    expect(applied).toContain("-parallelism=3");
    expect(applied?.at(-1)).toContain(join(".plangate", "runs", "snapshot-shop-"));
  });

  it("apply: what is denied is never applied", async () => {
    project.write("plan.json", OPEN);

    const { code, out } = await terraform(["apply", "-auto-approve"]);

    expect(code).toBe(1);
    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(commands()).not.toContain("apply");
  });

  it.each([
    ["yes", 0, true],
    ["no", 1, false],
    ["y", 1, false],
    [null, 1, false],
  ])(
    "apply without -auto-approve asks as the CDKTF CLI expects it, and %j ends with %d",
    async (answer, code, applies) => {
      const asked = await terraform(["apply"], { answer });

      // The CLI looks for this line, and answers what the person chose.
      expect(asked.out).toMatch(/^Do you want to perform these actions\?$/m);
      // It would take these words, with a variable named near them, for a variable without a value.
      expect(asked.out + asked.err).not.toContain("Enter a value:");
      expect(asked.code).toBe(code);
      expect(commands().includes("apply")).toBe(applies);
    },
  );

  it("apply -input=false applies nothing without -auto-approve", async () => {
    const { code, err } = await terraform(["apply", "-input=false"], { answer: "yes" });

    expect(code).toBe(2);
    expect(err).toContain("-auto-approve");
    expect(commands()).not.toContain("apply");
  });

  it("apply: with nothing to do nothing is applied", async () => {
    const { code, out } = await terraform(["apply"], { env: { ...env, TEST_CHANGES: "0" } });

    expect(code).toBe(0);
    expect(out).toContain("Apply complete! Resources: 0 added, 0 changed, 0 destroyed.");
    expect(commands()).not.toContain("apply");
  });

  it("apply PLANFILE: is judged, and applied without a question", async () => {
    await terraform(["plan", "-out", "plan"]);
    const { code } = await terraform(["apply", "plan"]);
    expect(code).toBe(0);

    project.write("plan.json", OPEN);
    await terraform(["plan", "-out", "plan"]);
    const denied = await terraform(["apply", "plan"]);
    expect(denied.code).toBe(1);
    expect(commands().filter((command) => command === "apply")).toHaveLength(1);
  });

  it("destroy: asks, and applies a plan that destroys", async () => {
    project.write("plan.json", plan("terraform_data", null));

    const { code, out } = await terraform(["destroy"], { answer: "yes" });

    expect(code).toBe(0);
    expect(out).toMatch(/^Do you really want to destroy all resources\?$/m);
    expect(asked()[0]).toContain("-destroy");
    expect(out).toContain("Destroy complete!");
  });

  it("destroy: a protected stack stays", async () => {
    project.write("plan.json", plan("terraform_data", null));
    const bundle = join(__dirname, "..", "..", "..", "..", "policies");
    for (const file of ["bundle/policy.wasm", "bundle/catalog.json", "contract/relations.json"]) {
      project.write(`policies/${file}`, readFileSync(join(bundle, file)));
    }
    for (const file of ["parameters.json", "exemptions.json"]) {
      project.write(`policies/${file}`, readFileSync(join(bundle, file)));
    }
    project.write(
      "policies/enforcement.json",
      JSON.stringify({ default: "mandatory", protectedStacks: ["shop"], rules: {} }),
    );

    const { code, out } = await terraform(["destroy", "-auto-approve"]);

    expect(code).toBe(1);
    expect(out).toContain("which enforcement.json protects from being destroyed");
    expect(commands()).not.toContain("apply");
  });

  it("destroy: an empty stack is destroyed already", async () => {
    project.write("plan.json", JSON.stringify({ format_version: "1.2", configuration: {} }));

    const { code, out } = await terraform(["destroy", "-auto-approve"], { env: { ...env, TEST_CHANGES: "0" } });

    expect(code).toBe(0);
    expect(out).toContain("Destroy complete! Resources: 0 destroyed.");
  });

  describe("with HCP Terraform", () => {
    beforeEach(() => synthesize(CLOUD));

    it("apply: judges the run's plan, and applies by its id", async () => {
      const { code } = await terraform(["apply", "-auto-approve"]);

      expect(code).toBe(0);
      expect(commands()).toEqual(expect.arrayContaining(["plan", "show", "apply"]));
      // Judged, and asked for again right before: the plan lies there and not in the file.
      expect(asked().filter((args) => args[1] === "-json" && args[0] === "show")).toHaveLength(2);
    });

    it("apply: refuses when the run's plan is another one than was judged", async () => {
      project.write("plan-later.json", OPEN);

      const { code, err } = await terraform(["apply", "-auto-approve"]);

      expect(code).toBe(1);
      expect(err).toContain("plan-changed");
      expect(commands()).not.toContain("apply");
    });

    it("plan: stays a speculative run, which nothing can apply", async () => {
      const { code, err } = await terraform(["plan", "-input=false"]);

      expect(code).toBe(0);
      expect(asked()).toEqual([["plan", "-input=false"]]);
      expect(err).toBe("");
    });
  });

  it("plan: goes on as it is, and the gate says on stderr what it thinks", async () => {
    project.write("plan.json", OPEN);

    const { code, out, err } = await terraform(["plan", "-input=false", "-out", "plan"]);

    expect(code).toBe(0);
    expect(asked()[0]).toEqual(["plan", "-input=false", "-out", "plan"]);
    expect(out).toBe("");
    expect(err).toContain("INCOMING_SSH_DISABLED");
    expect(err).toContain("denied");
  });

  it("plan: is judged also where no plan file is asked for, with Terraform's own exit code", async () => {
    const { code, err } = await terraform(["plan", "-detailed-exitcode"]);

    expect(code).toBe(2);
    expect(err).toContain("approved");
  });

  it("writes the reports that PLANGATE_FORMAT names, in the project", async () => {
    await terraform(["apply", "-auto-approve"], { env: { ...env, PLANGATE_FORMAT: "text, json=out/report.json" } });

    const report = JSON.parse(readFileSync(project.path("out", "report.json"), "utf8")) as { verdict: string };
    expect(report.verdict).toBe("approved");
  });

  it.each([
    [["output", "-json"], 0],
    [["workspace", "select", "x"], 7],
    [["state", "list"], 0],
    [["apply", "-help"], 0],
  ])("%j passes through untouched, with its exit code %d", async (args, expected) => {
    const { code, out, err } = await terraform(args);

    expect(code).toBe(expected);
    expect(asked()).toEqual([args]);
    expect({ out, err }).toEqual({ out: "", err: "" });
  });

  it.each(["TF_DATA_DIR", "TF_CLI_ARGS_apply"])("refuses to apply while %s would lead elsewhere", async (name) => {
    const { code, err } = await terraform(["apply", "-auto-approve"], { env: { ...env, [name]: "x" } });

    expect(code).toBe(2);
    expect(err).toContain(name);
    expect(commands()).toEqual([]);
  });

  it("applies nothing where no stack was synthesized, but passes plan on", async () => {
    const refused = await terraform(["apply", "-auto-approve"], { cwd: project.directory });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("there is no Terraform in this directory");
    expect(commands()).toEqual([]);
  });

  it("takes the directory of -chdir", async () => {
    const { code } = await terraform([`-chdir=${here()}`, "apply", "-auto-approve"], { cwd: project.directory });

    expect(code).toBe(0);
    expect(commands()).toContain("apply");
  });

  it("does not call itself", async () => {
    const { code, err } = await terraform(["output"], { env: { ...env, PLANGATE_INSIDE: "1" } });

    expect(code).toBe(2);
    expect(err).toContain("PLANGATE_TERRAFORM");
  });
});
