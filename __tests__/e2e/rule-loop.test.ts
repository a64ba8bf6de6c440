import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, Opa, scaffold, test, type NewRule } from "../../authoring";

const ROOT = join(__dirname, "..", "..");
let project: string;
let opa: Opa;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "plangate-rule-loop-"));
  cpSync(join(ROOT, "policies"), join(project, "policies"), { recursive: true });
  opa = (await Opa.find()).in(project);
});
afterAll(() => rmSync(project, { recursive: true }));

const RULES: readonly NewRule[] = [
  { id: "API_GW_XRAY_ENABLED", resources: [], attribute: "xray_tracing_enabled", demand: "true" },
  { id: "CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK", resources: [], attribute: "badge_enabled", demand: "false" },
  { id: "DYNAMODB_TABLE_ENCRYPTED_KMS", resources: [], attribute: "server_side_encryption", demand: "present" },
  {
    id: "LISTENERS_HAVE_TAGS",
    service: "elb",
    resources: ["aws_lb_listener", "aws_alb_listener"],
    attribute: "tags",
    demand: "present",
  },
];

describe("a new rule", () => {
  const files: string[] = [];

  it.each(RULES)("$id passes its tests, which run every line of it", async (rule) => {
    const made = scaffold(project, rule);
    files.push(...made.files);
    expect(await test(opa, made.sketch.id)).toContain("100 %");
  });

  it("is refused while it says what to write", async () => {
    const { message } = (await check(opa).catch((error: unknown) => error)) as Error;
    for (const { id } of RULES) expect(message).toContain(`${id.toLowerCase()}.rego: \`title\` still says`);
  });

  it("is accepted as soon as that is written", async () => {
    for (const file of files) {
      const path = join(project, file);
      writeFileSync(path, readFileSync(path, "utf8").replaceAll(/CHANGE ME[^,}\n]*/g, "Written."));
    }
    await check(opa);
  });

  it("is named when its test fails, and when the test leaves a line out", async () => {
    const path = join(project, "policies/rules/apigateway/api_gw_xray_enabled_test.rego");
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replace("[true, set()]", "[false, set()]"));
    await expect(test(opa, "API_GW_XRAY_ENABLED")).rejects.toThrow(/as it has to be/);
    writeFileSync(path, `package rules.apigateway.api_gw_xray_enabled_test\n\ntest_nothing if true\n`);
    await expect(test(opa, "API_GW_XRAY_ENABLED")).rejects.toThrow(
      /do not run every line.*api_gw_xray_enabled\.rego:\d+/s,
    );
  });
});

it("a rule that there is not is told from one whose name is close", async () => {
  await expect(test(opa, "XRAY")).rejects.toThrow(/API_GW_XRAY_ENABLED/);
});
