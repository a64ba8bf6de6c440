import { posix } from "node:path";
import { scan, type Block } from "../hcl";
import type { SourceLine } from "./source-lines";
import { areReplaced, localsIn, type WrittenModule } from "./written";
import { readSynthesizedConfiguration, type ConstructLocation, type SynthesizedConfiguration } from "./synthesized";

type Sources = ReadonlyMap<string, string>;

/** Where Terraform puts the modules that it fetches: no code of the project's. */
const FETCHED = /(^|\/)\.terraform\//;

/**
 * What plain Terraform's files know and the plan JSON drops: the lines of resources, and which attributes are written as
 * dynamic blocks.
 *
 * @param root Texts of the root module's files, by name.
 * @param modules The modules that it calls, by the names of the calls with dots between; `directory` is relative to the root.
 * @throws InputError where a file in JSON syntax is not JSON
 */
export function readTerraformSources(
  root: Sources,
  modules: ReadonlyMap<string, { readonly directory: string; readonly files: Sources }>,
): SynthesizedConfiguration {
  const calls = new Map<string, SourceLine>();
  const constructs = new Map<string, ConstructLocation>();
  const dynamicBlocks = new Map<string, ReadonlySet<string>>();
  const written = new Map<string, WrittenModule>();
  const read = (block: Block, file: string, module: string): void => {
    const address = addressOf(block, module);
    if (address === null) return;
    const call = calls.get(module.split(".", 1)[0] ?? "") ?? null;
    const own = { file, line: block.line };
    const known = { path: address, trace: [] };
    if (block.type === "module" && module === "") calls.set(block.labels[0] ?? "", own);
    if (!FETCHED.test(file)) constructs.set(address, { ...known, ...own, requestedAt: call });
    else if (call !== null) constructs.set(address, { ...known, ...call, requestedAt: null });
    const dynamic = block.blocks.filter(({ type }) => type === "dynamic").flatMap(({ labels }) => labels.slice(0, 1));
    if (dynamic.length > 0) dynamicBlocks.set(address, new Set(dynamic));
  };
  for (const [module, { directory, files }] of [["", { directory: "", files: root }] as const, ...modules]) {
    const native = [...files].filter(([name]) => !name.endsWith(".json"));
    const blocks = native.map(([name, text]) => [name, scan(text).blocks] as const);
    for (const [name, own] of blocks) for (const block of own) read(block, posix.join(directory, name), module);
    written.set(module, writtenModule(blocks, files));
    for (const [name, text] of files) {
      if (!name.endsWith(".json")) continue;
      if (module === "") {
        const written = readSynthesizedConfiguration(text, name);
        for (const [address, location] of written.constructs) constructs.set(address, location);
        for (const [address, attributes] of written.dynamicBlocks) dynamicBlocks.set(address, attributes);
      }
    }
  }
  return { constructs, dynamicBlocks, written };
}

/** What a module has in native syntax. Of what is said twice, in an override file or in JSON syntax, nothing is taken. */
function writtenModule(files: readonly (readonly [string, readonly Block[]])[], all: Sources): WrittenModule {
  if (areReplaced([...all.keys()])) return { blocks: new Map(), locals: new Map() };
  const own = files.flatMap(([, blocks]) => blocks);
  const addressed = own.map((block) => [partAddress(block), block] as const);
  return { blocks: once(addressed.filter(([address]) => address !== null)), locals: once(localsIn(own)) };
}

function once<T>(entries: readonly (readonly [string | null, T])[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const twice = new Set<string>();
  for (const [name, value] of entries) {
    if (name === null) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, value);
  }
  for (const name of twice) found.delete(name);
  return found;
}

/** `output.id`, `variable.name`, `provider.aws.replica`, or the address of a resource, a data source or the call of a module. */
function partAddress(block: Block): string | null {
  const [first] = block.labels;
  if (block.type === "output" || block.type === "variable")
    return first === undefined ? null : `${block.type}.${first}`;
  if (block.type !== "provider") return addressOf(block, "");
  const alias = block.attributes.find(({ name }) => name === "alias")?.text.replace(/^"|"$/g, "");
  return first === undefined ? null : `provider.${first}${alias === undefined ? "" : `.${alias}`}`;
}

/** `module.network.aws_vpc.main`; null for a block that is no resource, data source or call of a module. */
function addressOf({ type, labels }: Block, module: string): string | null {
  const prefix =
    module === ""
      ? ""
      : `${module
          .split(".")
          .map((name) => `module.${name}`)
          .join(".")}.`;
  const [first, second] = labels;
  if (first === undefined) return null;
  if (type === "module") return `${prefix}module.${first}`;
  if (second === undefined) return null;
  if (type === "resource") return `${prefix}${first}.${second}`;
  return type === "data" ? `${prefix}data.${first}.${second}` : null;
}
