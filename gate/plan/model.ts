import type { Action, PlanModel, Resource, ResourcesByType, Value } from "../../policies/contract/plan-model";
import { InputError } from "../errors";
import { AppliedAfter } from "./account-wide";
import { ConfigurationIndex } from "./configuration-index";
import { Linker, type Linkable, type Targets } from "./links";
import { DOCUMENT_ATTRIBUTES, readPolicyDocument } from "./policy-documents";
import { Resolver } from "./scope";
import { escapeKnown, isSymbol } from "./symbols";
import { SymbolicValues } from "./symbolic-values";
import type { SynthesizedConfiguration } from "./synthesized";
import type { ProviderConfig, ResourceChange, ResourceConfig, TerraformPlan } from "./terraform-plan";
import { isExpressionNode } from "./terraform-plan";

/** Which attributes rules read, by type; data sources under `data.<type>`. */
export type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/** policies/contract/relations.json. An attribute that ends in `[]` is a list. */
export interface Relations {
  readonly links: { readonly [type: string]: { readonly [attribute: string]: Targets } };
  readonly account_wide: readonly string[];
}

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
  const configuration = new ConfigurationIndex(plan);
  const changes = (plan.resource_changes ?? []).filter((change) => change.deposed === undefined);
  const builder = new ModelBuilder(plan, configuration, changes, options);
  const actions = changes.filter((change) => change.mode === "managed").map((change) => actionOf(change));
  return {
    plan: {
      format_version: plan.format_version,
      terraform_version: plan.terraform_version ?? "",
      destroy: actions.length > 0 && actions.every((action) => action === "delete"),
      complete: isComplete(plan),
    },
    ...builder.build(),
    parameters: options.parameters,
  };
}

/** Whether the plan speaks of everything the configuration has: not with `-target`, nor with deferred changes. */
export function isComplete(plan: TerraformPlan): boolean {
  return plan.complete !== false && (plan.deferred_changes ?? []).length === 0;
}

/** @throws InputError for a combination of actions that Terraform's format does not have */
export function actionOf(change: ResourceChange): Action {
  const actions = [...change.change.actions].sort().join("+");
  switch (actions) {
    case "create":
    case "update":
    case "no-op":
    case "delete":
    case "forget":
    case "read":
      return actions;
    case "create+delete":
    case "create+forget":
      return "replace";
    default:
      throw new InputError({
        what: `The plan has the actions ${change.change.actions.join(", ")} together, which this gate does not know.`,
        where: change.address,
        mend: "Use a plangate that knows this Terraform version.",
      });
  }
}

class ModelBuilder {
  private readonly values: SymbolicValues;
  private readonly linker: Linker;
  private readonly appliedAfter: AppliedAfter;
  private readonly dataSources = new Map<string, ResourceChange>();
  private readonly drafts = new Map<string, Draft>();

  constructor(
    plan: TerraformPlan,
    private readonly configuration: ConfigurationIndex,
    private readonly changes: readonly ResourceChange[],
    private readonly options: ModelOptions,
  ) {
    const resolver = new Resolver(plan, configuration);
    this.values = new SymbolicValues(resolver);
    this.regions = new Regions(plan.configuration?.provider_config ?? {}, resolver, configuration);
    this.linker = new Linker(
      changes.filter((change) => change.mode === "managed").map((change) => linkable(change, this.providerOf(change))),
    );
    this.appliedAfter = new AppliedAfter(configuration, changes, new Set(options.relations.account_wide));
    for (const change of changes) if (change.mode === "data") this.dataSources.set(change.address, change);
  }

  private readonly regions: Regions;

  build(): Pick<PlanModel, "resources" | "removed" | "data"> {
    const resources: Record<string, Record<string, Resource>> = Object.create(null);
    const removed: Record<string, Record<string, Resource>> = Object.create(null);
    const data: Record<string, Record<string, Resource>> = Object.create(null);
    for (const change of this.changes) {
      const action = actionOf(change);
      const readsType = change.mode === "data" ? `data.${change.type}` : change.type;
      const attributes = this.options.reads.get(readsType);
      if (attributes === undefined) continue;
      const draft = this.draft(change, action, attributes);
      const where = change.mode === "data" ? data : action === "delete" || action === "forget" ? removed : resources;
      (where[change.type] ??= Object.create(null) as Record<string, Resource>)[change.address] = draft;
      if (where === resources) this.drafts.set(change.address, draft);
    }
    for (const draft of this.drafts.values()) this.announce(draft);
    return {
      resources: resources as ResourcesByType,
      removed: removed as ResourcesByType,
      data: data as ResourcesByType,
    };
  }

  private draft(change: ResourceChange, action: Action, attributes: ReadonlySet<string>): Draft {
    const config = this.configuration.resource(change);
    const gone = action === "delete" || action === "forget";
    const after = gone ? {} : pick(attributes, (attribute) => this.after(change, config, attribute));
    const provider = this.providerOf(change);
    return {
      address: change.address,
      type: change.type,
      action,
      provider,
      region: this.regions.of(provider, change),
      before: isObject(change.change.before) ? this.before(change.change.before, attributes) : null,
      after,
      documents: gone ? {} : this.documents(after),
      links: this.links(change, config, provider, gone),
      companions: Object.create(null) as { [type: string]: string[] },
      depends_on: gone ? [] : this.appliedAfter.of(change.address),
    };
  }

  private after(change: ResourceChange, config: ResourceConfig | undefined, attribute: string): Value {
    const dynamic =
      this.options.synthesized.dynamicBlocks.get(`${change.type}.${change.name}`)?.has(attribute) ?? false;
    return this.values.after(change, config, attribute, dynamic && change.module_address === undefined);
  }

  private before(before: Record<string, unknown>, attributes: ReadonlySet<string>): { [attribute: string]: Value } {
    return pick(attributes, (attribute) =>
      Object.hasOwn(before, attribute) ? escapeKnown(before[attribute]) : { $symbol: "missing" },
    );
  }

  private documents(after: { readonly [attribute: string]: Value }): Resource["documents"] {
    const holders = Object.keys(after).filter((attribute) => DOCUMENT_ATTRIBUTES.has(attribute));
    return pick(holders, (attribute) =>
      readPolicyDocument(after[attribute] as Value, (address) => this.policyDocumentArguments(address)),
    );
  }

  private policyDocumentArguments(address: string): { readonly [attribute: string]: Value } | undefined {
    const change = this.dataSources.get(address);
    if (change === undefined || change.type !== "aws_iam_policy_document") return undefined;
    const config = this.configuration.resource(change);
    return pick(["statement", "source_policy_documents", "override_policy_documents"], (attribute) =>
      this.after(change, config, attribute),
    );
  }

  private links(
    change: ResourceChange,
    config: ResourceConfig | undefined,
    provider: string,
    gone: boolean,
  ): Resource["links"] {
    const relations = Object.entries(this.options.relations.links[change.type] ?? {});
    return Object.fromEntries(
      relations.map(([declared, targets]) => {
        const many = declared.endsWith("[]");
        const path = many ? declared.slice(0, -2) : declared;
        const [root = "", ...below] = path.split(".");
        const whole = gone
          ? escapeKnown(isObject(change.change.before) ? (change.change.before[root] ?? null) : null)
          : this.after(change, config, root);
        return [path, this.linker.link(valuesAt(whole, below), targets, provider, many)];
      }),
    );
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

  private providerOf(change: ResourceChange): string {
    return this.configuration.resource(change)?.provider_config_key ?? (change.type.split("_")[0] as string);
  }
}

/** The region of each provider configuration, as far as the plan tells. */
class Regions {
  private readonly byProvider = new Map<string, Value>();

  constructor(
    private readonly providers: { readonly [key: string]: ProviderConfig },
    private readonly resolver: Resolver,
    private readonly configuration: ConfigurationIndex,
  ) {}

  /** Provider 6 lets a resource choose its region; otherwise its provider's configuration does. */
  of(provider: string, change: ResourceChange): Value {
    const own = isObject(change.change.after) ? change.change.after["region"] : undefined;
    if (typeof own === "string" && change.type !== "aws_s3_bucket") return own;
    let region = this.byProvider.get(provider);
    if (region === undefined) {
      const expression = Object.hasOwn(this.providers, provider)
        ? this.providers[provider]?.expressions?.["region"]
        : undefined;
      region = isExpressionNode(expression)
        ? this.resolver.evaluate(expression, { module: this.configuration.root, key: undefined, forEach: undefined })
        : { $symbol: "unset" };
      this.byProvider.set(provider, region);
    }
    return region;
  }
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
  return Object.fromEntries([...names].map((name) => [name, value(name)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
