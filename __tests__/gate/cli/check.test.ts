import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../gate/cli/run";
import type { Judgement } from "../../../gate/decision";
import { loadPolicies } from "../../../gate/evaluate";
import { surroundings } from "./surroundings";

const ROOT = join(__dirname, "..", "..", "..");
const PLANS = join(ROOT, "__tests__", "plans");
let directory: string;

beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "plangate-check-"))));
afterEach(() => rmSync(directory, { recursive: true }));

async function check(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = surroundings({ cwd: directory });
  const code = await run(["check", ...args], io);
  return { code, ...io.said };
}

function write(name: string, content: string | Uint8Array): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

describe("check", () => {
  it("approves the plans recorded of this project's own stacks", async () => {
    for (const stack of ["account-baseline", "storefront"]) {
      const { code, out } = await check(join(PLANS, `${stack}.json`));
      expect(out).toMatch(/^ {2}approved$/m);
      expect(code).toBe(0);
    }
  });

  it("denies the plan recorded of the system as it was built", async () => {
    const { code, out, err } = await check(join(PLANS, "as-built.json"), "--format", "json");

    const judgement = JSON.parse(out) as Judgement;
    expect(judgement.verdict).toBe("denied");
    expect(judgement.plan.stack).toBe("as-built.json");
    expect(judgement.reasons.map((reason) => reason.code)).toContain("violation");
    expect(err).toBe("");
    expect(code).toBe(1);
  });

  it("reads standard input, also in UTF-16 as PowerShell's redirection writes it", async () => {
    const text = readFileSync(join(PLANS, "storefront.json"), "utf8");
    const stdin = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    const io = surroundings({ cwd: directory, stdin });

    expect(await run(["check", "-", "--stack", "storefront"], io)).toBe(0);
    expect(io.said.out).toMatch(/^storefront\n/);
  });

  it("says what plan JSON alone does not tell, and what tells it", async () => {
    const note =
      /note +judged by plan JSON alone: it names no lines of code, and a dynamic block counts as left out .*plan file/;
    expect((await check(join(PLANS, "storefront.json"))).out).toMatch(note);

    const configuration = write("cdk.tf.json", "{}");
    expect((await check(join(PLANS, "storefront.json"), "--configuration", configuration)).out).not.toMatch(note);
  });

  it("names lines of TypeScript when it is given the synthesized configuration", async () => {
    const plan = JSON.parse(readFileSync(join(PLANS, "as-built.json"), "utf8")) as {
      resource_changes: { type: string; name: string }[];
    };
    const group = plan.resource_changes.find(({ name }) => name.includes("Midterm-Security-group"));
    const metadata = { path: "as-built/web", uniqueId: group?.name, stackTrace: ["new Web (web.ts:12:3)"] };
    const configuration = { resource: { aws_security_group: { [group?.name ?? ""]: { "//": { metadata } } } } };
    write("cdk.tf.json", JSON.stringify(configuration));

    const { out } = await check(join(PLANS, "as-built.json"), "--configuration", "cdk.tf.json");

    expect(out).toContain("at web.ts:12  (as-built/web)");
  });

  it("works as if started in the directory that -C names", async () => {
    cpSync(join(PLANS, "storefront.json"), join(directory, "plan.json"));
    const io = surroundings({ cwd: "/" });

    expect(await run(["check", "-C", directory, "plan.json", "--format", "json=report.json"], io)).toBe(0);
    expect(JSON.parse(readFileSync(join(directory, "report.json"), "utf8"))).toMatchObject({ verdict: "approved" });
  });

  describe("exits 2, says what is wrong and writes no report", () => {
    const plan = () => readFileSync(join(PLANS, "storefront.json"), "utf8");

    it.each<[string, () => string | Uint8Array, RegExp]>([
      ["an empty file", () => "", /empty/],
      ["text that is not JSON", () => "Error: no plan", /not JSON/],
      ["truncated JSON", () => plan().slice(0, -100), /truncated|not JSON/],
      ["a state file", () => '{"version": 4, "serial": 1, "lineage": "x", "resources": []}', /state, not a plan/],
      ["a newer major format", () => plan().replace(/"format_version":\s*"1/, '"format_version":"2'), /format version/],
      ["bytes that are not text", () => new Uint8Array([0x80, 0x81]), /not UTF-8/],
      ["a broken plan file", () => new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0]), /./],
    ])("for %s", async (_, content, message) => {
      write("plan.json", content());

      const { code, out, err } = await check("plan.json");

      expect(err).toMatch(message);
      expect(out).toBe("");
      expect(code).toBe(2);
    });

    it("for a file that is not there", async () => {
      const { code, err } = await check("none.json");

      expect(err).toContain("none.json");
      expect(err).toContain("terraform show -json");
      expect(code).toBe(2);
    });

    it.each([
      ["malformed parameters", "parameters", "{", /not JSON/],
      ["parameters of a rule that there is not", "parameters", '{"NO_SUCH_RULE": {}}', /no rule NO_SUCH_RULE/],
      ["malformed exemptions", "exemptions", '{"exemptions": 1}', /malformed/],
    ])("for %s", async (_, option, content, message) => {
      const file = write("settings.json", content);

      const { code, err } = await check(join(PLANS, "storefront.json"), `--${option}`, "settings.json");

      expect(err).toMatch(message);
      expect(err).toContain(file);
      expect(code).toBe(2);
    });
  });

  it.each([
    ["truncated", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["not WebAssembly", () => Buffer.from("policy")],
  ])("exits 3 where the policy module is %s", async (_, damage) => {
    cpSync(join(ROOT, "policies"), join(directory, "policies"), { recursive: true });
    const module = join(directory, "policies", "bundle", "policy.wasm");
    writeFileSync(module, damage(readFileSync(module)));

    const { code, out, err } = await check(join(PLANS, "storefront.json"));

    expect(err).toContain("The policy module cannot be loaded");
    expect(out).toBe("");
    expect(code).toBe(3);
  });
});

describe("check --profile", () => {
  it("shows the share of every rule on standard error, and leaves report and exit code alone", async () => {
    const plan = join(PLANS, "as-built.json");
    const plain = await check(plan, "--format", "json");
    const { code, out, err } = await check(plan, "--format", "json", "--profile");
    const rows = [...err.matchAll(/^ +(\d+\.\d) % +\d+\.\d\d ms {2}([A-Z0-9_]+)$/gm)];

    expect(rows.map(([, , rule]) => rule).sort()).toEqual(
      loadPolicies({ directory: join(ROOT, "policies") }).catalog.map(({ id }) => id),
    );
    expect(rows.reduce((sum, [, share]) => sum + Number(share), 0)).toBeCloseTo(100, -1);
    expect(out).toBe(plain.out);
    expect(code).toBe(plain.code);
  });
});

describe("settings of a project that has no rules of its own", () => {
  const settings = (name: string, content: unknown): void => {
    mkdirSync(join(directory, "policies"), { recursive: true });
    write(join("policies", `${name}.json`), JSON.stringify(content));
  };
  const denied = async (...args: string[]): Promise<readonly string[]> => {
    const { out } = await check(join(PLANS, "as-built.json"), "--format", "json", ...args);
    return (JSON.parse(out) as Judgement).reasons.map(({ rule }) => rule ?? "");
  };

  it("count for the rules of the package, in the project's folder and in one that is named", async () => {
    expect(await denied()).toContain("INCOMING_SSH_DISABLED");
    settings("enforcement", {
      default: "mandatory",
      rules: { INCOMING_SSH_DISABLED: { enforcement: "advisory", why: "SSH is open for the duration of the course." } },
    });
    expect(await denied()).not.toContain("INCOMING_SSH_DISABLED");
    expect(await denied("--policies", "policies")).not.toContain("INCOMING_SSH_DISABLED");
  });

  it("are refused where they are malformed, and not left aside", async () => {
    settings("exemptions", { exemption: [] });

    const { code, err } = await check(join(PLANS, "as-built.json"));
    expect(err).toContain(join("policies", "exemptions.json"));
    expect(err).toContain("exemptions.schema.json");
    expect(code).toBe(2);
  });

  it("do not stand for rules that are there and not built", async () => {
    mkdirSync(join(directory, "policies", "library"), { recursive: true });

    const { code, err } = await check(join(PLANS, "storefront.json"));
    expect(err).toContain("The policies are not built");
    expect(code).toBe(3);
  });
});

it("exits 2 where the policies folder that is named is not there", async () => {
  const { code, err } = await check(join(PLANS, "storefront.json"), "--policies", "nowhere");

  expect(err).toContain("There is no such policies folder");
  expect(code).toBe(2);
});
