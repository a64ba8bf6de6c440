import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies } from "../../gate/evaluate";
import { validatedPolicies } from "../../scripts/validated-policies.cjs";
import { temporaryDirectory } from "../temporary";

const root = join(__dirname, "..", "..");
const plan = join(root, "__tests__", "plans", "storefront.json");

function copyOfPolicies(): string {
  const policies = join(temporaryDirectory(), "policies");
  cpSync(join(root, "policies"), policies, { recursive: true });
  return policies;
}

/** Runs the built command. */
function check(...options: readonly string[]) {
  const command = [join(root, "bin", "plangate.cjs"), "check", plan, ...options];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}

test("parts that fit their schemas are known by the digests that they have when they are loaded", () => {
  const { catalog, parameters, enforcement, exemptions } = loadPolicies({ directory: join(root, "policies") }).digests;

  expect(validatedPolicies(join(root, "policies"))).toEqual({ catalog, parameters, enforcement, exemptions });
});

test.each(['{ "default": "maybe", "rules": {} }', "{"])(
  "a part that does not fit its schema is not known: %s",
  (text) => {
    const policies = copyOfPolicies();
    writeFileSync(join(policies, "enforcement.json"), text);

    expect(Object.keys(validatedPolicies(policies))).toEqual(["catalog", "parameters", "exemptions"]);
  },
);

describe("the built command validates", () => {
  it("a catalogue that the build has not seen", () => {
    const policies = copyOfPolicies();
    const file = join(policies, "bundle", "catalog.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"severity": "medium"', '"severity": "grave"'));

    expect(check("--policies", policies)).toMatchObject({ status: 3, stderr: expect.stringContaining("corrupt") });
  });

  it("what fits another schema than the one that it is to fit", () => {
    const { status, stderr } = check("--parameters", join(root, "policies", "enforcement.json"));

    expect(stderr).toContain("malformed");
    expect(status).toBe(2);
  });
});
