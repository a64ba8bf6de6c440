import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestConfiguration } from "../../gate/approval";
import { copyProject } from "../project-copy";

const ROOT = join(__dirname, "..", "..");

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "plangate-cdktn-"));
  copyProject(project);
});

afterAll(() => rmSync(project, { recursive: true }));

/** What package.json asks for beyond what is installed here: the fork, under both names. */
function installFork(): void {
  const { devDependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const { cdktf = "", cdktn = "" } = devDependencies;
  const fork = mkdtempSync(join(tmpdir(), "plangate-fork-"));
  writeFileSync(join(fork, "package.json"), JSON.stringify({ private: true, dependencies: { cdktf, cdktn } }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: fork, stdio: "ignore" });
  // Only what differs is copied; everything else is what is installed here.
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== "cdktf" && name !== "@cdktf" && name !== ".bin" && !name.startsWith(".package")) {
      symlinkSync(join(ROOT, "node_modules", name), join(fork, "node_modules", `${name}.link`));
      try {
        renameSync(join(fork, "node_modules", `${name}.link`), join(fork, "node_modules", name));
      } catch {
        // It came with the fork.
        rmSync(join(fork, "node_modules", `${name}.link`));
      }
    }
  }
  // The bindings look for `cdktf` beside themselves: they must not be links.
  cpSync(join(ROOT, "node_modules", "@cdktf"), join(fork, "node_modules", "@cdktf"), { recursive: true });
  renameSync(join(fork, "node_modules"), join(project, "node_modules"));
  rmSync(fork, { recursive: true });
}

describe("the move to cdktn", () => {
  it("gives the same stacks, byte for byte, so that plans and verdicts stay what they are", () => {
    const changed = execFileSync(process.execPath, [join(ROOT, "scripts", "migrate-to-cdktn.mjs"), project], {
      encoding: "utf8",
    });
    expect(changed).toContain("package.json");
    expect(changed).toContain("synth");
    expect(readFileSync(join(project, "stacks", "aws-stack.ts"), "utf8")).toMatch(/from "cdktn"/);

    installFork();
    execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { cwd: project });

    const { records } = JSON.parse(readFileSync(join(ROOT, "__tests__", "plans", "records.json"), "utf8")) as {
      records: { stack: string; project: string; configuration: string }[];
    };
    const recorded = records.filter((record) => record.project === ".");
    const made = recorded.map(({ stack }) => ({
      stack,
      configuration: digestConfiguration(join(project, "cdktf.out", "stacks", stack)),
    }));
    expect(made).toEqual(recorded.map(({ stack, configuration }) => ({ stack, configuration })));
    expect(made.length).toBeGreaterThan(2);
  });

  it("changes nothing that it has changed", () => {
    const again = execFileSync(process.execPath, [join(ROOT, "scripts", "migrate-to-cdktn.mjs"), project], {
      encoding: "utf8",
    });
    expect(again).not.toContain(".ts");
    expect(again).not.toContain("package.json\n");
  });
});
