import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run as runInProcess } from "../../gate/cli/run";
import type { Judgement } from "../../gate/decision";
import { surroundings } from "../gate/cli/surroundings";
import { Project } from "../gate/terraform/project";
import { plangate, withoutCredentials, type Outcome } from "./command";

function stack(name: string, value: string): Record<string, unknown> {
  return {
    terraform: { backend: { local: { path: join("..", "..", "..", `${name}.tfstate`) } } },
    resource: { terraform_data: { one: { input: value }, two: { input: "${terraform_data.one.output}" } } },
  };
}

const LOCAL = { local: stack("local", "1") };
let project: Project;

beforeEach(() => (project = new Project(LOCAL)));
afterEach(() => project.remove());

function run(...args: string[]): Promise<Outcome> {
  return plangate(args, { cwd: project.directory });
}

/** Names of the resources in a stack's state; null when nothing was ever applied. */
function applied(name = "local"): readonly string[] | null {
  const file = project.path(`${name}.tfstate`);
  if (!existsSync(file)) {
    return null;
  }
  const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: { name: string }[] };
  return resources.map((resource) => resource.name);
}

describe("deploy", () => {
  it("applies an approved plan, and finds nothing to do the second time", async () => {
    const first = await run("deploy", "--auto-approve", "--format", "text", "--format", "json=report.json");

    expect(first.err).toContain("local: applied, 2 added, 0 changed, 0 destroyed");
    expect(first.out).toContain("approved");
    expect(first.code).toBe(0);
    expect(applied()).toEqual(["one", "two"]);
    expect((JSON.parse(readFileSync(project.path("report.json"), "utf8")) as Judgement).verdict).toBe("approved");

    const second = await run("deploy", "--auto-approve");
    expect(second.err).toContain("local: nothing to apply");
    expect(second.code).toBe(0);
  });

  it("applies nothing where there is nobody to ask", async () => {
    const { code, out, err } = await run("deploy");

    expect(out).toContain("approved");
    expect(err).toContain("there is no terminal to ask on");
    expect(err).toContain("--auto-approve");
    expect(code).toBe(2);
    expect(applied()).toBeNull();
  });

  it.each([
    { answer: "no", code: 1, resources: null },
    { answer: "y", code: 1, resources: null },
    { answer: null, code: 1, resources: null },
    { answer: "yes", code: 0, resources: ["one", "two"] },
  ])("asks, and applies for nothing but yes: $answer", async ({ answer, code, resources }) => {
    const io = surroundings({ cwd: project.directory, env: withoutCredentials, interactive: true, answer });

    expect(await runInProcess(["deploy"], io)).toBe(code);
    expect(io.said.err).toContain("Apply exactly this plan of local?");
    expect(applied()).toEqual(resources);
  });

  it("applies stacks in the order of their dependencies", async () => {
    project.change({ b: { configuration: stack("b", "2"), dependencies: ["local"] }, ...LOCAL });

    const { code, err } = await run("deploy", "--auto-approve");

    expect(code).toBe(0);
    expect(err.indexOf("local: applied")).toBeLessThan(err.indexOf("b: applied"));
    expect([applied(), applied("b")]).toEqual([
      ["one", "two"],
      ["one", "two"],
    ]);
  });

  it("names the stacks that there are when one is asked for that there is not", async () => {
    const { code, err } = await run("deploy", "lokal", "--auto-approve");

    expect(code).toBe(2);
    expect(err).toContain('There is no stack "lokal"');
    expect(err).toContain("The stacks are: local.");
  });
});

describe("deploy --approval", () => {
  const approval = "out/local.json";
  const deploy = (...more: string[]) => run("deploy", "--approval", approval, "--auto-approve", ...more);

  beforeEach(async () => {
    const { code } = await run("plan", "--approval", approval);
    expect(code).toBe(0);
  });

  afterEach(() => expect(existsSync(project.path("out", "local.json"))).toBe(true));

  it("applies the plan that was approved, once", async () => {
    const first = await deploy();
    expect(first.err).toContain("local: applied, 2 added");
    expect(first.code).toBe(0);

    const second = await deploy();
    expect(second.code).not.toBe(0);
    expect(applied()).toEqual(["one", "two"]);
  });

  it.each([
    {
      what: "one byte of the plan file",
      code: "plan-file-changed",
      change: () => {
        const file = project.path("out", "local.tfplan");
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(file, bytes);
      },
    },
    {
      what: "the configuration",
      code: "configuration-changed",
      change: () => project.change({ local: stack("local", "another") }),
    },
    {
      what: "the parameters of the rules",
      code: "parameters-changed",
      args: ["--parameters", "parameters.json"],
      change: () => project.write("parameters.json", "{ }"),
    },
    {
      what: "the policy module",
      code: "policy-module-changed",
      args: ["--policies", "policies"],
      change: () => {
        const policies = join(__dirname, "..", "..", "policies");
        cpSync(policies, project.path("policies"), { recursive: true });
        const module = project.path("policies", "bundle", "policy.wasm");
        // An empty custom section: other bytes, the same rules.
        writeFileSync(module, Buffer.concat([readFileSync(module), Buffer.from([0, 2, 1, 0x78])]));
      },
    },
  ])("refuses after a change of $what", async ({ code, change, args }) => {
    change();

    const refused = await deploy(...(args ?? []));

    expect(refused.err).toContain("local: refused, nothing was applied");
    expect(refused.err).toContain(code);
    expect(refused.code).toBe(1);
    expect(applied()).toBeNull();
  });

  it("refuses another plan of the same stack", async () => {
    // Of another configuration: two plans of one configuration, made within one second, are the same bytes.
    project.change({ local: stack("local", "another") });
    expect((await run("plan", "--approval", "out/other.json")).code).toBe(0);
    project.change(LOCAL);
    cpSync(project.path("out", "other.tfplan"), project.path("out", "local.tfplan"));

    const refused = await deploy();

    expect(refused.err).toContain("plan-file-changed");
    expect(refused.code).toBe(1);
    expect(applied()).toBeNull();
  });

  it("says what is missing when the plan file is not there", async () => {
    const refused = await run("deploy", "--approval", "out/none.json", "--auto-approve");

    expect(refused.err).toContain("The approval does not exist.");
    expect(refused.code).toBe(2);
  });
});

describe("deploy of the system as it was built", () => {
  it("is denied; Terraform is never asked to apply, and no state is made", async () => {
    const log = project.path("terraform.log");
    const wrapper = project.write(
      "terraform",
      `#!/bin/sh\necho "$@" >> "${log}"\nexec "${process.env["PLANGATE_TERRAFORM"] ?? "terraform"}" "$@"\n`,
      0o755,
    );
    const asBuilt = join(__dirname, "..", "..", "examples", "as-built");

    const { code, out } = await plangate(["deploy", "--auto-approve", "-C", asBuilt], {
      env: { ...withoutCredentials, PLANGATE_TERRAFORM: wrapper },
    });

    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(out).toContain("denied");
    expect(code).toBe(1);
    const asked = readFileSync(log, "utf8");
    expect(asked).toMatch(/^plan /m);
    expect(asked).not.toMatch(/^apply/m);
    expect(existsSync(join(asBuilt, "terraform.tfstate"))).toBe(false);
  });
});
