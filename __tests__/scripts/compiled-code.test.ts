import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../temporary";

const root = join(__dirname, "..", "..");
const plan = join(root, "__tests__", "plans", "storefront.json");

/** Runs the built command, and says whether V8 refused the code that was kept of it, and whether it compiled a module. */
const PROBE = `
  const vm = require("node:vm");
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      process.stderr.write("refused: " + this.cachedDataRejected + "\\n");
    }
  };
  const { Module } = WebAssembly;
  WebAssembly.Module = class extends Module {
    constructor(bytes) {
      super(bytes);
      process.stderr.write("compiled a module\\n");
    }
  };
  require(${JSON.stringify(join(root, "bin", "plangate.cjs"))}).main();
`;

function run(command: readonly string[], flags: readonly string[] = []) {
  return spawnSync(process.execPath, [...flags, "-e", PROBE, "--", "plangate", ...command], {
    cwd: root,
    encoding: "utf8",
  });
}

test.each([["check", plan], ["rules"]])("V8 takes the code that the build kept: %s", (...command) => {
  expect(run(command).stderr).toContain("refused: false");
});

test.each([
  ["11.3.244.8-node.35", true],
  ["12.4.254.21-node.57", false],
])("a flag that V8 no longer has is not set, of which it would complain: %s", (version, has) => {
  const probe = `
    const v8 = require("node:v8");
    v8.setFlagsFromString = (flag) => process.stderr.write(flag + "\\n");
    Object.defineProperty(process, "versions", { value: { ...process.versions, v8: ${JSON.stringify(version)} } });
    require(${JSON.stringify(join(root, "bin", "plangate.cjs"))}).main();
  `;
  const { stderr } = spawnSync(process.execPath, ["-e", probe, "--", "plangate", "--version"], { encoding: "utf8" });

  expect(stderr).toContain("--wasm-tiering-budget");
  expect(stderr.includes("--interrupt-budget")).toBe(has);
});

describe("the machine code of the policies that the build kept", () => {
  const judged = ["check", plan, "--format", "json"];

  test("is taken, and judges as the module itself does", () => {
    const restored = run(judged);
    const compiled = run(judged, ["--max-old-space-size=3000"]);

    expect(restored.stderr).not.toContain("compiled a module");
    expect(compiled.stderr).toContain("compiled a module");
    expect(restored.stdout).toBe(compiled.stdout);
    expect(restored.stdout).toContain('"verdict":');
    expect(restored.status).toBe(compiled.status);
  });

  test.each([
    ["under other flags of V8", "--max-old-space-size=3000"],
    ["where what it relies on is turned off", "--disable-wasm-trap-handler"],
  ])("is not taken %s", (_, flag) => {
    expect(run(judged, [flag]).stderr).toContain("compiled a module");
  });

  test("is not taken for other policies", () => {
    const policies = join(temporaryDirectory(), "policies");
    cpSync(join(root, "policies"), policies, { recursive: true });
    // A custom section without content: another module that does the same.
    appendFileSync(join(policies, "bundle", "policy.wasm"), Uint8Array.of(0, 2, 1, 0x78));

    const { stderr, status } = run([...judged, "--policies", policies]);

    expect(stderr).toContain("compiled a module");
    expect(status).toBeLessThan(2);
  });
});
