import { existsSync, readdirSync } from "node:fs";
import { readSynthesis, synthesize } from "../../../gate/terraform";
import { Project } from "./project";

const EMPTY = { terraform: {} };
let project: Project;
beforeEach(() => (project = new Project({ a: EMPTY })));
afterEach(() => project.remove());

const app = (command: string): string => project.write("cdktf.json", JSON.stringify({ app: command }));
const script = (text: string): void => {
  project.write("other.cjs", text);
  app("node other.cjs");
};

test("runs the app and gives the stacks in the order of their dependencies", async () => {
  project.change({
    last: { configuration: EMPTY, dependencies: ["middle"] },
    middle: { configuration: EMPTY, dependencies: ["one"] },
    one: EMPTY,
  });
  const { directory, stacks } = await synthesize(project.directory);
  expect(directory).toBe(project.path("cdktf.out"));
  expect(stacks.map(({ name }) => name)).toEqual(["one", "middle", "last"]);
  expect(stacks[0]).toEqual({
    name: "one",
    directory: project.path("cdktf.out/stacks/one"),
    configurationPath: project.path("cdktf.out/stacks/one/cdk.tf.json"),
    dependencies: [],
  });
});

test("gives the app what the cdktf CLI gives it", async () => {
  project.write(
    "cdktf.json",
    JSON.stringify({ app: "node env.cjs && node app.cjs", output: "out", context: { a: 1, b: 1 } }),
  );
  project.write(
    "env.cjs",
    `const { CDKTF_OUTDIR, CDKTF_CONTEXT_JSON, TF_VAR_secret } = process.env;
     const wanted = ["out", '{"a":1,"b":2}', undefined];
     if (JSON.stringify([CDKTF_OUTDIR, CDKTF_CONTEXT_JSON, TF_VAR_secret]) !== JSON.stringify(wanted)) process.exit(7);`,
  );
  const env = { ...process.env, CDKTF_CONTEXT_JSON: '{"b":2}', TF_VAR_secret: "x" };
  await expect(synthesize(project.directory, { env })).resolves.toMatchObject({ directory: project.path("out") });
});

test("removes the output of a stack that is no longer made, but never a state", async () => {
  project.change({ a: EMPTY, gone: EMPTY, stateful: EMPTY });
  await synthesize(project.directory);
  project.write("cdktf.out/stacks/stateful/terraform.tfstate", "{}");
  project.change({ a: EMPTY });
  const messages: string[] = [];
  await synthesize(project.directory, { onProgress: ({ message }) => messages.push(message) });
  expect(readdirSync(project.path("cdktf.out/stacks")).sort()).toEqual(["a", "stateful"]);
  expect(messages.join("\n")).toContain("a state lies there");
});

describe("an app that fails", () => {
  test("with exit code 2 has refused its settings: its own message, exit code 2", async () => {
    script('console.error("environments/dev.json: region must be a string"); process.exit(2);');
    await expect(synthesize(project.directory)).rejects.toMatchObject({
      exitCode: 2,
      problem: { what: "environments/dev.json: region must be a string" },
    });
  });

  test("otherwise is a tool that failed, with its output", async () => {
    script('console.error("boom"); process.exit(1);');
    await expect(synthesize(project.directory)).rejects.toMatchObject({
      exitCode: 3,
      problem: { what: expect.stringMatching(/node other\.cjs.*exit code 1[\s\S]*boom/) },
    });
  });

  test("does not leave an earlier synthesis to be taken for its own", async () => {
    await synthesize(project.directory);
    script("");
    await expect(synthesize(project.directory)).rejects.toThrow("made no manifest.json");
    expect(existsSync(project.path("cdktf.out/manifest.json"))).toBe(false);
  });
});

test.each([
  ["no cdktf.json", null, "There is no cdktf.json here"],
  ["not JSON", "{", "not valid JSON"],
  ["no app", "{}", "no `app` command"],
  ["an output outside of the project", '{"app":"x","output":"../out"}', "not a directory inside the project"],
  ["the project itself as output", '{"app":"x","output":"."}', "not a directory inside the project"],
])("exit code 2: %s", async (_, text, message) => {
  if (text === null) {
    project.remove();
    project = new Project();
    await expect(synthesize(project.path("nowhere"))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message),
    });
    return;
  }
  project.write("cdktf.json", text);
  await expect(synthesize(project.directory)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(message),
  });
});

describe("a manifest that cannot be trusted", () => {
  const stack = (entry: Record<string, unknown>): string =>
    JSON.stringify({
      stacks: { a: { workingDirectory: "stacks/a", synthesizedStackPath: "stacks/a/cdk.tf.json", ...entry } },
    });
  test.each([
    ["is no JSON", "{", "not valid JSON"],
    ["has no stacks", '{"stacks":{}}', "lists no stacks"],
    ["leads out of the output", stack({ workingDirectory: "../../elsewhere" }), "lies outside"],
    ["is in HCL", stack({ synthesizedStackPath: "stacks/a/cdk.tf" }), "not in JSON syntax"],
    ["depends on itself", stack({ dependencies: ["a"] }), "depend on each other"],
    ["lacks paths", '{"stacks":{"a":{}}}', "lacks its paths"],
  ])("%s", (_, text, message) => {
    project.write("cdktf.out/manifest.json", text);
    expect(() => readSynthesis(project.path("cdktf.out"))).toThrow(message);
  });
});
