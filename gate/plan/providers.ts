import type { Value } from "../../policies/contract/plan-model";
import type { ConfigurationIndex } from "./configuration-index";
import { tagsOf, type Tags } from "./default-tags";
import type { Resolver } from "./scope";
import type { ProviderConfig, ResourceChange } from "./terraform-plan";

/** The provider configurations of a plan: which one manages an instance, and in which region. */
export class Providers {
  private readonly keys = new Map<string, string>();
  private readonly regions = new Map<string, Value>();
  private readonly defaultTags = new Map<string, Tags | undefined>();

  constructor(
    private readonly configs: { readonly [key: string]: ProviderConfig },
    private readonly resolver: Resolver,
    private readonly configuration: ConfigurationIndex,
  ) {}

  /** Key of the configuration that manages an instance, e.g. `aws.replica`. */
  keyOf(change: ResourceChange): string {
    const declared = this.configuration.resource(change)?.provider_config_key ?? change.type.replace(/_.*$/s, "");
    let key = this.keys.get(declared);
    if (key === undefined) {
      key = this.inherited(declared);
      this.keys.set(declared, key);
    }
    return key;
  }

  /** Provider 6 lets a resource choose its region; otherwise its provider's configuration does. */
  regionOf(key: string, change: ResourceChange): Value {
    const { after } = change.change;
    const own = typeof after === "object" && after !== null && "region" in after ? after.region : undefined;
    if (typeof own === "string" && change.type !== "aws_s3_bucket") return own;
    let region = this.regions.get(key);
    if (region === undefined) {
      region = this.setting(key, "region");
      this.regions.set(key, region);
    }
    return region;
  }

  /** The tags that a configuration adds to every resource; undefined where the plan does not tell all their keys. */
  defaultTagsOf(key: string): Tags | undefined {
    if (!this.defaultTags.has(key)) {
      const blocks = this.setting(key, "default_tags");
      const [block] = Array.isArray(blocks) ? (blocks as readonly Value[]) : [blocks];
      const inside = tagsOf(block ?? null);
      this.defaultTags.set(key, inside && tagsOf(inside["tags"] ?? null));
    }
    return this.defaultTags.get(key);
  }

  private setting(key: string, name: string): Value {
    const expressions = Object.hasOwn(this.configs, key) ? this.configs[key]?.expressions : undefined;
    const expression = expressions !== undefined && Object.hasOwn(expressions, name) ? expressions[name] : undefined;
    return this.resolver.evaluate(expression, { module: this.configuration.root, key: undefined, forEach: undefined });
  }

  /** A module inside a module has an entry that configures nothing (`module.a.module.b:aws`): it inherits from its callers. */
  private inherited(declared: string): string {
    const [path = "", name] = declared.split(":");
    if (name === undefined) return declared;
    for (let module = path; module !== ""; module = module.replace(/\.?module\.[^.]+$/, "")) {
      const key = `${module}:${name}`;
      if (Object.hasOwn(this.configs, key) && this.configs[key]?.expressions !== undefined) return key;
    }
    return name;
  }
}
