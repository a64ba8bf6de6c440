import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Judgement } from "../../gate/decision";

const ROOT = join(__dirname, "..", "..");

let directory: string;

/** The package as npm would publish it, installed where there is nothing else. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "plangate-package-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", directory], { cwd: ROOT, stdio: "ignore" });
  const [archive = ""] = readdirSync(directory);
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", `./${archive}`], { cwd: directory, stdio: "ignore" });
  copyFileSync(join(ROOT, "__tests__", "plans", "as-built.json"), join(directory, "plan.json"));
  copyFileSync(join(ROOT, "__tests__", "cases", "ssh-hcl", "recorded", "plan.json"), join(directory, "hcl.json"));
});

afterAll(() => rmSync(directory, { recursive: true }));

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: directory, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the package in a project of somebody else's", () => {
  it("is small, and brings neither CDKTF nor the bindings of a provider", () => {
    const installed = readdirSync(join(directory, "node_modules")).filter((name) => !name.startsWith("."));
    const { stdout } = run("du", "-sk", "node_modules");

    expect(installed).not.toEqual(expect.arrayContaining(["cdktf"]));
    expect(existsSync(join(directory, "node_modules", "@cdktf"))).toBe(false);
    expect(Number.parseInt(stdout, 10)).toBeLessThan(10 * 1024);
  });

  it("judges a plan, by the policies that it comes with", () => {
    const { status, stdout } = run("npx", "plangate", "check", "plan.json", "--format", "json");

    const judgement = JSON.parse(stdout) as Judgement;
    expect(judgement.policies.rules).toBeGreaterThan(80);
    expect(judgement.verdict).toBe("denied");
    expect(status).toBe(1);
  });

  it("judges a plan of HCL, and says what to do next", () => {
    const { status, stdout } = run("npx", "plangate", "check", "hcl.json");

    expect(stdout).toContain("INCOMING_SSH_DISABLED");
    expect(stdout).toMatch(/mend {2}Admit SSH only from/);
    expect(status).toBe(1);
  });

  it("says what it needs where there is no project", () => {
    const { status, stderr } = run("npx", "plangate", "plan");

    expect(stderr).toContain("neither Terraform files (*.tf) nor a cdktf.json");
    expect(status).toBe(2);
  });

  it("plans and judges plain Terraform, and says how to go on", () => {
    const infra = join(directory, "infra");
    mkdirSync(join(infra, "web"), { recursive: true });
    writeFileSync(
      join(infra, "main.tf"),
      'provider "aws" {\n  region = "us-east-1"\n}\n\nmodule "web" {\n  source = "./web"\n}\n',
    );
    const rule = 'from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n';
    writeFileSync(
      join(infra, "web", "main.tf"),
      `resource "aws_security_group" "web" {\n  ingress {\n    ${rule}  }\n}\n`,
    );

    const { status, stdout, stderr } = run("npx", "plangate", "plan", "-C", "infra");

    expect(stdout).toContain("SSH (TCP port 22) is open to every address");
    expect(stdout).toMatch(/at web\/main\.tf:1\n {11}for main\.tf:5\n/);
    expect(stderr).toContain("plangate rules ID");
    expect(stderr).toContain("node_modules/plangate/policies");
    expect(status).toBe(1);
  });

  it.each([
    ["an ES module", "use.mts", "use.mjs"],
    ["CommonJS", "use.cts", "use.cjs"],
  ])("is a library, with types, as its page says, for %s", (_, source, program) => {
    const [, example = ""] = /^```ts\n([^]*?)^```/m.exec(readFileSync(join(ROOT, "docs", "library.md"), "utf8")) ?? [];
    writeFileSync(
      join(directory, source),
      `${example}console.log(verdict, reasons.length > 0, evaluations.length > 0);\n`,
    );
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules", "@types")];
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
    const compiled = run(
      process.execPath,
      tsc,
      ...[...strict, "--module", "nodenext", "--target", "es2022", ...types, source],
    );

    expect(compiled).toMatchObject({ status: 0, stdout: "" });
    expect(run(process.execPath, program)).toMatchObject({ status: 0, stdout: "denied true true\n" });
    expect(readFileSync(join(directory, program), "utf8")).toContain("plangate");
  });
});
