import { choosePlanMode, findCredentials, requireOnline, type SynthesizedStack } from "../../../gate/terraform";
import { Project } from "./project";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

function stack(configuration: unknown): SynthesizedStack {
  const configurationPath = project.write("s/cdk.tf.json", JSON.stringify(configuration));
  return { name: "s", directory: project.path("s"), configurationPath, dependencies: [] };
}

describe("credentials", () => {
  test.each<[string, Record<string, string>]>([
    ["AWS_ACCESS_KEY_ID", { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }],
    ["AWS_PROFILE", { AWS_PROFILE: "production" }],
    ["AWS_WEB_IDENTITY_TOKEN_FILE", { AWS_WEB_IDENTITY_TOKEN_FILE: "/token", AWS_ROLE_ARN: "arn" }],
    ["AWS_CONTAINER_CREDENTIALS_FULL_URI", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1" }],
    ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" }],
  ])("from %s", (name, env) => {
    expect(findCredentials(env, project.directory)).toBe(`${name} is set`);
  });

  test.each([
    [".aws/credentials", "[default]\naws_access_key_id = AKIAEXAMPLE\n"],
    [".aws/config", "[default]\nregion = us-east-1\nsso_session = company\n"],
    [".aws/config", "[default]\r\ncredential_process = /bin/keys\r\n"],
  ])("from the default profile of %s", (file, text) => {
    project.write(file, text);
    expect(findCredentials({}, project.directory)).toContain("default profile");
  });

  test.each([
    ["nothing at all", {}, ""],
    ["a region is no credential", { AWS_REGION: "us-east-1", AWS_CA_BUNDLE: "/x" }, "[default]\nregion = us-east-1\n"],
    ["half a key", { AWS_ACCESS_KEY_ID: "a" }, ""],
    ["an empty variable", { AWS_PROFILE: "" }, ""],
    ["another profile than the default one", {}, "[profile dev]\nsso_session = company\n"],
  ])("none: %s", (_, env, config) => {
    project.write(".aws/config", config);
    expect(findCredentials(env, project.directory)).toBeNull();
  });

  test("from the files that the environment names", () => {
    const file = project.write("keys", "[default]\naws_access_key_id = AKIAEXAMPLE\n");
    expect(findCredentials({ AWS_SHARED_CREDENTIALS_FILE: file }, project.path("nowhere"))).not.toBeNull();
  });
});

describe("the mode of a plan", () => {
  const aws = { terraform: { required_providers: { aws: { source: "aws" } } } };
  const other = { resource: { terraform_data: { x: {} } } };

  test("auto: offline exactly when AWS is used without credentials", () => {
    const mode = (configuration: unknown, env: Record<string, string>): boolean =>
      choosePlanMode("auto", stack(configuration), env, project.directory).offline;
    expect(mode(aws, {})).toBe(true);
    expect(mode(aws, { AWS_PROFILE: "production" })).toBe(false);
    expect(mode(other, {})).toBe(false);
    expect(mode({ resource: { aws_sqs_queue: { q: {} } } }, {})).toBe(true);
  });

  test("what was asked for is kept to", () => {
    expect(choosePlanMode(false, stack(aws), {}, project.directory).offline).toBe(false);
    expect(choosePlanMode(true, stack(other), { AWS_PROFILE: "x" }, project.directory).offline).toBe(true);
  });

  describe("of a stack that HCP Terraform plans", () => {
    const cloud = (more: object = {}): unknown => ({
      ...aws,
      terraform: { cloud: { organization: "example", ...more } },
    });
    const mode = (configuration: unknown, env: Record<string, string>) =>
      choosePlanMode("auto", stack(configuration), { TF_CLI_CONFIG_FILE: "", ...env }, project.directory);

    test.each<[string, Record<string, string>, object]>([
      ["in the environment", { TF_TOKEN_app_terraform_io: "t" }, {}],
      ["of a host with a hyphen", { TF_TOKEN_tfe_my__company_com: "t" }, { hostname: "tfe.my-company.com" }],
      ["of the host that the environment names", { TF_CLOUD_HOSTNAME: "tfe.com", TF_TOKEN_tfe_com: "t" }, {}],
      ["in the configuration", {}, { token: "t" }],
    ])("goes by the token, not by AWS credentials: %s", (_, env, more) => {
      expect(mode(cloud(more), env).offline).toBe(false);
      expect(mode(cloud(), { AWS_PROFILE: "production" })).toEqual({
        offline: true,
        because: "no token for app.terraform.io was found",
      });
    });

    test.each([
      [".terraformrc", 'credentials "app.terraform.io" {\n  token = "t"\n}\n'],
      [".terraformrc", 'credentials_helper "keychain" {}\n'],
      [".terraform.d/credentials.tfrc.json", '{"credentials":{"app.terraform.io":{"token":"t"}}}'],
    ])("finds the token in %s", (file, text) => {
      project.write(file, text);
      expect(mode(cloud(), {}).offline).toBe(false);
      const remote = { terraform: { backend: { remote: {} } } };
      expect(mode(remote, {}).offline).toBe(false);
    });

    test("another host's token is none", () => {
      project.write(".terraformrc", 'credentials "app.terraform.io" {\n  token = "t"\n}\n');
      const elsewhere = stack(cloud({ hostname: "tfe.com" }));
      const chosen = choosePlanMode("auto", elsewhere, {}, project.directory);
      expect(chosen.offline).toBe(true);
      expect(() => requireOnline(elsewhere, chosen)).toThrow("no token for tfe.com was found");
    });
  });

  test("an offline stack cannot be deployed", () => {
    const mode = choosePlanMode("auto", stack(aws), {}, project.directory);
    expect(() => requireOnline(stack(aws), mode)).toThrow("no AWS credentials were found");
    expect(() => requireOnline(stack(aws), { offline: false, because: "" })).not.toThrow();
  });
});
