import type { Action, Link, PlanModel, PolicyDocument, Resource, Value } from "../../policies/contract/plan-model";
import { isObject } from "../json";
import { withoutKeys } from "./address";
import { AppliedAfter } from "./account-wide";
import { actionOf, isRemoval } from "./action";
import { completenessOf } from "./completeness";
import { ConfigurationIndex } from "./configuration-index";
import { blocksWithDefaultTags, withDefaultTags } from "./default-tags";
import { Linker, type Linkable } from "./links";
import { readPolicyDocument } from "./policy-documents";
import { ReadTypes, targetTypes, type Reads, type ReadType, type Relations } from "./read-types";
import { Providers } from "./providers";
import { Resolver } from "./scope";
import { escapeKnown, isSymbol } from "./symbols";
import { SymbolicValues } from "./symbolic-values";
import type { SynthesizedConfiguration } from "./synthesized";
import type { ResourceChange, TerraformPlan } from "./terraform-plan";
import { withWrittenProviders } from "./written";

export interface ModelOptions {
  readonly reads: Reads;
  readonly relations: Relations;
  readonly parameters: PlanModel["parameters"];
  readonly synthesized: SynthesizedConfiguration;
}

/** A resource while its companions are still being collected. */
type Draft = Resource & { readonly companions: { [type: string]: string[] } };

/**
 * Builds the plan model: only the types and attributes that rules read, each attribute as a symbolic value, with the
 * relations between resources joined.
 *
 * @throws InputError where the plan combines actions in a way that this gate does not know
 */
export function buildModel(plan: TerraformPlan, options: ModelOptions): PlanModel {
  const configuration = new ConfigurationIndex(plan, options.synthesized.written);
  const changes = (plan.resource_changes ?? []).filter((change) => change.deposed === undefined);
  const builder = new ModelBuilder(plan, configuration, changes, options);
  const actions = changes.filter((change) => change.mode === "managed").map((change) => actionOf(change));
  return {
    plan: {
      format_version: plan.format_version,
      terraform_version: plan.terraform_version ?? "",
      destroy: actions.length > 0 && actions.every((action) => action === "delete"),
      complete: completenessOf(plan) === "complete",
    },
    ...builder.build(),
    parameters: options.parameters,
  };
}

class ModelBuilder {
  private readonly resolver: Resolver;
  private readonly linker: Linker;
  private readonly appliedAfter: AppliedAfter;
  private readonly providers: Providers;
  private readonly types: ReadTypes;
  private readonly dataSources = new Map<string, ResourceChange>();
  private readonly drafts = new Map<string, Draft>();
  /** By text: many resources have the same, such as the trust policies of roles. */
  private readonly documents = new Map<string, PolicyDocument>();

  constructor(
    plan: TerraformPlan,
    private readonly configuration: ConfigurationIndex,
    private readonly changes: readonly ResourceChange[],
    private readonly options: ModelOptions,
  ) {
    this.resolver = new Resolver(plan, configuration);
    const providers = withWrittenProviders(plan.configuration?.provider_config ?? {}, options.synthesized.written);
    this.providers = new Providers(providers, this.resolver, configuration);
    this.types = new ReadTypes(options.reads, options.relations);
    const targets = targetTypes(options.relations);
    this.linker = new Linker(
      changes
        .filter((change) => change.mode === "managed" && targets.has(change.type))
        .map((change) => linkable(change, this.providers.keyOf(change))),
    );
    this.appliedAfter = new AppliedAfter(configuration, changes, new Set(options.relations.account_wide));
    for (const change of changes) if (change.mode === "data") this.dataSources.set(change.address, change);
  }

  build(): Pick<PlanModel, "resources" | "removed" | "data" | "ambiguous"> {
    const resources = emptyMap<Record<string, Resource>>();
    const removed = emptyMap<Record<string, Resource>>();
    const data = emptyMap<Record<string, Resource>>();
    for (const change of this.changes) {
      const type = this.types.of(change);
      if (type === undefined) continue;
      const action = actionOf(change);
      const gone = isRemoval(action);
      const draft = gone ? this.removed(change, action, type) : this.surviving(change, action, type);
      const where = change.mode === "data" ? data : gone ? removed : resources;
      (where[change.type] ??= emptyMap())[change.address] = draft;
      if (where === resources) this.drafts.set(change.address, draft);
    }
    const ambiguous = emptyMap<Record<string, boolean>>();
    for (const draft of this.drafts.values()) {
      this.announce(draft);
      noteAmbiguous((ambiguous[draft.type] ??= {}), draft.links);
    }
    return { resources, removed, data, ambiguous };
  }

  private surviving(change: ResourceChange, action: Action, type: ReadType): Draft {
    const values = this.valuesOf(change);
    const provider = this.providers.keyOf(change);
    const defaults = this.providers.defaultTagsOf(provider);
    const after = pick(type.attributes, (attribute) =>
      attribute === "tags_all"
        ? withDefaultTags(values.after(attribute), values.after("tags"), defaults)
        : blocksWithDefaultTags(values.after(attribute), defaults),
    );
    return {
      address: change.address,
      type: change.type,
      action,
      provider,
      region: this.providers.regionOf(provider, change),
      before: action === "no-op" ? after : before(change, type.attributes),
      after,
      documents: pick(type.documents, (attribute) => this.document(after[attribute] as Value)),
      links: this.links(type, provider, (attribute) => after[attribute] ?? values.after(attribute)),
      companions: {},
      depends_on: this.appliedAfter.of(change.address),
    };
  }

  private removed(change: ResourceChange, action: Action, type: ReadType): Draft {
    const provider = this.providers.keyOf(change);
    const last = isObject(change.change.before) ? change.change.before : {};
    return {
      address: change.address,
      type: change.type,
      action,
      provider,
      region: this.providers.regionOf(provider, change),
      before: before(change, type.attributes),
      after: {},
      documents: {},
      links: this.links(type, provider, (attribute) => escapeKnown(last[attribute] ?? null)),
      companions: {},
      depends_on: [],
    };
  }

  private valuesOf(change: ResourceChange): SymbolicValues {
    const dynamic = this.options.synthesized.dynamicBlocks.get(withoutKeys(change.address));
    return new SymbolicValues(this.resolver, change, this.configuration.resource(change), dynamic);
  }

  private document(value: Value): PolicyDocument {
    const read = () => readPolicyDocument(value, (address) => this.policyDocumentArguments(address));
    if (typeof value !== "string") return read();
    const known = this.documents.get(value) ?? read();
    this.documents.set(value, known);
    return known;
  }

  private policyDocumentArguments(address: string): { readonly [attribute: string]: Value } | undefined {
    const change = this.dataSources.get(address);
    if (change?.type !== "aws_iam_policy_document") return undefined;
    const values = this.valuesOf(change);
    return pick(["statement", "source_policy_documents", "override_policy_documents"], (name) => values.after(name));
  }

  private links(type: ReadType, provider: string, valueOf: (attribute: string) => Value): Resource["links"] {
    const links: Record<string, Link> = {};
    for (const relation of type.relations) {
      const value = valuesAt(valueOf(relation.root), relation.below);
      links[relation.path] = this.linker.link(
        value,
        relation.targets,
        provider,
        relation.many || relation.below.length > 0,
      );
    }
    return links;
  }

  /** Tells the resources that this one certainly names that it is their companion. */
  private announce(draft: Draft): void {
    for (const link of Object.values(draft.links)) {
      if (link.unresolved) continue;
      for (const address of link.to) {
        const companions = this.drafts.get(address)?.companions;
        if (companions === undefined) continue;
        const siblings = (companions[draft.type] ??= []);
        if (!siblings.includes(draft.address)) siblings.push(draft.address);
      }
    }
  }
}

/** @param known of the resources of the type before; of all, once they were all noted */
function noteAmbiguous(known: { [attribute: string]: boolean }, links: Resource["links"]): void {
  for (const [attribute, { unresolved }] of Object.entries(links))
    known[attribute] = known[attribute] === true || unresolved;
}

function before(change: ResourceChange, attributes: readonly string[]): Resource["before"] {
  const values = change.change.before;
  if (!isObject(values)) return null;
  return pick(attributes, (attribute) =>
    Object.hasOwn(values, attribute) ? escapeKnown(values[attribute]) : { $symbol: "missing" },
  );
}

function linkable(change: ResourceChange, provider: string): Linkable {
  return {
    address: change.address,
    type: change.type,
    provider,
    identity: (attribute) => {
      const { before, after } = change.change;
      const planned = isObject(after) ? after[attribute] : undefined;
      return planned ?? (isObject(before) ? before[attribute] : undefined);
    },
  };
}

/** The values below nested blocks, through lists on the way; a symbol on the way stands for all below it. */
function valuesAt(value: Value, path: readonly string[]): Value {
  const [name, ...rest] = path;
  if (name === undefined || isSymbol(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as Value[]).map((item) => valuesAt(item, path));
  return valuesAt((value as { readonly [key: string]: Value })[name] ?? null, rest);
}

function pick<T>(names: Iterable<string>, value: (name: string) => T): { [name: string]: T } {
  const picked: { [name: string]: T } = {};
  for (const name of names) picked[name] = value(name);
  return picked;
}

/** Without a prototype: addresses and types come from the plan, and may read like a member of Object. */
function emptyMap<T>(): { [key: string]: T } {
  return Object.create(null) as { [key: string]: T };
}
