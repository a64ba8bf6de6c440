import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { copyProject, linkPackages, PROJECT } from "../project-copy";
import { temporaryDirectory } from "../temporary";

const run = promisify(execFile);

/** What else is synthesized, by itself. */
const EXAMPLES = ["examples", "organization"];

const directories = ["first", "a longer name/second"].map((name) => path.join(temporaryDirectory(), name));

beforeAll(() => {
  for (const directory of directories) {
    copyProject(directory, EXAMPLES);
    linkPackages(directory);
  }
});

/** Runs an app as cdktf.json says. */
async function synthesize(directory: string, environment = "prod"): Promise<{ stdout: string; stderr: string }> {
  const { app } = JSON.parse(fs.readFileSync(path.join(directory, "cdktf.json"), "utf8")) as { app: string };
  const [, ...parameters] = app.split(" ");
  return run(process.execPath, parameters, {
    cwd: directory,
    env: { ...process.env, PLANGATE_ENVIRONMENT: environment },
  });
}

/** Every file of the output, by name. */
function output(directory: string): Record<string, string> {
  const root = path.join(directory, "cdktf.out");
  return Object.fromEntries(
    (fs.readdirSync(root, { recursive: true }) as string[])
      .filter((file) => file.endsWith(".json"))
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(root, file), "utf8")]),
  );
}

test.each([
  [".", ["account-baseline", "finance", "plan-gate", "storefront"]],
  ["examples/as-built", ["as-built"]],
  ["organization", ["organization"]],
])(
  "%s synthesizes to the same bytes wherever it lies",
  async (project, stacks) => {
    const projects = directories.map((directory) => path.join(directory, project));
    await Promise.all(projects.map((directory) => synthesize(directory)));
    const [first, second] = projects.map(output);
    expect(Object.keys(first ?? {})).toEqual([
      "manifest.json",
      ...stacks.map((stack) => path.join("stacks", stack, "cdk.tf.json")),
    ]);
    expect(second).toEqual(first);
  },
  120_000,
);

test("wrong settings end it with exit code 2 and a plain message", async () => {
  await expect(synthesize(directories[0] ?? "", "prd")).rejects.toMatchObject({
    code: 2,
    stderr:
      'environments/prd.json cannot be used:\n  - there is no environment "prd" (PLANGATE_ENVIRONMENT); did you mean "prod"?\n',
  });
}, 120_000);

test("no file imports all of the provider at once", () => {
  const files = [...PROJECT, ...EXAMPLES]
    .flatMap((part) =>
      fs.statSync(part).isDirectory()
        ? (fs.readdirSync(part, { recursive: true }) as string[]).map((file) => path.join(part, file))
        : [part],
    )
    .filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => fs.readFileSync(file, "utf8").includes('from "@cdktf/provider-aws"'))).toEqual([]);
});
