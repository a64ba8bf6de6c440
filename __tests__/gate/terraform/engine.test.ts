import { compareVersions } from "../../../gate/terraform/engine";
import { findEngine } from "../../../gate/terraform";
import { fakeBinary, Project } from "./project";

const says = (version: string): string =>
  `if (process.argv[2] === "version") console.log(JSON.stringify({ terraform_version: "${version}", platform: "linux_amd64" }));`;

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

test("terraform on PATH is taken before tofu, tofu where there is no terraform", async () => {
  fakeBinary(project, "a/tofu", says("1.8.0"));
  fakeBinary(project, "b/terraform", says("1.11.4"));
  const both = { PATH: `${project.path("a")}:${project.path("b")}` };
  await expect(findEngine(both)).resolves.toMatchObject({ product: "terraform", version: "1.11.4" });
  await expect(findEngine({ PATH: project.path("a") })).resolves.toMatchObject({
    product: "opentofu",
    platform: "linux_amd64",
    path: project.path("a", "tofu"),
  });
});

test.each(["PLANGATE_TERRAFORM", "TERRAFORM_BINARY"])("%s names it by path or by name on PATH", async (name) => {
  const path = fakeBinary(project, "bin/my-terraform", says("1.9.0"));
  const env = { PATH: project.path("bin") };
  await expect(findEngine({ ...env, [name]: path })).resolves.toMatchObject({ path });
  await expect(findEngine({ ...env, [name]: "my-terraform" })).resolves.toMatchObject({ path });
});

test("a missing binary: exit code 3 and what to install", async () => {
  await expect(findEngine({ PATH: project.directory })).rejects.toMatchObject({
    exitCode: 3,
    problem: { what: expect.stringContaining("on PATH"), mend: expect.stringContaining("Install Terraform") },
  });
  await expect(findEngine({ PLANGATE_TERRAFORM: "/nowhere/terraform" })).rejects.toMatchObject({ exitCode: 3 });
});

test("the gate's own stand-in is passed over, and refused when it is named", async () => {
  const standIn = fakeBinary(project, "a/plangate-terraform", says("1.11.4"));
  const real = fakeBinary(project, "b/terraform", says("1.11.4"));
  await expect(findEngine({ PATH: project.path("b"), PLANGATE_TERRAFORM: standIn })).rejects.toMatchObject({
    problem: { what: "PLANGATE_TERRAFORM names plangate itself" },
  });
  await expect(findEngine({ PATH: project.path("b") })).resolves.toMatchObject({ path: real });
});

test("a binary that is too old, or that answers nothing, is refused", async () => {
  fakeBinary(project, "old/terraform", says("1.3.9"));
  await expect(findEngine({ PATH: project.path("old") })).rejects.toThrow("terraform 1.3.9 is too old");
  fakeBinary(project, "mute/terraform", "process.exit(1)");
  await expect(findEngine({ PATH: project.path("mute") })).rejects.toThrow("gave no version");
});

test("the engine does not see arguments and keys that are not for it", async () => {
  fakeBinary(
    project,
    "bin/terraform",
    `const { TF_CLI_ARGS = "", PLANGATE_SIGNING_KEY = "", PLANGATE_INSIDE } = process.env;
     console.log(JSON.stringify({ terraform_version: "1.9.0" + TF_CLI_ARGS + PLANGATE_SIGNING_KEY, platform: PLANGATE_INSIDE }));`,
  );
  const env = { PATH: project.path("bin"), TF_CLI_ARGS: "-x", PLANGATE_SIGNING_KEY: "secret" };
  await expect(findEngine(env)).resolves.toMatchObject({ version: "1.9.0", platform: "1" });
});

test("versions are compared as numbers", () => {
  expect(compareVersions("1.10.0", "1.9.9")).toBe(1);
  expect(compareVersions("1.5.0-rc1", "1.5.0")).toBe(0);
  expect(compareVersions("0.15.3", "1.0.0")).toBe(-1);
});
