import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, ToolError } from "../../../gate/errors";
import { loadPolicies } from "../../../gate/evaluate";

const committed = join(__dirname, "../../../policies");
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "plangate-policies-"));
  for (const part of ["bundle", "contract", "parameters.json", "enforcement.json", "exemptions.json"]) {
    cpSync(join(committed, part), join(directory, part), { recursive: true });
  }
});

afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

function failure(): InputError | ToolError {
  try {
    loadPolicies({ directory });
  } catch (error) {
    if (error instanceof InputError || error instanceof ToolError) return error;
    throw error;
  }
  throw new Error("the policies were loaded");
}

test("each part has its own digest, so an approval can say what changed", () => {
  const before = loadPolicies({ directory });
  const parameters = write("other.json", "{ }");
  const after = loadPolicies({ directory, parameters });
  expect(after.digests).toEqual({ ...before.digests, parameters: after.digests.parameters });
  expect(after.digests.parameters).not.toBe(before.digests.parameters);
  expect(after.sha256).not.toBe(before.sha256);
});

test.each([
  ["parameters.json", "{", /not JSON/],
  ["parameters.json", '{"INCOMING_SSH_DISABLED": {"port": 22}}', /malformed.*port/],
  ["parameters.json", '{"INCOMING_SSH_DISABLED": {"port": "22"}}', /no parameter port/],
  [
    "parameters.json",
    '{"SECRETSMANAGER_ROTATION_ENABLED_CHECK": {"maximumAllowedRotationFrequency": "few"}}',
    /maximumAllowedRotationFrequency of SECRETSMANAGER_ROTATION_ENABLED_CHECK is "few", and has to be a whole number/,
  ],
  ["parameters.json", '{"IAM_PASSWORD_POLICY": {"MinimumPasswordLength": "14.5"}}', /has to be a whole number/],
  ["parameters.json", '{"IAM_PASSWORD_POLICY": {"RequireNumbers": "yes"}}', /has to be true or false/],
  [
    "parameters.json",
    '{"IAM_PASSWORD_POLICY": {"RequireNumbers": "True"}}',
    /is "True", and has to be true or false, in small letters/,
  ],
  ["parameters.json", '{"IAM_PASSWORD_POLICY": {"RequireNumber": "true"}}', /Did you mean RequireNumbers\?/],
  [
    "parameters.json",
    '{"IAM_PASSWORD_POLICI": {}}',
    /There is no rule IAM_PASSWORD_POLICI; did you mean IAM_PASSWORD_POLICY\?/,
  ],
  [
    "parameters.json",
    '{"iam-password-policy": {}}',
    /the name "iam-password-policy" must be a rule's identifier, such as/,
  ],
  ["parameters.json", '{"RESTRICTED_SSH": {}}', /no rule RESTRICTED_SSH.*INCOMING_SSH_DISABLED/],
  ["parameters.json", '{"IAM_PASSWORD_POLICY": {}, "IAM_PASSWORD_POLICY": {}}', /"IAM_PASSWORD_POLICY" stands twice/],
  ["enforcement.json", '{"default":"maybe","rules":{}}', /malformed.*mandatory, advisory/],
  [
    "enforcement.json",
    '{"default":"mandatory","rules":{"NO_SUCH_RULE":{"enforcement":"advisory"}}}',
    /no rule NO_SUCH_RULE/,
  ],
  ["exemptions.json", '{"maximumDays":90,"exemptions":[{"rule":"ENCRYPTED_VOLUMES"}]}', /malformed.*required/],
])("a mistake in %s (%s) is an input error that names the file", (name, text, message) => {
  const file = write(name, text);
  const error = failure();
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toMatch(message);
  expect(error.problem.where).toBe(file);
});

test("a missing file that people edit is an input error, a missing or corrupt bundle a tool error", () => {
  rmSync(join(directory, "exemptions.json"));
  expect(failure()).toBeInstanceOf(InputError);
  write("exemptions.json", '{"maximumDays":90,"exemptions":[]}');
  write("bundle/catalog.json", '{"schemaVersion":"1.0.0","rules":[{"id":"X"}]}');
  expect(failure()).toBeInstanceOf(ToolError);
  rmSync(join(directory, "bundle"), { recursive: true });
  expect(failure()).toBeInstanceOf(ToolError);
});
