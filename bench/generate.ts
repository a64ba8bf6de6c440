import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const PLANS = join(__dirname, "..", "__tests__", "plans");
const RELATIONS = join(__dirname, "..", "policies", "contract", "relations.json");
/** What a copy of a stack is made from: nine as they should be to one as it should not. */
const SOURCES = ["storefront.json", "account-baseline.json"];
const FLAWED = "as-built.json";
const FLAWED_EVERY = 10;
/** Of ten copies, this many exist already: they have a state before, and nothing about them is unknown. */
const EXISTING_OF_TEN = 3;

interface Change {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly after_unknown: Readonly<Record<string, unknown>>;
  readonly after_sensitive: Readonly<Record<string, unknown>>;
}

interface Relations {
  readonly links: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

interface Named {
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

interface ResourceChange extends Named {
  readonly mode: string;
  readonly provider_name: string;
  readonly change: Change;
}

interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: { readonly root_module: { readonly resources: readonly Named[] } };
  readonly resource_changes: readonly ResourceChange[];
  readonly configuration: {
    readonly provider_config: unknown;
    readonly root_module: { readonly resources: readonly Named[] };
  };
}

/** The four places of a plan where a resource appears. */
interface Entry {
  readonly change: string;
  readonly planned: string;
  readonly configuration: string;
  readonly prior: string | null;
}

/** Stands in a template where the number of the copy goes. CDKTF's names never hold it, and JSON leaves it as it is. */
const COPY = "\u007f";

/**
 * Writes a plan of so many resources: copies of the plans that the real provider made of this project's stacks, so that
 * shape, size and references are what Terraform writes. The same number always gives the same bytes.
 */
export function generate(resources: number, file: string): void {
  const sound = SOURCES.map((source) => new Templates(source));
  const flawed = new Templates(FLAWED);
  const entries: Entry[] = [];
  for (let copy = 0; entries.length < resources; copy++) {
    // Spread over the copies, whatever number of them there is.
    const existing = (copy * 7 + 5) % 10 < EXISTING_OF_TEN;
    const templates = copy % FLAWED_EVERY === FLAWED_EVERY - 1 ? flawed : sound[copy % sound.length];
    entries.push(...(templates?.copy(copy, existing) ?? []));
  }
  entries.length = resources;

  const output = openSync(file, "w");
  try {
    const list = (pick: (entry: Entry) => string | null) => {
      let separator = "";
      for (const entry of entries) {
        const text = pick(entry);
        if (text !== null) {
          writeSync(output, separator + text);
          separator = ",";
        }
      }
    };
    const { format_version, terraform_version, configuration } = flawed.plan;
    const head = JSON.stringify({ format_version, terraform_version, applyable: true, complete: true, errored: false });
    writeSync(output, `${head.slice(0, -1)},"planned_values":{"root_module":{"resources":[`);
    list((entry) => entry.planned);
    writeSync(output, ']}},"resource_changes":[');
    list((entry) => entry.change);
    writeSync(output, `],"prior_state":${JSON.stringify({ format_version: "1.0", terraform_version }).slice(0, -1)}`);
    writeSync(output, ',"values":{"root_module":{"resources":[');
    list((entry) => entry.prior);
    const providers = JSON.stringify(configuration.provider_config);
    writeSync(output, `]}}},"configuration":{"provider_config":${providers},"root_module":{"resources":[`);
    list((entry) => entry.configuration);
    writeSync(output, "]}}}");
  } finally {
    closeSync(output);
  }
}

/** What resources are called by others: no two of an account are called the same. */
function identitiesIn(changes: readonly ResourceChange[]): ReadonlySet<unknown> {
  const { links } = JSON.parse(readFileSync(RELATIONS, "utf8")) as Relations;
  const identities = new Set(Object.values(links).flatMap((targets) => Object.values(targets).flat()));
  const values = changes.flatMap(({ type, change }) =>
    Object.entries(change.after ?? {}).flatMap(([name, value]) => (identities.has(`${type}.${name}`) ? [value] : [])),
  );
  return new Set(values.filter((value) => typeof value === "string" && value !== ""));
}

/** The resources of one recorded plan as texts in which every resource's name ends in the number of the copy. */
class Templates {
  readonly plan: Plan;
  readonly #created: readonly Entry[];
  readonly #existing: readonly Entry[];

  constructor(source: string) {
    this.plan = JSON.parse(readFileSync(join(PLANS, source), "utf8")) as Plan;
    const changes = this.plan.resource_changes.filter(({ mode }) => mode === "managed");
    const planned = new Map(this.plan.planned_values.root_module.resources.map((each) => [each.address, each]));
    const configured = new Map(this.plan.configuration.root_module.resources.map((each) => [each.address, each]));
    const names = [...configured.values()].map(({ name }) => name).sort((left, right) => right.length - left.length);
    const pattern = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
    const own = identitiesIn(changes);
    const template = (value: unknown) =>
      JSON.stringify(value, (_, text: unknown) => (own.has(text) ? `${String(text)}${COPY}` : text)).replace(
        pattern,
        (name) => name + COPY,
      );
    const entry = (change: ResourceChange, values: unknown): Entry => {
      const { address } = change;
      return {
        change: template(change),
        planned: template({ ...planned.get(address), values: change.change.after }),
        configuration: template(configured.get(address.replace(/\[.*$/, ""))),
        prior: values === null ? null : template({ ...planned.get(address), values, depends_on: [] }),
      };
    };
    this.#created = changes.map((change) => entry(change, null));
    this.#existing = changes.map((change) => {
      const applied = asApplied(change);
      return entry(applied, applied.change.after);
    });
  }

  copy(number: number, existing: boolean): Entry[] {
    const fill = (text: string) => text.replaceAll(COPY, `_${number}`);
    return (existing ? this.#existing : this.#created).map((entry) => ({
      change: fill(entry.change),
      planned: fill(entry.planned),
      configuration: fill(entry.configuration),
      prior: entry.prior === null ? null : fill(entry.prior),
    }));
  }
}

/** The same resource once it exists: what was unknown has become something, and nothing is to be done. */
function asApplied(resource: ResourceChange): ResourceChange {
  const { after, after_unknown, after_sensitive } = resource.change;
  const settled = Object.entries(after_unknown)
    .filter(([, unknown]) => unknown === true)
    .map(([attribute]) => [attribute, settledValue(resource, attribute)]);
  const values = { ...(Object.fromEntries(settled) as Record<string, unknown>), ...after };
  const change = { actions: ["no-op"], before: values, after: values, after_unknown: {}, after_sensitive };
  return { ...resource, change: { ...change, before_sensitive: after_sensitive } as Change };
}

/** Terraform's marks of sensitive values show which unknown attributes are lists and maps. */
function settledValue({ address, change }: ResourceChange, attribute: string): unknown {
  const mark = change.after_sensitive[attribute];
  return typeof mark === "object" ? mark : `${attribute}-of-${address}`;
}
