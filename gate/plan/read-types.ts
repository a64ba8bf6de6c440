import type { RuleMetadata } from "../../policies/contract/rule";
import type { Targets } from "./links";
import { DOCUMENT_ATTRIBUTES } from "./policy-documents";
import type { ResourceChange } from "./terraform-plan";

/** Which attributes rules read, by type; data sources under `data.<type>`. */
export type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/** The union of what rules read. */
export function readsOf(rules: readonly Pick<RuleMetadata, "reads">[]): Map<string, Set<string>> {
  const reads = new Map<string, Set<string>>();
  for (const rule of rules) {
    for (const [type, attributes] of Object.entries(rule.reads)) {
      const known = reads.get(type) ?? new Set<string>();
      for (const attribute of attributes) known.add(attribute);
      reads.set(type, known);
    }
  }
  return reads;
}

/** policies/contract/relations.json. An attribute that ends in `[]` is a list. */
export interface Relations {
  readonly links: { readonly [type: string]: { readonly [attribute: string]: Targets } };
  readonly account_wide: readonly string[];
}

/** One attribute that names other resources. */
interface Relation {
  /** The attribute's path, e.g. `vpc_config.subnet_ids`. */
  readonly path: string;
  readonly root: string;
  readonly below: readonly string[];
  readonly many: boolean;
  readonly targets: Targets;
}

/** What is read of a type. */
export interface ReadType {
  readonly attributes: readonly string[];
  /** Those of the attributes that hold IAM policy documents. */
  readonly documents: readonly string[];
  readonly relations: readonly Relation[];
}

function readType(attributes: readonly string[], relations: readonly Relation[]): ReadType {
  return { attributes, documents: attributes.filter((attribute) => DOCUMENT_ATTRIBUTES.has(attribute)), relations };
}

function relationsOf({ links }: Relations, type: string): readonly Relation[] {
  return Object.entries(Object.hasOwn(links, type) ? (links[type] ?? {}) : {}).map(toRelation);
}

/** The types that some relation leads to. */
export function targetTypes({ links }: Relations): ReadonlySet<string> {
  const targets = Object.values(links).flatMap((relations) => Object.values(relations).flat());
  return new Set(targets.map((target) => target.slice(0, target.indexOf("."))));
}

function toRelation([declared, targets]: readonly [string, Targets]): Relation {
  const many = declared.endsWith("[]");
  const path = many ? declared.slice(0, -2) : declared;
  const [root = "", ...below] = path.split(".");
  return { path, root, below, many, targets };
}

/** What is read of each type, found out once. */
export class ReadTypes {
  private readonly types = new Map<string, ReadType | undefined>();

  constructor(
    private readonly reads: Reads,
    private readonly relations: Relations,
  ) {}

  /** Undefined for a type that no rule reads. */
  of(change: ResourceChange): ReadType | undefined {
    const name = change.mode === "data" ? `data.${change.type}` : change.type;
    if (!this.types.has(name)) {
      const attributes = this.reads.get(name);
      this.types.set(name, attributes && readType([...attributes], relationsOf(this.relations, change.type)));
    }
    return this.types.get(name);
  }
}
