import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Judgement } from "../../gate/decision";
import { Project } from "../gate/terraform/project";
import { plangate, withoutCredentials } from "./command";

const AS_BUILT = join(__dirname, "..", "..", "examples", "as-built");

describe("plan of the system as it was built", () => {
  it("is denied, and names both security groups with their lines of TypeScript", async () => {
    const { code, out, err } = await plangate(["plan", "-C", AS_BUILT, "--format", "json"]);

    const judgement = JSON.parse(out) as Judgement;
    const found = judgement.evaluations.filter(
      ({ rule, status }) => rule === "INCOMING_SSH_DISABLED" && status === "NON_COMPLIANT",
    );
    expect(new Set(found.map(({ construct }) => construct?.path))).toEqual(
      new Set(["as-built/web-tier/Midterm-Security-group", "as-built/web-tier/SecGrpforAutoScaling"]),
    );
    for (const { construct, attribute, remediation } of found) {
      expect(construct?.file).toMatch(/\.ts$/);
      expect(construct?.line).toBeGreaterThan(0);
      expect(attribute).toContain("ingress");
      expect(remediation).not.toBe("");
    }
    expect(err).toContain("as-built: planned");
    expect(err).not.toContain("\u001b");
    expect(code).toBe(1);
  });
});

describe("plan without Terraform", () => {
  let bin: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(() => {
    bin = mkdtempSync(join(tmpdir(), "plangate-bin-"));
    symlinkSync(process.execPath, join(bin, "node"));
    symlinkSync("/bin/sh", join(bin, "sh"));
    env = { ...withoutCredentials, PATH: bin };
    delete env["PLANGATE_TERRAFORM"];
    delete env["TERRAFORM_BINARY"];
  });

  afterAll(() => rmSync(bin, { recursive: true }));

  it("judges the plan recorded of exactly this configuration, and says so", async () => {
    const { code, out } = await plangate(["plan", "-C", AS_BUILT], { env });

    expect(out).toContain("not planned: Neither terraform nor tofu is on PATH");
    expect(out).toContain("recorded of exactly this configuration");
    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(code).toBe(1);
  });

  it.each([["--no-offline"], ["--var=a=b"], ["--target=aws_instance.x"], ["--approval=a.json"]])(
    "takes no record where a fresh plan might say something else: %s",
    async (option) => {
      const { code, out, err } = await plangate(["plan", "-C", AS_BUILT, option], { env });

      expect(out).toBe("");
      expect(err).toContain("Install Terraform");
      expect(code).toBe(3);
      expect(existsSync(join(AS_BUILT, "a.json"))).toBe(false);
    },
  );

  it("says what to install where there is no record", async () => {
    const project = new Project({ other: { resource: { terraform_data: { one: {} } } } });
    try {
      const { code, out, err } = await plangate(["plan"], { cwd: project.directory, env });

      expect(out).toBe("");
      expect(err).toContain("Install Terraform");
      expect(code).toBe(3);
    } finally {
      project.remove();
    }
  });
});

describe("plan", () => {
  let project: Project;

  beforeEach(() => (project = new Project({ one: stack("1"), two: stack("${var.missing}") })));
  afterEach(() => project.remove());

  function stack(input: string): Record<string, unknown> {
    return { terraform: { backend: { local: {} } }, resource: { terraform_data: { it: { input } } } };
  }

  it("reports the stacks that it can judge, and fails for the one that it cannot", async () => {
    const { code, out, err } = await plangate(["plan", "--format", "json"], { cwd: project.directory });

    expect(JSON.parse(out)).toMatchObject([
      { verdict: "approved", plan: { stack: "one" } },
      { verdict: "denied", plan: { stack: "two" }, reasons: [{ code: "not-judged" }] },
    ]);
    expect(err).toContain("two");
    expect(code).not.toBe(0);
  });

  it("gives an array for several stacks", async () => {
    project.change({ one: stack("1"), two: stack("2") });

    const { code, out } = await plangate(["plan", "--format", "json"], { cwd: project.directory });

    expect((JSON.parse(out) as Judgement[]).map(({ plan }) => plan.stack)).toEqual(["one", "two"]);
    expect(code).toBe(0);
  });

  it("hands variables on, with Terraform's one dash too", async () => {
    project.change({ one: { ...stack("${var.size}"), variable: { size: {} } } });

    expect((await plangate(["plan"], { cwd: project.directory })).code).not.toBe(0);
    expect((await plangate(["plan", "-var", "size=2"], { cwd: project.directory })).code).toBe(0);
    expect((await plangate(["plan", "-var=size=2"], { cwd: project.directory })).code).toBe(0);
  });

  it("keeps no approval of several stacks in one file", async () => {
    project.change({ one: stack("1"), two: stack("2") });

    const { code, err } = await plangate(["plan", "--approval", "a.json"], { cwd: project.directory });

    expect(err).toContain("plangate plan one --approval a.json");
    expect(code).toBe(2);
  });

  it("is no approval when it is interrupted", async () => {
    const root = join(__dirname, "..", "..");
    const child = spawn(
      process.execPath,
      ["-r", join(root, "scripts", "register.cjs"), join(root, "gate", "cli", "main.ts"), "plan", "-C", AS_BUILT],
      { env: withoutCredentials },
    );
    const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
      child.on("close", (code, signal) => resolve([code, signal])),
    );
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("planning")) {
        child.kill("SIGINT");
      }
    });
    child.stdout.resume();

    const [code, signal] = await ended;
    expect(code === 0 || (code === null && signal === null)).toBe(false);
  });
});
