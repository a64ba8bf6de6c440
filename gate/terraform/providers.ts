import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ToolError } from "../errors";
import { readCliConfiguration } from "./cli-configuration";
import type { ProviderRequirement } from "./configuration";
import { variable } from "./environment";
import type { Engine, Environment } from "./types";

/** Where `terraform init` will take providers from. */
export interface ProviderSource {
  /** A CLI configuration to use instead of the user's; null: Terraform finds everything by itself. */
  readonly cliConfiguration: string | null;
  /** For the reader: the mirror that was found; null when none is used. */
  readonly mirror: string | null;
  /** The mirror has all of them. */
  readonly whole: boolean;
}

export interface ProviderSearch {
  readonly env: Environment;
  /** Directories below which a mirror is looked for, in themselves and in each directory right under them. */
  readonly prefixes?: readonly string[];
  readonly homeDirectory?: string;
  /** Whether the registry at this host answers. */
  readonly probe?: (host: string) => Promise<boolean>;
}

const PROBE_LIMIT_MS = 2_000;

/** Default registry of the product: what `hashicorp/aws` is short for. */
export function registryHost(engine: Pick<Engine, "product">): string {
  return engine.product === "opentofu" ? "registry.opentofu.org" : "registry.terraform.io";
}

/**
 * Decides where the providers come from: Terraform's own configuration when it says so, else a filesystem mirror
 * (PLANGATE_PROVIDER_MIRROR, or found by its layout), else the registry. ToolError when a provider is nowhere.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export async function chooseProviderSource(
  engine: Engine,
  requirements: readonly ProviderRequirement[],
  search: ProviderSearch,
): Promise<ProviderSource> {
  const byTerraform: ProviderSource = { cliConfiguration: null, mirror: null, whole: false };
  const home = search.homeDirectory ?? homedir();
  const host = registryHost(engine);
  const userConfiguration = readCliConfiguration(search.env, home);
  const named = search.env["PLANGATE_PROVIDER_MIRROR"];
  if (!named && /^\s*provider_installation\s*\{/m.test(userConfiguration)) return byTerraform;

  const needed = requirements.map((requirement) => ({ ...requirement, address: qualified(requirement.source, host) }));
  const implied = impliedMirrors(search.env, home);
  const missing = needed.filter(
    (provider) => !implied.some((directory) => holds(directory, provider.address, provider.version, engine.platform)),
  );
  if (!named && missing.length === 0) return byTerraform;

  const candidates = named
    ? [resolve(named)]
    : mirrorsBelow(search.prefixes ?? usualPrefixes(search.env, home), host).filter(
        (directory) => directory !== pluginCache(search.env, home),
      );
  const wanted = named ? needed : missing;
  const best = candidates
    .map((directory) => ({
      directory,
      has: wanted.filter((provider) => holds(directory, provider.address, provider.version, engine.platform)),
    }))
    .sort((a, b) => b.has.length - a.has.length)[0];
  const mirrored = best?.has ?? [];
  const elsewhere = missing.filter((provider) => !mirrored.includes(provider));

  for (const registry of new Set(elsewhere.map(({ address }) => address.slice(0, address.indexOf("/"))))) {
    if (await reachable(registry, search)) continue;
    const lacking = elsewhere.filter(({ address }) => address.startsWith(`${registry}/`));
    throw notFound(lacking, registry, engine.platform, named ? candidates : [...implied, ...candidates], search, home);
  }
  if (best === undefined || mirrored.length === 0) return byTerraform;
  return {
    cliConfiguration: withMirror(
      userConfiguration,
      best.directory,
      mirrored.map(({ address }) => address),
    ),
    mirror: best.directory,
    whole: mirrored.length === needed.length,
  };
}

/**
 * Laid out like a mirror, and no mirror: what init takes from one it puts there, and it cannot install a provider to
 * itself. The CDKTF CLI sets it. https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
 */
function pluginCache(env: Environment, home: string): string | null {
  const cache = variable(env, "TF_PLUGIN_CACHE_DIR");
  return cache === undefined ? null : resolve(cache.replace(/^~(?=[\\/]|$)/, home));
}

function qualified(source: string, host: string): string {
  return source.split("/").length === 2 ? `${host}/${source}` : source;
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirrors(env: Environment, home: string): string[] {
  if (process.platform === "win32") return [join(env["APPDATA"] ?? home, "terraform.d", "plugins")];
  const own = join(home, ".terraform.d", "plugins");
  if (process.platform === "darwin") {
    return [
      own,
      join(home, "Library", "Application Support", "io.terraform", "plugins"),
      "/Library/Application Support/io.terraform/plugins",
    ];
  }
  const data = [
    variable(env, "XDG_DATA_HOME") ?? join(home, ".local", "share"),
    ...(variable(env, "XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share").split(":"),
  ];
  return [
    own,
    ...data.filter((directory) => directory !== "").map((directory) => join(directory, "terraform", "plugins")),
  ];
}

function usualPrefixes(env: Environment, home: string): string[] {
  if (process.platform === "win32") {
    return [join(env["APPDATA"] ?? home, "terraform.d"), env["ProgramData"] ?? ""].filter(
      (directory) => directory !== "",
    );
  }
  return [
    join(home, ".terraform.d"),
    join(home, ".terraform.d", "plugins"),
    variable(env, "XDG_DATA_HOME") ?? join(home, ".local", "share"),
    "/usr/local/share",
    "/usr/share",
    "/opt",
  ];
}

/** Each prefix and each directory right under it that has a directory named like the registry. */
function mirrorsBelow(prefixes: readonly string[], host: string): string[] {
  return prefixes
    .flatMap((prefix) => [prefix, ...entries(prefix).map((entry) => join(prefix, entry))])
    .filter((directory) => existsSync(join(directory, host)));
}

/**
 * The mirror has the provider, unpacked or packed, for this platform. A version constraint that is not one exact
 * version is left to Terraform: any version will do here.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
function holds(directory: string, address: string, version: string | null, platform: string): boolean {
  const provider = join(directory, ...address.split("/"));
  const type = address.slice(address.lastIndexOf("/") + 1);
  const exact = exactVersion(version);
  const packed = (candidate: string): boolean =>
    existsSync(join(provider, `terraform-provider-${type}_${candidate}_${platform}.zip`));
  if (exact !== null) return existsSync(join(provider, exact, platform)) || packed(exact);
  return entries(provider).some(
    (entry) => existsSync(join(provider, entry, platform)) || entry.endsWith(`_${platform}.zip`),
  );
}

/** `5.100.0` of `5.100.0`, `= 5.100.0` or `v5.100.0`; null when the constraint allows more than one version. */
function exactVersion(constraint: string | null): string | null {
  return /^=?\s*v?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(constraint ?? "")?.[1] ?? null;
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/**
 * A registry behind a proxy cannot be asked from here; Terraform, which knows the proxy, limits its own attempts.
 */
async function reachable(host: string, search: ProviderSearch): Promise<boolean> {
  if (search.probe) return search.probe(host);
  const { env } = search;
  if (env["HTTPS_PROXY"] || env["https_proxy"]) return true;
  return probeRegistry(host);
}

/** Asks for the service-discovery document (https://developer.hashicorp.com/terraform/internals/remote-service-discovery), for at most 2 s. */
async function probeRegistry(host: string): Promise<boolean> {
  try {
    const answer = await fetch(`https://${host}/.well-known/terraform.json`, {
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The user's own settings stay; without `exclude`, init would still ask the registry, and fail while it is down. */
function withMirror(userConfiguration: string, directory: string, addresses: readonly string[]): string {
  const list = JSON.stringify(addresses);
  return `${userConfiguration}
provider_installation {
  filesystem_mirror {
    path    = ${hclString(directory)}
    include = ${list}
  }
  direct {
    exclude = ${list}
  }
}
`;
}

/** A quoted HCL string: JSON's escapes, and no templates. */
function hclString(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}

function notFound(
  lacking: readonly { readonly address: string; readonly version: string | null }[],
  registry: string,
  platform: string,
  looked: readonly string[],
  search: ProviderSearch,
  home: string,
): ToolError {
  const names = lacking.map(({ address, version }) => `${address} ${version ?? "(any version)"}`).join(", ");
  const places = search.env["PLANGATE_PROVIDER_MIRROR"]
    ? looked
    : [...looked, ...(search.prefixes ?? usualPrefixes(search.env, home))];
  return new ToolError({
    what: `Provider not found: ${names} for ${platform}. The registry ${registry} does not answer, and no filesystem mirror has it`,
    where: `looked in ${[...new Set(places)].join(", ")}`,
    mend: "Connect to the registry, or make a mirror where it can be reached (`terraform providers mirror DIRECTORY`) and set PLANGATE_PROVIDER_MIRROR to it.",
  });
}
