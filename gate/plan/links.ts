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
    if (Array.isArray(value)) return many ? this.listed(value, targets, provider) : UNRESOLVED;
    if (typeof value === "string") return this.named(value, targets, provider);
    return UNRESOLVED;
  }

  /**
   * The elements of a list. Of an undecided one HCL tells what the whole list mentions; where that is more than there are
   * undecided elements, a condition chooses, and it is not certain which are named.
   */
  private listed(values: readonly Value[], targets: Targets, provider: string): Link {
    const links = values.map((value) => this.item(value, targets, provider));
    const all = merge(links);
    const undecided = values.filter((value) => isSymbol(value) && value.$symbol === "unknown");
    if (undecided.length === 0) return all;
    const written = new Set(links.filter((_, i) => !isSymbol(values[i])).flatMap(({ to }) => to));
    const mentioned = new Set(undecided.flatMap(({ references }) => references.map((one) => this.subjectOf(one))));
    const open = [...mentioned].filter((address) => !written.has(address) && this.mayBeMeant(address, targets));
    return { ...all, unresolved: all.unresolved || open.length > undecided.length };
  }

  /** An element of a list: one that is null names something that nobody knows. */
  private item(value: Value, targets: Targets, provider: string): Link {
    return value === null ? UNRESOLVED : this.link(value, targets, provider, true);
  }

  private mayBeMeant(address: string, targets: Targets): boolean {
    return isData(address) || this.referenced([address], targets).to.length > 0;
  }

  private referenced(addresses: readonly string[], targets: Targets): Link {
    const types = new Set(targets.map(typeOf));
    const to = addresses.filter((address) => types.has(this.byAddress.get(address)?.type ?? ""));
    const others = addresses.filter((address) => !to.includes(address));
    return {
      to,
      outside: others.some(isData),
      unresolved: others.some((address) => !isData(address)),
    };
  }

  /**
   * An expression that only lists what it mentions (HCL keeps no more). One resource mentioned is the one meant; of
   * several, or of one beside a data source, a condition may mean any one of them: they are linked, but not for certain.
   */
  private mentioned(references: readonly string[], targets: Targets, many: boolean): Link {
    const addresses = new Set(references.map((reference) => this.subjectOf(reference)));
    const link = this.referenced([...addresses], targets);
    const isCertain = many ? link.to.length > 0 : link.to.length === 1 && !link.outside;
    return { ...link, unresolved: link.unresolved || !isCertain };
  }

  private subjectOf(reference: string): string {
    return this.addressIn(reference) ?? reference;
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

/** Whether an address, or a reference to something that is no instance of the plan, is of a data source. */
function isData(address: string): boolean {
  return address.includes("data.");
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
