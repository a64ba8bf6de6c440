import { existsSync, lstatSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError, ToolError } from "../errors";
import { isObject } from "../json";
import { variable } from "./environment";
import { run } from "./process";
import type { Environment, OnProgress, Synthesis, SynthesizedStack } from "./types";

interface SynthesizeOptions {
  /** Default: `process.env`. */
  readonly env?: Environment;
  readonly onProgress?: OnProgress;
}

/** How much of the app's output an error quotes. */
const QUOTED_LINES = 40;

/**
 * Runs the `app` command of cdktf.json as the cdktf CLI does, and removes the output of stacks that are no longer made
 * (unless a state file lies in it). InputError: no or a malformed cdktf.json, or the app ended with exit code 2
 * (wrong settings). ToolError: the app failed otherwise, or made no manifest; its last output is quoted.
 */
export async function synthesize(projectDirectory: string, options: SynthesizeOptions = {}): Promise<Synthesis> {
  const env = options.env ?? process.env;
  const project = readProject(projectDirectory);
  const output = resolve(projectDirectory, project.output);
  // A manifest of an earlier run must not pass for the result of an app that failed.
  rmSync(join(output, "manifest.json"), { force: true });
  options.onProgress?.({ step: "synthesize", stack: null, message: `running ${project.app}` });
  // `app` is a shell command line by its definition: https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file
  const lines: string[] = [];
  const { code, stderr } = await run({
    command: project.app,
    args: [],
    cwd: projectDirectory,
    env: synthesisEnvironment(env, project),
    shell: true,
    onLine: (line) => {
      lines.push(line);
      if (lines.length > QUOTED_LINES) lines.shift();
    },
  });
  if (code !== 0) throw appFailed(project.app, projectDirectory, code, stderr.trim() || lines.join("\n"));
  if (!existsSync(join(output, "manifest.json"))) {
    throw new ToolError({
      what: `\`${project.app}\` made no manifest.json`,
      where: output,
      mend: "The app must call `app.synth()`, and write to the `output` directory of cdktf.json.",
    });
  }
  const synthesis = readSynthesis(output);
  removeOrphans(output, synthesis.stacks, options.onProgress);
  return synthesis;
}

interface Project {
  readonly app: string;
  readonly output: string;
  readonly context: { readonly [key: string]: unknown };
}

function readProject(projectDirectory: string): Project {
  const path = join(projectDirectory, "cdktf.json");
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch (cause) {
    const what = existsSync(path) ? "cdktf.json is not valid JSON" : "There is no cdktf.json here";
    throw new InputError(
      { what, where: path, mend: "Run the command in the directory of a CDKTF project." },
      { cause },
    );
  }
  const { app, output = "cdktf.out", context = {} } = isObject(json) ? json : {};
  if (typeof app !== "string" || app.trim() === "") {
    throw new InputError({
      what: "cdktf.json has no `app` command",
      where: path,
      mend: 'Add one, e.g. "app": "npx tsx main.ts".',
    });
  }
  const target = typeof output === "string" ? relative(projectDirectory, resolve(projectDirectory, output)) : "";
  if (target === "" || target.startsWith("..") || isAbsolute(target)) {
    throw new InputError({ what: "`output` of cdktf.json is not a directory inside the project", where: path });
  }
  return { app, output: target, context: isObject(context) ? context : {} };
}

/** What the cdktf CLI gives the app: not Terraform's variables, the output directory, the context, and enough memory. */
function synthesisEnvironment(env: Environment, project: Project): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !name.startsWith("TF_VAR_") && !name.startsWith("PLANGATE_SIGNING_KEY"))
      result[name] = value;
  }
  return {
    ...result,
    NODE_OPTIONS: variable(env, "NODE_OPTIONS") ?? "--max-old-space-size=4096",
    CDKTF_OUTDIR: project.output,
    CDKTF_CONTEXT_JSON: JSON.stringify({ ...project.context, ...contextOf(env) }),
  };
}

function contextOf(env: Environment): { readonly [key: string]: unknown } {
  if (!env["CDKTF_CONTEXT_JSON"]) return {};
  try {
    const context: unknown = JSON.parse(env["CDKTF_CONTEXT_JSON"]);
    if (isObject(context)) return context;
  } catch {
    // Same message as for JSON that is no object.
  }
  throw new InputError({
    what: "CDKTF_CONTEXT_JSON is not a JSON object",
    mend: "Mend or unset the environment variable.",
  });
}

function appFailed(app: string, where: string, code: number | null, output: string): InputError | ToolError {
  const quoted = output.split(/\r?\n/).slice(-QUOTED_LINES).join("\n  ");
  // The project's own app ends with 2 for settings that it refuses; its message is all that the reader needs.
  if (code === 2) return new InputError({ what: quoted || "The app refused its settings", where });
  return new ToolError({
    what: `\`${app}\` failed (exit code ${code ?? "none"}):\n  ${quoted || "it printed nothing"}`,
    where,
  });
}

/** Reads an earlier synthesis without running the app. InputError when there is none or its manifest is malformed. */
export function readSynthesis(outputDirectory: string): Synthesis {
  const path = join(outputDirectory, "manifest.json");
  const malformed = (why: string, cause?: unknown): InputError =>
    new InputError(
      { what: `Cannot read the manifest of the synthesis: ${why}`, where: path, mend: "Synthesize the project again." },
      { cause },
    );
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw malformed(existsSync(path) ? "it is not valid JSON" : "there is none", cause);
  }
  if (!isObject(manifest) || !isObject(manifest["stacks"])) throw malformed("it lists no stacks");
  const stacks = Object.entries(manifest["stacks"]).map(([name, entry]): SynthesizedStack => {
    const { workingDirectory, synthesizedStackPath, dependencies = [] } = isObject(entry) ? entry : {};
    if (typeof workingDirectory !== "string" || typeof synthesizedStackPath !== "string" || !isStrings(dependencies)) {
      throw malformed(`stack ${name} lacks its paths`);
    }
    if (!synthesizedStackPath.endsWith(".tf.json"))
      throw malformed(`stack ${name} is not in JSON syntax (HCL output is on)`);
    const directory = inside(outputDirectory, workingDirectory);
    const configurationPath = inside(outputDirectory, synthesizedStackPath);
    if (directory === null || configurationPath === null) throw malformed(`stack ${name} lies outside of it`);
    return { name, directory, configurationPath, dependencies };
  });
  if (stacks.length === 0) throw malformed("it lists no stacks");
  return { directory: resolve(outputDirectory), stacks: inOrder(stacks, malformed) };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function inside(directory: string, path: string): string | null {
  const full = resolve(directory, path);
  return full.startsWith(resolve(directory) + sep) ? full : null;
}

/** Each stack after the stacks it depends on, otherwise in the manifest's order. */
function inOrder(stacks: readonly SynthesizedStack[], malformed: (why: string) => InputError): SynthesizedStack[] {
  const ordered: SynthesizedStack[] = [];
  const waiting = [...stacks];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ dependencies }) =>
      dependencies.every((name) => ordered.some((stack) => stack.name === name)),
    );
    if (ready < 0)
      throw malformed(
        `stacks depend on each other or on unknown stacks: ${waiting.map(({ name }) => name).join(", ")}`,
      );
    ordered.push(...waiting.splice(ready, 1));
  }
  return ordered;
}

function removeOrphans(output: string, stacks: readonly SynthesizedStack[], onProgress?: OnProgress): void {
  const parent = join(output, "stacks");
  if (!existsSync(parent)) return;
  const current = new Set(stacks.map(({ directory }) => directory));
  for (const entry of readdirSync(parent)) {
    const directory = join(parent, entry);
    if (current.has(resolve(directory)) || !lstatSync(directory).isDirectory()) continue;
    if (readdirSync(directory).some((file) => file.includes(".tfstate"))) {
      onProgress?.({
        step: "synthesize",
        stack: basename(directory),
        message: `left ${directory}: the stack is no longer made, but a state lies there`,
      });
    } else {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}
