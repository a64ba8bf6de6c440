import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Opa, OPA_VERSION } from "../../authoring";
import { ToolError } from "../../gate/errors";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "plangate-opa-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** An executable that answers `opa version` as OPA of this version does. */
function fakeOpa(version: string, ...folders: string[]): string {
  const folder = join(directory, ...folders);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "opa");
  writeFileSync(path, `#!/bin/sh\necho "Version: ${version}"\n`);
  chmodSync(path, 0o755);
  return path;
}

const find = (env: NodeJS.ProcessEnv) => Opa.find({ HOME: directory, ...env });

describe("finding OPA", () => {
  it("takes what PLANGATE_OPA names, before PATH", async () => {
    fakeOpa(OPA_VERSION, "path");
    const named = fakeOpa(OPA_VERSION, "named");
    expect((await find({ PLANGATE_OPA: named, PATH: join(directory, "path") })).path).toBe(named);
  });

  it("passes over another version on PATH", async () => {
    fakeOpa("1.0.0", "first");
    const right = fakeOpa(OPA_VERSION, "second");
    const PATH = [join(directory, "first"), join(directory, "second")].join(":");
    expect((await find({ PATH })).path).toBe(right);
  });

  it("looks into the tool cache last", async () => {
    const cached = fakeOpa(OPA_VERSION, ".cache", "plangate-tools", `opa-v${OPA_VERSION}`);
    expect((await find({ PATH: "" })).path).toBe(cached);
  });

  it("says how to install it where there is none, and which versions there are", async () => {
    const old = fakeOpa("1.0.0", "old");
    const error = await find({ PATH: join(directory, "old") }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ToolError);
    expect((error as ToolError).problem.what).toContain(`${old} is 1.0.0`);
    expect((error as ToolError).problem.mend).toContain(`go install github.com/open-policy-agent/opa@v${OPA_VERSION}`);
  });

  it.each([
    ["another version", () => fakeOpa("1.0.0", "named"), /is needed, this is 1\.0\.0/],
    ["something that is not OPA", () => join(directory, "nothing"), /does not name an OPA executable/],
  ])("refuses %s in PLANGATE_OPA, whatever else there is", async (_, named, message) => {
    fakeOpa(OPA_VERSION, "path");
    const found = find({ PLANGATE_OPA: named(), PATH: join(directory, "path") });
    await expect(found).rejects.toThrow(ToolError);
    await expect(found).rejects.toThrow(message);
  });
});
