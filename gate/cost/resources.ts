import { isObject, listOf, objectOf, type JsonObject } from "../json";
import { isSensitive, withoutKeys, type ResourceChange } from "../plan";

/** An instance that exists once the plan has been applied. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  /** Its attributes as planned; what is not known before the apply is missing, and so is what the plan marks sensitive. */
  readonly values: JsonObject;
  /** Attributes that are missing because they are marked so. */
  readonly sensitive: ReadonlySet<string>;
  /** The AWS region of its provider; null where the plan does not say. */
  readonly region: string | null;
  /** Addresses of the blocks that an attribute refers to, each once, in the order in which they are written. */
  readonly references: (attribute: string) => readonly string[];
}

interface Block {
  readonly module: string;
  readonly expressions: JsonObject;
  readonly region: string | null;
}

/** What a plan leaves behind: created, changed and untouched instances, without data sources. */
export class PlannedResources {
  readonly all: readonly PlannedResource[];
  private readonly byBlock = new Map<string, PlannedResource[]>();

  /** @param planJson as `terraform show -json` writes it */
  constructor(planJson: unknown) {
    const plan = objectOf(planJson);
    const blocks = readBlocks(plan);
    const found: PlannedResource[] = [];
    for (const change of listOf(plan["resource_changes"]).map(objectOf)) {
      const after = objectOf(change["change"])["after"];
      if (change["mode"] !== "managed" || change["deposed"] !== undefined || !isObject(after)) continue;
      const address = String(change["address"]);
      const sensitive = sensitiveIn(change, after);
      const blockAddress = withoutKeys(address);
      const block = blocks.get(blockAddress);
      const resource: PlannedResource = {
        address,
        type: String(change["type"]),
        values: Object.fromEntries(Object.entries(after).filter(([name]) => !sensitive.has(name))),
        sensitive,
        region: block?.region ?? null,
        references: (attribute) => (block === undefined ? [] : referencesOf(block, attribute)),
      };
      found.push(resource);
      this.byBlock.set(blockAddress, [...(this.byBlock.get(blockAddress) ?? []), resource]);
    }
    this.all = found;
  }

  /** The one instance of a type that an attribute refers to; undefined where there is none or more than one. */
  referredTo(resource: PlannedResource, attribute: string, type: string): PlannedResource | undefined {
    const targets = resource
      .references(attribute)
      .flatMap((address) => this.byBlock.get(address) ?? [])
      .filter((target) => target.type === type);
    return targets.length === 1 ? targets[0] : undefined;
  }
}

/** Attributes of the first of some nested blocks. */
export function firstBlock(value: unknown): JsonObject {
  return objectOf(listOf(value)[0]);
}

function readBlocks(plan: JsonObject): ReadonlyMap<string, Block> {
  const configuration = objectOf(plan["configuration"]);
  const providers = objectOf(configuration["provider_config"]);
  const blocks = new Map<string, Block>();
  const walk = (module: JsonObject, prefix: string): void => {
    for (const resource of listOf(module["resources"]).map(objectOf)) {
      const provider = objectOf(providers[String(resource["provider_config_key"])]);
      const region = objectOf(objectOf(provider["expressions"])["region"])["constant_value"];
      blocks.set(`${prefix}${String(resource["address"])}`, {
        module: prefix,
        expressions: objectOf(resource["expressions"]),
        region: typeof region === "string" ? region : null,
      });
    }
    for (const [name, call] of Object.entries(objectOf(module["module_calls"]))) {
      walk(objectOf(objectOf(call)["module"]), `${prefix}module.${name}.`);
    }
  };
  walk(objectOf(configuration["root_module"]), "");
  return blocks;
}

function referencesOf({ module, expressions }: Block, attribute: string): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === "references") {
        for (const reference of listOf(member)) {
          const [, block] = /^(aws_\w+\.[\w-]+)/.exec(String(reference)) ?? [];
          if (block !== undefined) found.add(`${module}${block}`);
        }
      } else if (name !== "constant_value") {
        walk(member);
      }
    }
  };
  walk(expressions[attribute]);
  return [...found];
}

function sensitiveIn(change: JsonObject, after: JsonObject): ReadonlySet<string> {
  // What is asked for are its marks, of whatever shape they are.
  const marked = { change: objectOf(change["change"]) } as unknown as ResourceChange;
  return new Set(Object.keys(after).filter((name) => isSensitive(marked, name)));
}
