import { formatKey, parseModuleAddress, type ModuleStep } from "./address";
import type { ModuleCall, ModuleConfig, ResourceChange, ResourceConfig, TerraformPlan } from "./terraform-plan";

/** A module of the configuration, its resources by address within it. All instances of a module share it. */
export interface IndexedModule {
  readonly config: ModuleConfig;
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly calls: ReadonlyMap<string, { readonly call: ModuleCall; readonly module: IndexedModule }>;
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

function indexModule(config: ModuleConfig): IndexedModule {
  const calls = Object.entries(config.module_calls ?? {}).map(
    ([name, call]) => [name, { call, module: indexModule(call.module ?? {}) }] as const,
  );
  return {
    config,
    resources: new Map((config.resources ?? []).map((resource) => [resource.address, resource])),
    calls: new Map(calls),
  };
}

/** Finds the configuration behind what a plan changes. */
export class ConfigurationIndex {
  readonly root: ModuleInstance;
  private readonly instances = new Map<string, ModuleInstance | undefined>();

  constructor(plan: TerraformPlan) {
    this.root = { address: "", module: indexModule(plan.configuration?.root_module ?? {}) };
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
