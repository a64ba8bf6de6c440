import { strToU8, zipSync } from "fflate";
import { configurationInPlanFile, isPlanFile } from "../../../gate/terraform";
import { InputError } from "../../../gate/errors";

const CONFIGURATION = '{"//":{"metadata":{"stackName":"storefront"}}}';

function planFile(files: Record<string, string>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync({ tfplan: strToU8("protobuf"), ...Object.fromEntries(entries) }));
}

test("a plan file is told from plan JSON by its first bytes", () => {
  expect(isPlanFile(planFile({}))).toBe(true);
  expect(isPlanFile(Buffer.from("{}"))).toBe(false);
  expect(isPlanFile(Buffer.alloc(0))).toBe(false);
});

test("the files of the root module are read, and those of its modules, with where they lie", () => {
  const found = configurationInPlanFile(
    planFile({
      "tfconfig/m-/cdk.tf.json": CONFIGURATION,
      "tfconfig/m-/main.tf": "",
      "tfconfig/m-child/cdk.tf.json": "{}",
      "tfconfig/m-child.grand/x.tf": "#",
      "tfconfig/m-child/readme.md": "",
      "tfconfig/modules.json": '[{"Key":"","Dir":"."},{"Key":"child","Dir":"../child"}]',
    }),
  );
  expect(found).toEqual({
    files: new Map([
      ["cdk.tf.json", CONFIGURATION],
      ["main.tf", ""],
    ]),
    modules: new Map([
      ["child", { directory: "../child", files: new Map([["cdk.tf.json", "{}"]]) }],
      ["child.grand", { directory: "child.grand", files: new Map([["x.tf", "#"]]) }],
    ]),
    offline: false,
    sandbox: false,
  });
});

test("an offline plan is known by its override file", () => {
  const files = { "tfconfig/m-/cdk.tf.json": CONFIGURATION, "tfconfig/m-/plangate_offline_override.tf.json": "{}" };
  const found = configurationInPlanFile(planFile(files));
  expect(found?.offline).toBe(true);
  expect([...(found?.files.keys() ?? [])]).toEqual(["cdk.tf.json"]);
});

test("a plan that was made for a sandbox is known by its override file", () => {
  const files = { "tfconfig/m-/cdk.tf.json": CONFIGURATION, "tfconfig/m-/plangate_sandbox_override.tf.json": "{}" };
  const found = configurationInPlanFile(planFile(files));
  expect(found).toMatchObject({ sandbox: true, offline: false });
  expect([...(found?.files.keys() ?? [])]).toEqual(["cdk.tf.json"]);
});

test("null for what embeds no configuration: a bookmark of HCP Terraform, an archive of something else", () => {
  expect(configurationInPlanFile(Buffer.from('{"remote_plan_format":1}'))).toBeNull();
  expect(configurationInPlanFile(planFile({ "tfconfig/m-/readme.md": "" }))).toBeNull();
});

describe("a corrupt plan file is refused", () => {
  const whole = planFile({ "tfconfig/m-/cdk.tf.json": CONFIGURATION });

  test("cut off", () => {
    expect(() => configurationInPlanFile(whole.subarray(0, whole.length - 40))).toThrow(InputError);
  });

  test("with a list of modules that is none", () => {
    const bytes = planFile({ "tfconfig/m-/main.tf": "", "tfconfig/modules.json": "[" });
    expect(() => configurationInPlanFile(bytes)).toThrow("modules.json in it is not JSON");
  });

  test("with a text that is not UTF-8", () => {
    const bytes = Buffer.from(zipSync({ "tfconfig/m-/cdk.tf.json": Uint8Array.of(0xff, 0xfe) }));
    expect(() => configurationInPlanFile(bytes)).toThrow("not UTF-8");
  });

  test("with a header that claims gigabytes", () => {
    const bytes = Buffer.from(whole);
    // Uncompressed size of the second entry in the central directory: at offset 24 of its record.
    const second = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(0x7fff_ffff, second + 24);
    expect(() => configurationInPlanFile(bytes)).toThrow("larger than");
  });

  test("with more files than a configuration has", () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`tfconfig/m-/${i}.tf.json`, "{}"]));
    expect(() => configurationInPlanFile(planFile(many))).toThrow("1000 files");
  });
});
