import { chooseProviderSource } from "../../../gate/terraform/providers";
import { Project } from "./project";

const ENGINE = { path: "/bin/terraform", product: "terraform", version: "1.11.4", platform: "linux_amd64" } as const;
const HOST = "registry.terraform.io";
const aws = (version: string | null = "5.100.0") => ({ name: "aws", source: "hashicorp/aws", version });
const random = { name: "random", source: "hashicorp/random", version: "3.7.1" };

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

const unpacked = (mirror: string, version = "5.100.0"): string =>
  project.write(`${mirror}/${HOST}/hashicorp/aws/${version}/linux_amd64/terraform-provider-aws`, "");

function choose(
  requirements: Parameters<typeof chooseProviderSource>[1],
  { registry = false, env = {} }: { registry?: boolean; env?: Record<string, string> } = {},
) {
  const probed: string[] = [];
  const source = chooseProviderSource(ENGINE, requirements, {
    env,
    homeDirectory: project.path("home"),
    prefixes: [project.path("prefix")],
    probe: (host) => {
      probed.push(host);
      return Promise.resolve(registry);
    },
  });
  return { source, probed };
}

describe("a mirror found by its layout", () => {
  test.each(["prefix", "prefix/any-name"])("in %s", async (mirror) => {
    unpacked(mirror);
    const { source, probed } = choose([aws()]);
    const { cliConfiguration, mirror: found } = await source;
    expect(found).toBe(project.path(mirror));
    expect(cliConfiguration).toContain(`path    = "${project.path(mirror)}"`);
    expect(cliConfiguration).toContain(`include = ["${HOST}/hashicorp/aws"]`);
    expect(cliConfiguration).toContain(`exclude = ["${HOST}/hashicorp/aws"]`);
    expect(probed).toEqual([]);
  });

  test("but not Terraform's own plugin cache, which cannot be installed to itself", async () => {
    unpacked("prefix/cache");
    const env = { TF_PLUGIN_CACHE_DIR: project.path("prefix/cache") };
    await expect(choose([aws()], { env }).source).rejects.toMatchObject({ exitCode: 3 });
  });

  test("packed", async () => {
    project.write(`prefix/m/${HOST}/hashicorp/aws/terraform-provider-aws_5.100.0_linux_amd64.zip`, "");
    await expect(choose([aws()]).source).resolves.toMatchObject({ mirror: project.path("prefix/m") });
  });

  test("with another version is not enough", async () => {
    unpacked("prefix/m", "5.99.0");
    await expect(choose([aws()]).source).rejects.toMatchObject({ exitCode: 3 });
    await expect(choose([aws("= 5.99.0")]).source).resolves.toMatchObject({ mirror: project.path("prefix/m") });
    await expect(choose([aws("~> 5.0")]).source).resolves.toMatchObject({ mirror: project.path("prefix/m") });
    await expect(choose([aws(null)]).source).resolves.toMatchObject({ mirror: project.path("prefix/m") });
  });

  test("for some providers: the registry is asked for the others", async () => {
    unpacked("prefix/m");
    const { source, probed } = choose([aws(), random], { registry: true });
    const { cliConfiguration } = await source;
    expect(cliConfiguration).not.toContain("random");
    expect(probed).toEqual([HOST]);
    await expect(choose([aws(), random]).source).rejects.toThrow("hashicorp/random 3.7.1");
  });

  test("keeps the user's own CLI configuration", async () => {
    unpacked("prefix/m");
    project.write("home/.terraformrc", 'credentials "example.com" { token = "x" }\n');
    const { cliConfiguration } = await choose([aws()]).source;
    expect(cliConfiguration).toMatch(/^credentials "example\.com"[\s\S]*provider_installation/);
  });
});

describe("Terraform is left to itself", () => {
  test("where its configuration says how to install providers", async () => {
    unpacked("prefix/m");
    const file = project.write("my.rc", "provider_installation {\n  direct {}\n}\n");
    const { source, probed } = choose([aws()], { env: { TF_CLI_CONFIG_FILE: file } });
    await expect(source).resolves.toMatchObject({ cliConfiguration: null, mirror: null });
    expect(probed).toEqual([]);
  });

  (process.platform === "win32" ? test.skip : test)("where its implied mirror has the provider", async () => {
    unpacked("home/.terraform.d/plugins");
    const { source, probed } = choose([aws()]);
    await expect(source).resolves.toMatchObject({ cliConfiguration: null, mirror: null });
    expect(probed).toEqual([]);
  });

  test("where the registry answers", async () => {
    await expect(choose([aws()], { registry: true }).source).resolves.toMatchObject({
      cliConfiguration: null,
      mirror: null,
    });
  });

  test("where no provider is needed", async () => {
    await expect(choose([]).source).resolves.toMatchObject({ cliConfiguration: null, mirror: null });
  });
});

describe("PLANGATE_PROVIDER_MIRROR", () => {
  test("is used before anything else", async () => {
    unpacked("prefix/m");
    unpacked("named");
    const env = { PLANGATE_PROVIDER_MIRROR: project.path("named") };
    await expect(choose([aws()], { env }).source).resolves.toMatchObject({ mirror: project.path("named") });
  });

  test("without the provider: says so, and does not look elsewhere", async () => {
    unpacked("prefix/m");
    const env = { PLANGATE_PROVIDER_MIRROR: project.path("named") };
    await expect(choose([aws()], { env }).source).rejects.toMatchObject({
      problem: { where: `looked in ${project.path("named")}` },
    });
  });
});

test("OpenTofu's providers are looked for under its own registry", async () => {
  unpacked("prefix/m");
  const source = chooseProviderSource({ ...ENGINE, product: "opentofu" }, [aws()], {
    env: {},
    homeDirectory: project.path("home"),
    prefixes: [project.path("prefix")],
    probe: () => Promise.resolve(false),
  });
  await expect(source).rejects.toThrow("registry.opentofu.org/hashicorp/aws");
});
