import type { Link, Value } from "../../policies/contract/plan-model";
import { isSymbol } from "./symbols";

/** For one attribute of one type: the types it may name and the attribute of theirs that it holds, e.g. `aws_vpc.id`. */
export type Targets = readonly string[];

/** What can be named: a managed instance of the plan. */
export interface Linkable {
  readonly address: string;
  readonly type: string;
  readonly provider: string;
  /** The planned value of an identity attribute, or its value before; undefined where neither is known. */
  identity(attribute: string): unknown;
}

const NOTHING: Link = { to: [], outside: false, unresolved: false };
const UNRESOLVED: Link = { to: [], outside: false, unresolved: true };

/** Joins resources by what their attributes name: a reference, or the literal id or name of another one. */
export class Linker {
  private readonly byAddress = new Map<string, Linkable>();
  private readonly byType = new Map<string, Linkable[]>();
  private readonly byIdentity = new Map<string, Map<string, string[]>>();

  constructor(resources: Iterable<Linkable>) {
    for (const resource of resources) {
      this.byAddress.set(resource.address, resource);
      const siblings = this.byType.get(resource.type);
      if (siblings === undefined) this.byType.set(resource.type, [resource]);
      else siblings.push(resource);
    }
  }

  /**
   * @param provider key of the provider that manages the naming resource: a literal id means another resource elsewhere
   * @param many whether the attribute is a list, so that an expression that mentions several resources means all of them
   */
  link(value: Value, targets: Targets, provider: string, many: boolean): Link {
    if (value === null || value === "") return NOTHING;
    if (isSymbol(value)) {
      switch (value.$symbol) {
        case "reference":
          return this.referenced([value.address], targets);
        case "unknown":
          return this.mentioned(value.references, targets, many);
        case "unset":
          return { to: [], outside: true, unresolved: false };
        default:
          return UNRESOLVED;
      }
    }
    if (Array.isArray(value))
      return many ? merge(value.map((item: Value) => this.item(item, targets, provider))) : UNRESOLVED;
    if (typeof value === "string") return this.named(value, targets, provider);
    return UNRESOLVED;
  }

  /** An element of a list: one that is null names something that nobody knows. */
  private item(value: Value, targets: Targets, provider: string): Link {
    return value === null ? UNRESOLVED : this.link(value, targets, provider, true);
  }

  private referenced(addresses: readonly string[], targets: Targets): Link {
    const types = new Set(targets.map(typeOf));
    const to = addresses.filter((address) => types.has(this.byAddress.get(address)?.type ?? ""));
    const others = addresses.filter((address) => !to.includes(address));
    return {
      to,
      outside: others.some((address) => address.includes("data.")),
      unresolved: others.some((address) => !address.includes("data.")),
    };
  }

  /**
   * An expression that only lists what it mentions (HCL keeps no more). One resource mentioned is the one meant; of
   * several, a condition may mean any one of them: they are linked, but not for certain.
   */
  private mentioned(references: readonly string[], targets: Targets, many: boolean): Link {
    const addresses = references.map((reference) => this.addressIn(reference) ?? reference);
    const link = this.referenced([...new Set(addresses)], targets);
    return { ...link, unresolved: link.unresolved || (link.to.length !== 1 && !(many && link.to.length > 1)) };
  }

  /** The address in `address.attribute`: the longest prefix that is an instance of the plan. */
  private addressIn(reference: string): string | undefined {
    for (let end = reference.length; end > 0; end = reference.lastIndexOf(".", end - 1)) {
      const prefix = reference.slice(0, end);
      if (this.byAddress.has(prefix)) return prefix;
    }
    return undefined;
  }

  private named(text: string, targets: Targets, provider: string): Link {
    // The id of a resource may be its name as well: that is one resource, not two.
    const to = [...new Set(targets.flatMap((target) => this.identities(target, provider).get(text) ?? []))];
    return to.length > 0 ? { to, outside: false, unresolved: false } : { to: [], outside: true, unresolved: false };
  }

  private identities(target: string, provider: string): ReadonlyMap<string, string[]> {
    const index = `${provider} ${target}`;
    let addresses = this.byIdentity.get(index);
    if (addresses === undefined) {
      addresses = new Map();
      for (const resource of this.byType.get(typeOf(target)) ?? []) {
        if (resource.provider !== provider) continue;
        const identity = resource.identity(target.slice(target.indexOf(".") + 1));
        if (typeof identity !== "string" || identity === "") continue;
        addresses.set(identity, [...(addresses.get(identity) ?? []), resource.address]);
      }
      this.byIdentity.set(index, addresses);
    }
    return addresses;
  }
}

function typeOf(target: string): string {
  return target.slice(0, target.indexOf("."));
}

function merge(links: readonly Link[]): Link {
  return {
    to: [...new Set(links.flatMap((link) => link.to))],
    outside: links.some((link) => link.outside),
    unresolved: links.some((link) => link.unresolved),
  };
}
