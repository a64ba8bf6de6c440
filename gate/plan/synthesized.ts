import { InputError } from "../errors";
import { memberOf, objectOf } from "../json";
import { parseModuleAddress, withoutKeys } from "./address";
import { readFrame, requestsIn, type SourceLine } from "./source-lines";
import type { WrittenModules } from "./written";

/** The construct and the lines of TypeScript that made a resource; of plain Terraform its block. */
export interface ConstructLocation {
  /** Construct path, e.g. `storefront/database/cluster`; of plain Terraform the block's address. */
  readonly path: string;
  /** File of the project's code that made the resource, relative to the project; null when no line was recorded. */
  readonly file: string | null;
  readonly line: number | null;
  /** The line of the stack that asked for it, where a module made it; null where the stack itself made it. */
  readonly requestedAt: SourceLine | null;
  /** The calls that led there, innermost first, e.g. `modules/network/index.ts:41:5`, `stacks/storefront.ts:12:3`. */
  readonly trace: readonly string[];
}

/**
 * What cdk.tf.json knows and the plan JSON drops: the construct behind each block, the TypeScript lines that made it, and
 * which attributes are written as dynamic blocks.
 */
export interface SynthesizedConfiguration {
  /** By address without keys: `type.name` or `module.name`. */
  readonly constructs: ReadonlyMap<string, ConstructLocation>;
  /** By address without keys: the attributes that dynamic blocks make. */
  readonly dynamicBlocks: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of native syntax, which the plan JSON does not keep. */
  readonly written: WrittenModules;
}

export const NOT_SYNTHESIZED: SynthesizedConfiguration = {
  constructs: new Map(),
  dynamicBlocks: new Map(),
  written: new Map(),
};

/** What a reader of a judgement without the configuration has to know. */
export const FROM_PLAN_JSON_ALONE =
  "judged by plan JSON alone: it names no lines of code, and a dynamic block counts as left out where the number of its blocks is decided at apply; of HCL it keeps only what expressions mention, so that more stays open";

/**
 * Reads the synthesized configuration of a stack.
 *
 * @param text of cdk.tf.json
 * @param name of the file, for the error
 * @throws InputError where it is not JSON
 */
export function readSynthesizedConfiguration(text: string, name: string): SynthesizedConfiguration {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      {
        what: "The synthesized configuration is not JSON.",
        where: name,
        mend: "Give the cdk.tf.json that the plan was made from.",
      },
      { cause: error },
    );
  }
  const constructs = new Map<string, ConstructLocation>();
  const dynamicBlocks = new Map<string, ReadonlySet<string>>();
  for (const [type, blocks] of Object.entries(objectOf(memberOf(document, "resource")))) {
    for (const [blockName, block] of Object.entries(objectOf(blocks))) {
      const address = `${type}.${blockName}`;
      const location = constructOf(block);
      if (location !== null) constructs.set(address, location);
      const dynamic = Object.entries(objectOf(memberOf(block, "dynamic")))
        .filter(([, made]) => mayMake(made))
        .map(([attribute]) => attribute);
      if (dynamic.length > 0) dynamicBlocks.set(address, new Set(dynamic));
    }
  }
  for (const [call, block] of Object.entries(objectOf(memberOf(document, "module")))) {
    const location = constructOf(block);
    if (location !== null) constructs.set(`module.${call}`, location);
  }
  return { constructs: withRequests(constructs), dynamicBlocks, written: writtenIn(document) };
}

/** In JSON syntax the plan JSON lacks only local values. */
function writtenIn(document: unknown): WrittenModules {
  const locals = new Map<string, unknown>(Object.entries(objectOf(memberOf(document, "locals"))));
  return new Map([["", { blocks: new Map(), locals }]]);
}

/** Whether dynamic blocks of an attribute may make some: not where each is over nothing. */
function mayMake(dynamic: unknown): boolean {
  return (Array.isArray(dynamic) ? (dynamic as unknown[]) : [dynamic]).some((block) => {
    const over = memberOf(block, "for_each");
    return typeof over !== "object" || over === null || Object.keys(over).length > 0;
  });
}

function withRequests(constructs: ReadonlyMap<string, ConstructLocation>): ReadonlyMap<string, ConstructLocation> {
  const requestedAt = requestsIn([...constructs.values()]);
  return new Map([...constructs].map(([address, each]) => [address, { ...each, requestedAt: requestedAt(each) }]));
}

/**
 * Whether a construct made it, and TypeScript is what changes it, rather than a block of plain Terraform: the path of a
 * construct begins with its stack, and no address of a block has a slash.
 */
export function isConstruct({ path }: ConstructLocation): boolean {
  return path.includes("/");
}

/** What made an instance; for one inside a module whose code is not known, what called the module. */
export function constructAt(configuration: SynthesizedConfiguration, address: string): ConstructLocation | null {
  const block = withoutKeys(address);
  const own = configuration.constructs.get(block);
  if (own !== undefined) return own;
  const [, moduleName] = /^module\.([^.]+)\./.exec(block) ?? [];
  if (moduleName !== undefined && parseModuleAddress(`module.${moduleName}`) !== undefined) {
    return configuration.constructs.get(`module.${moduleName}`) ?? null;
  }
  return null;
}

function constructOf(block: unknown): ConstructLocation | null {
  const metadata = memberOf(memberOf(block, "//"), "metadata");
  const path = memberOf(metadata, "path");
  if (typeof path !== "string") return null;
  const frames = memberOf(metadata, "stackTrace");
  const trace = Array.isArray(frames) ? frames.filter((frame) => typeof frame === "string") : [];
  const made = readFrame(trace[0] ?? "");
  return { path, file: made?.file ?? null, line: made?.line ?? null, requestedAt: null, trace };
}
