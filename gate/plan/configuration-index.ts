import type { Block } from "../hcl";
import { formatKey, parseModuleAddress, type ModuleStep } from "./address";
import type { ModuleCall, ModuleConfig, ResourceChange, ResourceConfig, TerraformPlan } from "./terraform-plan";
import { withText, withTexts, type WrittenModule, type WrittenModules } from "./written";

/** A module of the configuration, its resources by address within it. All instances of a module share it. */
export interface IndexedModule {
  readonly config: ModuleConfig;
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly calls: ReadonlyMap<string, { readonly call: ModuleCall; readonly module: IndexedModule }>;
  /** What the plan JSON has not: known where the configuration is. */
  readonly written: WrittenModule | undefined;
}

/** One instance of a module: where names are resolved. */
export interface ModuleInstance {
  /** `""` for the root module, else e.g. `module.a["x"]`. */
  readonly address: string;
  readonly module: IndexedModule;
  /** How the parent calls it; undefined for the root module. */
  readonly caller?: {
    readonly instance: ModuleInstance;
    readonly name: string;
    readonly call: ModuleCall;
    readonly key: string | number | undefined;
  };
}

function indexModule(config: ModuleConfig, written: WrittenModules, path: string): IndexedModule {
  const own = written.get(path);
  const calls = Object.entries(config.module_calls ?? {}).map(([name, call]) => {
    const module = indexModule(call.module ?? {}, written, path === "" ? name : `${path}.${name}`);
    return [name, { call: own === undefined ? call : writtenBlock(call, own, `module.${name}`), module }] as const;
  });
  const resources = config.resources ?? [];
  return {
    config: own === undefined ? config : { ...config, ...writtenOutputs(config.outputs, own) },
    resources: new Map(
      resources.map((resource) => [
        resource.address,
        own === undefined ? resource : writtenBlock(resource, own, resource.address),
      ]),
    ),
    calls: new Map(calls),
    written: own,
  };
}

/** A resource or the call of a module, with what is written in its block. */
function writtenBlock<B extends ResourceConfig | ModuleCall>(config: B, { blocks }: WrittenModule, address: string): B {
  const block = blocks.get(address);
  if (block === undefined) return config;
  const { expressions, for_each_expression: forEach } = config;
  return {
    ...config,
    ...(expressions !== undefined && { expressions: withTexts(expressions, block) }),
    ...(forEach !== undefined && { for_each_expression: withText("for_each", forEach, block) }),
  };
}

function writtenOutputs(
  outputs: ModuleConfig["outputs"] = {},
  { blocks }: WrittenModule,
): Pick<ModuleConfig, "outputs"> {
  const all = Object.entries(outputs).map(([name, output]) => {
    const expression = withText("value", output.expression, blocks.get(`output.${name}`));
    return [name, { ...output, ...(expression !== undefined && { expression }) }] as const;
  });
  return { outputs: Object.fromEntries(all) };
}

/** Finds the configuration behind what a plan changes. */
export class ConfigurationIndex {
  readonly root: ModuleInstance;
  private readonly instances = new Map<string, ModuleInstance | undefined>();

  /** @param written what the configuration says in native syntax, where it is to be had */
  constructor(plan: TerraformPlan, written: WrittenModules = new Map()) {
    this.root = { address: "", module: indexModule(plan.configuration?.root_module ?? {}, written, "") };
  }

  /** @returns undefined where the configuration has no such module, e.g. when it was removed and its resources are deleted */
  moduleInstance(address: string | undefined): ModuleInstance | undefined {
    if (address === undefined || address === "") return this.root;
    if (!this.instances.has(address)) {
      const path = parseModuleAddress(address);
      this.instances.set(
        address,
        path?.reduce<ModuleInstance | undefined>((instance, step) => instance && this.child(instance, step), this.root),
      );
    }
    return this.instances.get(address);
  }

  child(parent: ModuleInstance, { name, key }: ModuleStep): ModuleInstance | undefined {
    const called = parent.module.calls.get(name);
    if (called === undefined) return undefined;
    return {
      address: qualify(parent, `module.${name}${formatKey(key)}`),
      module: called.module,
      caller: { instance: parent, name, call: called.call, key },
    };
  }

  /** The text of the block that made an instance; undefined where it is not known. */
  written(change: ResourceChange): Block | undefined {
    const { written } = this.moduleInstance(change.module_address)?.module ?? {};
    return written?.blocks.get(`${change.mode === "data" ? "data." : ""}${change.type}.${change.name}`);
  }

  /** The block that made an instance; undefined where the configuration no longer has it. */
  resource(change: ResourceChange): ResourceConfig | undefined {
    const { resources } = this.moduleInstance(change.module_address)?.module ?? {};
    // Without module and instance key, the address of an instance is that of its block.
    const own = resources?.get(change.address);
    return own ?? resources?.get(`${change.mode === "data" ? "data." : ""}${change.type}.${change.name}`);
  }
}

/** An address within a module instance, made absolute. */
export function qualify(instance: ModuleInstance, address: string): string {
  return instance.address === "" ? address : `${instance.address}.${address}`;
}
