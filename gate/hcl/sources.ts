import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { scan, type Body } from "./scan";
import { literal } from "./value";

/** Files of one directory that Terraform reads, by name. */
export type Sources = ReadonlyMap<string, string>;

/** Terraform's native and JSON syntax. https://developer.hashicorp.com/terraform/language/files */
const SOURCE = /\.tf(\.json)?$/;
/** Values for its variables, which belong to what is planned as well. */
const VALUES = /\.tfvars(\.json)?$/;
/** As editors leave them; Terraform does not read them either. */
const IGNORED = /^[.#]|~$/;

/** Whether a directory is a configuration of Terraform's. */
export function hasSources(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).some((name) => SOURCE.test(name) && !IGNORED.test(name));
}

/** What Terraform reads in a directory, sorted by name; none where there is no such directory. */
export function readSources(directory: string): Sources {
  return readMatching(directory, SOURCE);
}

function readMatching(directory: string, pattern: RegExp): Sources {
  if (!existsSync(directory)) return new Map();
  const names = readdirSync(directory).filter((name) => pattern.test(name) && !IGNORED.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(directory, name), "utf8")]));
}

/** A directory of a configuration. */
export interface SourceDirectory {
  /** Absolute. */
  readonly directory: string;
  readonly sources: Sources;
}

/**
 * The directory of a configuration and those of its modules that lie on this disk, the modules' own included, each once.
 * Modules from elsewhere are Terraform's to fetch.
 */
export function withLocalModules(directory: string): readonly SourceDirectory[] {
  const found = new Map<string, Sources>();
  const waiting = [resolve(directory)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    const sources = readSources(next);
    found.set(next, sources);
    for (const [name, text] of sources) {
      for (const source of moduleSources(name, text)) {
        if (/^\.{1,2}\//.test(source)) waiting.push(resolve(next, source));
      }
    }
  }
  return [...found].map(([path, sources]) => ({ directory: path, sources }));
}

/** Everything that Terraform reads of a configuration, local modules included: path relative to it, with `/`, and text. */
export function readAllSources(directory: string): Sources {
  const all = withLocalModules(directory).flatMap(({ directory: path, sources }) => {
    const prefix = relative(resolve(directory), path).split(sep).join("/");
    return [...sources].map(([name, text]) => [posix.join(prefix, name), text] as const);
  });
  return new Map([...all, ...readMatching(directory, VALUES)]);
}

function moduleSources(name: string, text: string): string[] {
  const calls = name.endsWith(".json") ? Object.values(member(parse(text), "module")) : moduleCalls(scan(text));
  return calls.flatMap((call) => {
    const { source } = call as { readonly source?: unknown };
    return typeof source === "string" ? [source] : [];
  });
}

function moduleCalls({ blocks }: Body): readonly { readonly source: unknown }[] {
  return blocks
    .filter(({ type }) => type === "module")
    .map(({ attributes }) => ({ source: literal(attributes.find(({ name }) => name === "source")?.text ?? "") }));
}

function member(value: unknown, name: string): object {
  const found = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === "object" && found !== null ? found : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Terraform says what is wrong with it.
    return null;
  }
}
