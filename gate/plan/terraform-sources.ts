import { posix } from "node:path";
import { scan, type Block } from "../hcl";
import type { SourceLine } from "./source-lines";
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
    for (const [name, text] of files) {
      if (!name.endsWith(".json")) {
        for (const block of scan(text).blocks) read(block, posix.join(directory, name), module);
      } else if (module === "") {
        const written = readSynthesizedConfiguration(text, name);
        for (const [address, location] of written.constructs) constructs.set(address, location);
        for (const [address, attributes] of written.dynamicBlocks) dynamicBlocks.set(address, attributes);
      }
    }
  }
  return { constructs, dynamicBlocks };
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
