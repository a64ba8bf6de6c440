import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../gate/cli/run";
import { surroundings } from "./surroundings";

const ROOT = join(__dirname, "..", "..", "..");
let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "plangate-rule-"))));
afterEach(() => rmSync(directory, { recursive: true }));

async function rule(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = surroundings({ cwd: directory, env: { PATH: directory, HOME: directory } });
  return { code: await run(["rule", ...args], io), ...io.said };
}

function copyPolicies(): void {
  cpSync(join(ROOT, "policies"), join(directory, "policies"), { recursive: true });
}

describe("rule", () => {
  it.each([["check"], ["test"], ["test", "ENCRYPTED_VOLUMES"], ["build"], ["build", "--check"]])(
    "%s %s says how to get OPA where there is none, with exit code 3",
    async (...args) => {
      copyPolicies();
      const { code, err } = await rule(...args);
      expect(err).toMatch(/needs OPA [\d.]+/);
      expect(err).toContain("go install github.com/open-policy-agent/opa@v");
      expect(code).toBe(3);
    },
  );

  it.each([["check"], ["test"], ["build"], ["new", "API_GW_XRAY_ENABLED"]])(
    "%s %s says that there are no rules here, with exit code 2",
    async (...args) => {
      const { code, err } = await rule(...args);
      expect(err).toContain("has no policies/library");
      expect(err).toContain("-C");
      expect(code).toBe(2);
    },
  );

  it("new writes what `check` of the rule then asks for, and says what comes next", async () => {
    copyPolicies();
    const { code, out } = await rule("new", "api-gw-xray-enabled", "--attribute", "xray_tracing_enabled");
    const [file = ""] = out.split("\n");
    expect(file).toBe("policies/rules/apigateway/api_gw_xray_enabled.rego");
    expect(existsSync(join(directory, file))).toBe(true);
    expect(out).toContain("plangate rule test API_GW_XRAY_ENABLED");
    expect(code).toBe(0);
  });

  it("docs writes the pages, and --check tells when they are stale", async () => {
    copyPolicies();
    expect((await rule("docs", "--check")).code).toBe(2);
    expect((await rule("docs")).code).toBe(0);
    expect((await rule("docs", "--check")).code).toBe(0);
  });

  it("alone lists what there is, with exit code 2", async () => {
    const { code, err } = await rule();
    expect(err).toMatch(/new .*check .*test .*build .*docs /s);
    expect(code).toBe(2);
  });
});
