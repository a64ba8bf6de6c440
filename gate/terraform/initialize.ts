import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "../json";
import { readConfiguration, requiredProviders } from "./configuration";
import { LOCK } from "./copy";
import { terraformFailed } from "./diagnostics";
import { terraformEnvironment } from "./environment";
import { newRunDirectory, privateDirectory, writeAtomically } from "./private-directory";
import { run } from "./process";
import { chooseProviderSource, registryHost, type ProviderSearch, type ProviderSource } from "./providers";
import type { Engine, Environment, OnProgress, SynthesizedStack, Workspace } from "./types";

interface InitializeOptions extends Omit<ProviderSearch, "env"> {
  /** Default: `process.env`. */
  readonly env?: Environment;
  readonly onProgress?: OnProgress;
}

/** In a data directory: the fingerprint of what it was initialised for. Written last, so a killed init leaves none. */
const MARKER = "plangate-initialized";

/**
 * `terraform init` where it is needed. The provider: what Terraform's own configuration finds, else a filesystem mirror
 * (PLANGATE_PROVIDER_MIRROR, or found by its layout), else the registry. ToolError within seconds when none of them has
 * it, with what was looked for and where.
 *
 * Each init costs a second or more, and 20 s the first time, because it hashes the provider. So a directory that is
 * initialised for the same providers and backend is left alone, and offline workspaces, which all have the same empty
 * backend, share one data directory.
 */
export async function initialize(
  engine: Engine,
  workspaces: readonly Workspace[],
  options: InitializeOptions = {},
): Promise<void> {
  const env = options.env ?? process.env;
  for (const workspace of workspaces) {
    const configuration = readConfiguration(workspace.stack).json;
    const fingerprint = fingerprintOf(engine, workspace, configuration, env);
    const data = dataDirectory(workspace, fingerprint);
    // The lock file that goes with the data directory; offline it is kept there, because the workspaces share it.
    const lock = join(workspace.offline ? data : workspace.directory, LOCK);
    const ownLock = join(workspace.directory, LOCK);
    if (!isInitialized(engine, data, lock, configuration, fingerprint)) {
      rmSync(join(data, MARKER), { force: true });
      const source = await chooseProviderSource(engine, requiredProviders(configuration), { ...options, env });
      await runInit(engine, workspace, source, env, options.onProgress);
      mkdirSync(data, { recursive: true });
      if (workspace.offline && existsSync(ownLock)) copyFileSync(ownLock, lock);
      writeAtomically(join(data, MARKER), fingerprint);
    } else if (workspace.offline && existsSync(lock)) copyFileSync(lock, ownLock);
  }
}

/** What an initialisation depends on. Modules are installed per configuration, so such a stack shares with no other. */
function fingerprintOf(engine: Engine, workspace: Workspace, configuration: JsonObject, env: Environment): string {
  const modules = "module" in configuration;
  const facts = {
    engine: [engine.product, engine.version, engine.platform],
    providers: requiredProviders(configuration),
    terraform: workspace.offline ? null : (configuration["terraform"] ?? null),
    // Of plain Terraform an offline plan goes by the versions that the project has settled on.
    lock: workspace.offline && workspace.stack.configurationPath === null ? lockOf(workspace.stack.directory) : null,
    modules: modules ? [workspace.stack.name, configuration["module"]] : null,
    arguments: env["TF_CLI_ARGS_init"] ?? null,
    mirror: env["PLANGATE_PROVIDER_MIRROR"] ?? null,
  };
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

function lockOf(directory: string): string | null {
  const lock = join(directory, LOCK);
  return existsSync(lock) ? readFileSync(lock, "utf8") : null;
}

/** Terraform's data directory of a workspace. Offline it is shared: `.terraform` is a link to it. */
function dataDirectory(workspace: Workspace, fingerprint: string): string {
  const own = join(workspace.directory, ".terraform");
  if (!workspace.offline) return own;
  const shared = privateDirectory(workspace.projectDirectory, "offline", ".data", fingerprint.slice(0, 16));
  const current = lstatSync(own, { throwIfNoEntry: false });
  if (current?.isSymbolicLink() && readlinkSync(own) === shared) return shared;
  rmSync(own, { recursive: true, force: true });
  // A junction needs no rights on Windows; elsewhere the type is ignored.
  symlinkSync(shared, own, "junction");
  return shared;
}

function isInitialized(
  engine: Engine,
  data: string,
  lock: string,
  configuration: JsonObject,
  fingerprint: string,
): boolean {
  const required = requiredProviders(configuration);
  if (required.length > 0 && !existsSync(lock)) return false;
  try {
    if (readFileSync(join(data, MARKER), "utf8") !== fingerprint) return false;
  } catch {
    return false;
  }
  // Terraform links a mirrored provider: the mirror may have gone since.
  return required.every(({ source }) => {
    const address = source.split("/").length === 2 ? `${registryHost(engine)}/${source}` : source;
    return existsSync(join(data, "providers", ...address.split("/")));
  });
}

async function runInit(
  engine: Engine,
  workspace: Workspace,
  source: ProviderSource,
  env: Environment,
  onProgress?: OnProgress,
): Promise<void> {
  const report = (message: string): void => onProgress?.({ step: "initialize", stack: workspace.stack.name, message });
  report(
    source.mirror === null
      ? "initialising; the first time downloads the provider"
      : `initialising with the provider from ${source.mirror}; the first time takes about 20 s, because Terraform hashes it`,
  );
  const configured = withCliConfiguration(source, workspace.projectDirectory);
  const childEnv = { ...terraformEnvironment(env, workspace.offline), ...configured.env };
  ensurePluginCache(childEnv);
  try {
    const { code, stderr, stdout } = await run({
      command: engine.path,
      args: ["init", "-input=false", "-no-color"],
      cwd: workspace.directory,
      env: childEnv,
    });
    if (code === 0) return;
    throw terraformFailed(
      `${engine.product} init of stack ${workspace.stack.name} failed`,
      workspace.directory,
      [],
      stderr.trim() === "" ? stdout.toString("utf8") : stderr,
      mendOf(stderr),
    );
  } finally {
    configured.remove();
  }
}

/** What to add to a command of Terraform's so that it finds the providers; `remove` when it is done. */
export interface ProviderArguments {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** For the reader: the mirror that was found; null when none is used. */
  readonly mirror: string | null;
  remove(): void;
}

/**
 * For whoever runs `terraform init` or `terraform providers lock` on their own: the same sources as `initialize` uses.
 * ToolError when a provider is nowhere.
 *
 * @param options.lock `providers lock` asks the registry, whatever the CLI configuration says, unless a mirror is named.
 */
export async function providerArguments(
  engine: Engine,
  stack: SynthesizedStack,
  projectDirectory: string,
  options: InitializeOptions & { readonly lock: boolean },
): Promise<ProviderArguments> {
  const { json } = readConfiguration(stack);
  const env = options.env ?? process.env;
  const source = await chooseProviderSource(engine, requiredProviders(json), { ...options, env });
  const { mirror, whole } = source;
  const args = options.lock && mirror !== null && whole ? [`-fs-mirror=${mirror}`] : [];
  return { args, mirror, ...withCliConfiguration(source, projectDirectory) };
}

function withCliConfiguration(
  { cliConfiguration }: ProviderSource,
  projectDirectory: string,
): Pick<ProviderArguments, "env" | "remove"> {
  if (cliConfiguration === null) return { env: {}, remove: () => undefined };
  const directory = newRunDirectory(projectDirectory, "init");
  const file = join(directory, "terraform.rc");
  writeFileSync(file, cliConfiguration, { mode: 0o600 });
  return { env: { TF_CLI_CONFIG_FILE: file }, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function mendOf(stderr: string): string | undefined {
  if (/Failed to (query|install)|could not connect|no available releases/i.test(stderr)) {
    return "Check the registry and the proxy, or set PLANGATE_PROVIDER_MIRROR to a mirror made by `terraform providers mirror`.";
  }
  if (/checksum/i.test(stderr)) return `Remove ${LOCK} in that directory if the provider was changed on purpose.`;
  if (/Backend configuration changed/i.test(stderr))
    return "Run `terraform init -migrate-state` or `-reconfigure` in that directory.";
  return undefined;
}

/** Terraform refuses a plugin cache that does not exist; the cdktf CLI makes it too. */
function ensurePluginCache(env: Record<string, string>): void {
  const cache = env["TF_PLUGIN_CACHE_DIR"];
  if (cache) mkdirSync(cache.replace(/^~(?=[\\/]|$)/, homedir()), { recursive: true });
}
