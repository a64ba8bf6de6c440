import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleMetadata } from "../../policies/contract/rule";
import type { ReadAttribute, ReadAttributes } from "../../recording/attributes";
import type { ModuleConfig, ResourceChange, ResourceConfig, TerraformPlan } from "../../gate/plan/terraform-plan";

/** How resources name each other. */
export const relations = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "policies", "contract", "relations.json"), "utf8"),
) as {
  readonly links: { readonly [type: string]: { readonly [attribute: string]: readonly string[] } };
  readonly account_wide: readonly string[];
};

/** What the gate says of a resource, as far as classes need it. */
export interface JudgedEvaluation {
  readonly rule: string;
  readonly resource: string;
  readonly status: string;
}

/** Classes of cases, and how a recorded plan shows that it has one. */
export const CLASSES = [
  "compliant",
  "non-compliant",
  "unset",
  "null",
  "unknown by reference",
  "unknown by data source",
  "literal beside an unknown",
  "child module",
  "module output",
  "for_each",
  "count",
  "no-op",
  "update that removes protection",
  "deletion is judged",
  "both deleted",
  "replace",
  "moved",
  "forget",
  "targeted",
  "destroy",
  "sensitive",
  "JSON",
  "HCL",
] as const;

export type CaseClass = (typeof CLASSES)[number];

/** A recorded plan and what the gate says of it. */
export interface JudgedPlan {
  readonly name: string;
  readonly syntax: "JSON" | "HCL";
  readonly plan: TerraformPlan;
  readonly evaluations: readonly JudgedEvaluation[];
}

/** Which plans show a class of a rule: the first that was found. */
export type Matrix = ReadonlyMap<string, ReadonlyMap<CaseClass, string>>;

export function matrixOf(
  plans: readonly JudgedPlan[],
  rules: readonly RuleMetadata[],
  attributes: ReadAttributes,
): Matrix {
  const matrix = new Map(rules.map(({ id }) => [id, new Map<CaseClass, string>()]));
  for (const judged of plans) {
    const blocks = new Blocks(judged.plan);
    const changes = new Map((judged.plan.resource_changes ?? []).map((change) => [change.address, change]));
    for (const rule of rules) {
      const row = matrix.get(rule.id);
      const note = (name: CaseClass, where: string) => {
        if (row?.has(name) === false) row.set(name, `${judged.name}: ${where}`);
      };
      const own = judged.evaluations.filter((evaluation) => evaluation.rule === rule.id);
      for (const evaluation of own) {
        const change = changes.get(evaluation.resource);
        if (change === undefined) continue;
        for (const name of classesOf(rule, evaluation, change, blocks, judged, attributes))
          note(name, evaluation.resource);
        const lost = protectionLost(rule, evaluation, change, judged);
        if (lost !== undefined) note("update that removes protection", `${evaluation.resource} by ${lost.address}`);
      }
      for (const [name, where] of removals(rule, own, judged)) note(name, where);
    }
  }
  return matrix;
}

/** What a rule says of a resource: which classes it is a case of. */
function classesOf(
  rule: RuleMetadata,
  { status }: JudgedEvaluation,
  change: ResourceChange,
  blocks: Blocks,
  judged: JudgedPlan,
  schema: ReadAttributes,
): CaseClass[] {
  const { change: planned, type } = change;
  const [action] = planned.actions.length > 1 ? ["replace"] : planned.actions;
  const attributes = rule.reads[type] ?? [];
  const block = blocks.of(change);
  const written = attributes.map((attribute) => block?.expressions?.[attribute]);
  const unknown = attributes.filter((attribute) => has(member(planned.after_unknown, attribute), true));
  const references = unknown.flatMap((attribute) => referencesIn(block?.expressions?.[attribute]));
  const others = Object.keys(rule.reads).filter((other) => !rule.resources.includes(other));
  const survives = action !== "delete" && action !== "forget";
  const found: [CaseClass, boolean][] = [
    ["compliant", status === "COMPLIANT"],
    ["non-compliant", status === "NON_COMPLIANT"],
    ["unset", block !== undefined && attributes.some((name, at) => isLeftOut(written[at], schema[type]?.[name]))],
    ["null", written.some((expression) => hasNull(expression))],
    ["unknown by reference", references.some((name) => !name.startsWith("data.") && !isNoResource(name))],
    ["unknown by data source", references.some((name) => name.startsWith("data."))],
    [
      "literal beside an unknown",
      written.some((expression) => hasBoth(expression)) || blocks.companionsBesideUnknown(rule, change).length > 0,
    ],
    ["child module", change.module_address !== undefined],
    [
      "module output",
      referencesIn(block?.expressions).some((name) => name.startsWith("module.")) ||
        (change.module_address !== undefined && blocks.leaveModule(others)),
    ],
    ["for_each", typeof change.index === "string"],
    ["count", typeof change.index === "number"],
    ["no-op", action === "no-op"],
    ["replace", action === "replace"],
    ["moved", change.previous_address !== undefined],
    ["targeted", judged.plan.complete === false],
    ["sensitive", attributes.some((attribute) => has(member(planned.after_sensitive, attribute), true))],
    ["JSON", judged.syntax === "JSON"],
    ["HCL", judged.syntax === "HCL"],
  ];
  return found.filter(([name, is]) => is && (survives || name === "non-compliant")).map(([name]) => name);
}

/**
 * What changes and makes the rule find a resource wrong: the resource itself, or what belongs to it. What cannot be changed in
 * place is replaced: that takes the protection away as well.
 */
function protectionLost(
  rule: RuleMetadata,
  { status }: JudgedEvaluation,
  change: ResourceChange,
  { plan }: JudgedPlan,
): ResourceChange | undefined {
  if (status !== "NON_COMPLIANT" || change.change.before === null) return undefined;
  const companions = (plan.resource_changes ?? []).filter(
    (other) => !rule.resources.includes(other.type) && rule.reads[other.type] !== undefined && belong(other, change),
  );
  return [change, ...companions].find(
    ({ type, change: { before, after } }) =>
      before !== null && after !== null && (rule.reads[type] ?? []).some((name) => isChanged(before, after, name)),
  );
}

function isChanged(before: unknown, after: unknown, attribute: string): boolean {
  const [was, is] = [member(before, attribute), member(after, attribute)];
  return is !== undefined && JSON.stringify(was) !== JSON.stringify(is);
}

/** Whether one of two existing resources names the other, or is a setting of the whole account. */
function belong(a: ResourceChange, b: ResourceChange): boolean {
  return relations.account_wide.includes(a.type) || names(a, b) || names(b, a);
}

function names({ type, change: { before } }: ResourceChange, named: ResourceChange): boolean {
  const targets = Object.values(relations.links[type] ?? {}).flat();
  const identities = targets.flatMap((target) => {
    const [of, attribute = ""] = target.split(".");
    return of === named.type ? [member(named.change.before, attribute)] : [];
  });
  return Object.entries(before ?? {}).some(
    ([attribute, value]) =>
      attribute !== "id" &&
      [value].flat().some((one) => typeof one === "string" && one !== "" && identities.includes(one)),
  );
}

/** Whether both name the same third one, of a type that the rule reads: the settings of a stage's methods name its API, not the stage. */
function nameTheSame(a: ResourceChange, b: ResourceChange, { reads }: RuleMetadata): boolean {
  const others = namedIn(b);
  return namedIn(a).some((name) => others.includes(name) && reads[name.replace(/=.*$/s, "")] !== undefined);
}

const named = new WeakMap<ResourceChange, readonly string[]>();

/** `type=value` for everything that an existing resource names by an attribute of its own. */
function namedIn(resource: ResourceChange): readonly string[] {
  let found = named.get(resource);
  if (found === undefined) {
    found = Object.entries(relations.links[resource.type] ?? {}).flatMap(([attribute, targets]) =>
      [member(resource.change.before, attribute.replace(/\[\]$/, ""))]
        .flat()
        .filter((value) => typeof value === "string" && value !== "")
        .flatMap((value) => targets.map((target) => `${target.replace(/\..*$/, "")}=${String(value)}`)),
    );
    named.set(resource, found);
  }
  return found;
}

/** What leaves, and what the rule says then: nothing is a verdict too. */
function removals(rule: RuleMetadata, own: readonly JudgedEvaluation[], judged: JudgedPlan): [CaseClass, string][] {
  const changes = (judged.plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const gone = (action: string, types: readonly string[]) =>
    changes.find(
      ({ type, change }) => types.includes(type) && change.actions.length === 1 && change.actions[0] === action,
    );
  const everything = changes.every(({ change }) => change.actions[0] === "delete" && change.actions.length === 1);
  const deleted = changes.filter(({ change }) => change.actions.join() === "delete");
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const speaksOfRemoval = own.find(({ status, resource }) => {
    const change = byAddress.get(resource);
    return (
      (status === "NON_COMPLIANT" || status === "INSUFFICIENT_DATA") &&
      change !== undefined &&
      (deleted.includes(change) ||
        deleted.some(
          (other) =>
            rule.reads[other.type] !== undefined && (belong(other, change) || nameTheSame(other, change, rule)),
        ))
    );
  });
  const accuses = own.some(
    ({ status, resource }) => status === "NON_COMPLIANT" && gone("delete", rule.resources)?.address === resource,
  );
  const found: [CaseClass, ResourceChange | JudgedEvaluation | undefined][] = [
    ["deletion is judged", everything ? undefined : speaksOfRemoval],
    ["both deleted", accuses ? undefined : gone("delete", rule.resources)],
    ["destroy", everything ? gone("delete", rule.resources) : undefined],
    ["forget", gone("forget", rule.resources)],
  ];
  return found.flatMap(([name, at]): [CaseClass, string][] =>
    at === undefined ? [] : [[name, "address" in at ? at.address : at.resource]],
  );
}

/** The blocks of a configuration, through its modules. */
class Blocks {
  private readonly byPlace = new Map<string, ResourceConfig>();
  private readonly outer: readonly ResourceConfig[];
  private readonly both = new Map<string, readonly ResourceConfig[]>();

  constructor({ configuration }: TerraformPlan) {
    const visit = (module: ModuleConfig | undefined, path: string): void => {
      for (const block of module?.resources ?? []) this.byPlace.set(`${path}${block.address}`, block);
      for (const [name, call] of Object.entries(module?.module_calls ?? {}))
        visit(call.module, `${path}module.${name}.`);
    };
    visit(configuration?.root_module, "");
    this.outer = configuration?.root_module?.resources ?? [];
  }

  of({ module_address: module, type, name }: ResourceChange): ResourceConfig | undefined {
    const path = module === undefined ? "" : `${module.replaceAll(/\[[^\]]*\]/g, "")}.`;
    return this.byPlace.get(`${path}${type}.${name}`);
  }

  /** Blocks of other types that a rule reads, that belong to a resource and have a literal beside something undecided. */
  companionsBesideUnknown(rule: RuleMetadata, of: ResourceChange): ResourceConfig[] {
    let both = this.both.get(rule.id);
    if (both === undefined) {
      both = [...this.byPlace.values()].filter(({ address, expressions }) => {
        const type = address.replace(/\..*$/, "");
        return (
          !rule.resources.includes(type) && (rule.reads[type] ?? []).some((name) => hasBoth(member(expressions, name)))
        );
      });
      this.both.set(rule.id, both);
    }
    const own = this.of(of);
    const refers = (from: ResourceConfig, to: ResourceConfig) => referencesIn(from.expressions).includes(to.address);
    return own === undefined ? [] : both.filter((block) => refers(block, own) || refers(own, block));
  }

  /** Whether blocks of these types get at something through the outputs of a module. */
  leaveModule(types: readonly string[]): boolean {
    return this.outer.some(
      ({ address, expressions }) =>
        types.includes(address.replace(/\..*$/, "")) &&
        referencesIn(expressions).some((name) => name.startsWith("module.")),
    );
  }
}

function isNoResource(name: string): boolean {
  return /^(var|local|each|count|module|path|self|terraform)\./.test(name);
}

function referencesIn(expression: unknown): string[] {
  if (typeof expression !== "object" || expression === null) return [];
  return Object.entries(expression).flatMap(([name, value]: [string, unknown]) =>
    name === "references" && Array.isArray(value) ? (value as string[]) : referencesIn(value),
  );
}

function has(mark: unknown, wanted: unknown): boolean {
  if (mark === wanted) return true;
  return typeof mark === "object" && mark !== null && Object.values(mark).some((inner) => has(inner, wanted));
}

/** Whether an attribute is left out, or one of a block that has it. */
function isLeftOut(expression: unknown, attribute: ReadAttribute | undefined): boolean {
  if (expression === undefined) return attribute?.settable === true;
  return [expression].flat().some((block) => attribute?.optional.some((name) => member(block, name) === undefined));
}

function hasNull(expression: unknown): boolean {
  if (typeof expression !== "object" || expression === null) return false;
  return Object.entries(expression).some(
    ([name, value]) => (name === "constant_value" && value === null) || hasNull(value),
  );
}

/** A list, map, policy or sequence of blocks that has a literal and something that is decided at apply. */
function hasBoth(expression: unknown): boolean {
  if (typeof expression === "string") return expression.startsWith("{") && isOpen(expression);
  if (typeof expression !== "object" || expression === null) return false;
  const constant = member(expression, "constant_value");
  const parts = Array.isArray(expression)
    ? expression
    : typeof constant === "object"
      ? Object.values(constant ?? {})
      : [];
  return (
    (parts.some(isOpen) && !parts.every(isOpen)) || Object.values(expression).some((inner: unknown) => hasBoth(inner))
  );
}

/** Whether there is a template of JSON syntax in it. */
function isOpen(value: unknown): boolean {
  return JSON.stringify(value).includes("${");
}

function member(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null ? (object as Record<string, unknown>)[name] : undefined;
}
