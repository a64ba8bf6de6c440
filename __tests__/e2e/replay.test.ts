import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../gate/cli/run";
import { surroundings } from "../gate/cli/surroundings";

const ROOT = join(__dirname, "..", "..");
const RULE = "policies/rules/ec2/encrypted_volumes.rego";
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "plangate-replay-git-"));
  cpSync(join(ROOT, "policies"), join(project, "policies"), { recursive: true });
  mkdirSync(join(project, "plans"));
  cpSync(join(ROOT, "__tests__", "plans", "as-built.json"), join(project, "plans", "as-built.json"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: project });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "Begin");
});
afterAll(() => rmSync(project, { recursive: true }));

async function replay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = surroundings({ cwd: project, env: process.env });
  return { code: await run(["replay", "plans", ...args], io), ...io.said };
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(project, file), change(readFileSync(join(project, file), "utf8")));
}

describe("replay against what git has", () => {
  it("shows no change where nothing was edited", async () => {
    expect(await replay()).toMatchObject({ code: 0, err: "" });
  });

  it("shows what an edited setting changes, without a build", async () => {
    edit("policies/enforcement.json", () => '{"default": "advisory", "rules": {}}');
    const { code, out } = await replay("--format", "markdown");
    expect(out).toContain("### Newly passing");
    expect(out).toMatch(/`as-built\.json`: denied → \*\*approved\*\*/);
    expect(code).toBe(0);
    execFileSync("git", ["checkout", "--quiet", "policies/enforcement.json"], { cwd: project });
  });

  it("refuses edited rules that were not built, and shows what they change once they are", async () => {
    edit(RULE, (text) => text.replace(/^# +title: .*$/m, "# title: Another title"));
    const stale = await replay();
    expect(stale.err).toContain("is not what the policies' sources build");
    expect(stale.code).toBe(2);

    expect(await run(["rule", "build"], surroundings({ cwd: project, env: process.env }))).toBe(0);
    expect(await replay()).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    ["nowhere", /"nowhere" is neither a folder/],
    ["--help", /neither a folder/],
    ["HEAD~5", /neither a folder/],
  ])("explains a base that there is not: %s", async (base, message) => {
    const { code, err } = await replay(`--base=${base}`);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });
});
