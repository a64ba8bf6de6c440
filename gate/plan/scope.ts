import type { Reference, Value } from "../../policies/contract/plan-model";
import { inJsonExpression, type Block, type Body } from "../hcl";
import { actionOf, isRemoval } from "./action";
import { formatKey, formatSteps, formatTraversal, parseTraversal, type Step, type Traversal } from "./address";
import { qualify, type ConfigurationIndex, type ModuleInstance } from "./configuration-index";
import { completenessOf } from "./completeness";
import { evaluateCall, NOT_THERE } from "./functions";
import { isSymbol, mapMembers, referencesIn, unknown } from "./symbols";
import { concatenate, known, plannedValue } from "./known-values";
import { parseTemplate } from "./template";
import {
  isExpressionNode,
  type Expression,
  type ExpressionNode,
  type ResourceChange,
  type TerraformPlan,
} from "./terraform-plan";

/** Where an expression stands: in which module instance, and in which instance of its resource or module call. */
export interface Scope {
  readonly module: ModuleInstance;
  readonly key: string | number | undefined;
  readonly forEach: Expression | undefined;
  /** Inside of dynamic blocks: what their names stand for. */
  readonly iterators?: ReadonlyMap<string, { readonly key: string | number; readonly value: Value }>;
}

/** Roots of traversals that are values, not resources. */
const NAMES_NO_RESOURCE = new Set(["var", "each", "count", "local", "module", "path", "terraform", "self"]);

/** What makes a text of JSON syntax more than a literal. */
const TEMPLATE = /[$%]\{/;

/** References are followed through at most this many attributes, so that a cycle (which Terraform would refuse) ends. */
const MOST_HOPS = 32;
/** Local values are followed at most this often: each may name another one twice, and so on. What is left is not known. */
const MOST_LOCALS = 300_000;

/** Resolves expressions to symbolic values: what is known is the value, what is not says what it will be made from. */
export class Resolver {
  private readonly instances = new Map<string, ResourceChange>();
  /** Whether an instance that the plan does not have is not there. */
  private readonly isComplete: boolean;
  private locals = 0;
  private byBlock: Map<string, string[]> | undefined;

  constructor(
    private readonly plan: TerraformPlan,
    private readonly configuration: ConfigurationIndex,
  ) {
    this.isComplete = completenessOf(plan) === "complete";
    for (const change of plan.resource_changes ?? []) {
      if (change.deposed === undefined) this.instances.set(change.address, change);
    }
  }

  /** The instances that a block made, for references without an instance key. */
  private instancesOf(block: string): readonly string[] {
    if (this.byBlock === undefined) {
      this.byBlock = new Map();
      for (const change of this.instances.values()) {
        const siblings = this.byBlock.get(blockOf(change));
        if (siblings === undefined) this.byBlock.set(blockOf(change), [change.address]);
        else siblings.push(change.address);
      }
    }
    return this.byBlock.get(block) ?? [];
  }

  /** The scope of an instance's expressions; undefined where the configuration no longer has it. */
  scopeOf(change: ResourceChange): Scope | undefined {
    const module = this.configuration.moduleInstance(change.module_address);
    if (module === undefined) return undefined;
    return { module, key: change.index, forEach: this.configuration.resource(change)?.for_each_expression };
  }

  /**
   * The blocks that dynamic blocks of an attribute make, of which the plan JSON keeps no trace.
   *
   * @returns undefined where it is not known over what they are, or others stand beside them
   */
  dynamicBlocks(attribute: string, change: ResourceChange): readonly Value[] | undefined {
    const scope = this.scopeOf(change);
    const block = this.configuration.written(change);
    return scope === undefined || block === undefined ? undefined : this.madeIn(block, attribute, scope);
  }

  private madeIn(body: Body, name: string, scope: Scope): readonly Value[] | undefined {
    const dynamic = body.blocks.filter(({ type, labels }) => type === "dynamic" && labels[0] === name);
    const written = body.blocks.filter(({ type }) => type === name);
    if (dynamic.length === 0) return written.map((block) => this.blockOf(block, scope));
    const made = dynamic.map((block) => this.madeBy(block, scope));
    return written.length > 0 || made.includes(undefined) ? undefined : made.flatMap((blocks) => blocks ?? []);
  }

  private madeBy({ attributes, blocks, labels }: Block, scope: Scope): readonly Value[] | undefined {
    const textOf = (name: string) => attributes.find((attribute) => attribute.name === name)?.text;
    const over = this.evaluateText(textOf("for_each"), scope);
    const content = blocks.find(({ type }) => type === "content");
    if (content === undefined || typeof over !== "object" || over === null || isSymbol(over)) return undefined;
    const iterator = textOf("iterator") ?? labels[0] ?? "";
    return Object.entries(over).map(([key, value]: [string, Value]) => {
      const iterators = new Map(scope.iterators).set(iterator, { key: Array.isArray(over) ? Number(key) : key, value });
      return this.blockOf(content, { ...scope, iterators });
    });
  }

  /** To Terraform, null is left out. */
  private blockOf(body: Body, scope: Scope): Value {
    const attributes = body.attributes.map(({ name, text }) => [
      name,
      this.evaluateText(text, scope) ?? { $symbol: "unset" },
    ]);
    const names = new Set(body.blocks.map(({ type, labels }) => (type === "dynamic" ? (labels[0] ?? "") : type)));
    const blocks = [...names].map((name) => [name, this.madeIn(body, name, scope) ?? unknown([])]);
    return Object.fromEntries([...attributes, ...blocks]) as Value;
  }

  private evaluateText(text: string | undefined, scope: Scope): Value {
    const constant = text === undefined ? undefined : inJsonExpression(text);
    return constant === undefined ? unknown([]) : this.evaluateConstant(constant, scope, 0);
  }

  /** The value of an expression or of the blocks it stands for. Undefined expression: the author left it out. */
  evaluate(expression: Expression | undefined, scope: Scope, hops = 0): Value {
    if (expression === undefined) return { $symbol: "unset" };
    if (Array.isArray(expression)) return expression.map((block: Expression) => this.evaluate(block, scope, hops));
    if (isExpressionNode(expression)) return this.evaluateNode(expression, scope, [], hops);
    return Object.fromEntries(
      Object.entries(expression).map(([name, value]) => [name, this.evaluate(value, scope, hops)]),
    );
  }

  /** The value of a raw constant of JSON syntax: every string in it is a template. */
  private evaluateConstant(constant: unknown, scope: Scope, hops: number): Value {
    if (typeof constant === "string") return this.evaluateTemplate(constant, scope, hops);
    if (Array.isArray(constant)) return constant.map((member) => this.evaluateConstant(member, scope, hops));
    if (typeof constant === "object" && constant !== null) return this.evaluateMap(constant, scope, hops);
    return constant as Value;
  }

  /** Keys are templates as well; a map with a key that is not known is not known. */
  private evaluateMap(constant: object, scope: Scope, hops: number): Value {
    const named = Object.entries(constant).map(([key, member]): readonly [Value, unknown] => [
      TEMPLATE.test(key) ? this.evaluateTemplate(key, scope, hops) : key,
      member,
    ]);
    const values = () => named.flatMap(([key, member]) => [key, this.evaluateConstant(member, scope, hops)]);
    if (named.some(([key]) => typeof key !== "string"))
      return unknown(values().flatMap((value) => referencesIn(value)));
    return mapMembers(Object.fromEntries(named as readonly (readonly [string, unknown])[]), (member) =>
      this.evaluateConstant(member, scope, hops),
    );
  }

  private evaluateTemplate(text: string, scope: Scope, hops: number): Value {
    const parts = parseTemplate(text).map((part): Value => {
      if (part.kind === "text") return part.text;
      if (part.kind === "traversal") return this.resolve(part.traversal, scope, hops);
      return this.evaluateCall(part.text, scope, hops) ?? this.unknownFrom(part.references, scope, hops);
    });
    const [only, ...others] = parts;
    return only === undefined ? "" : others.length === 0 ? only : concatenate(parts);
  }

  /** The few calls and choices that decide nothing at apply; undefined for any other expression. */
  private evaluateCall(text: string, scope: Scope, hops: number): Value | undefined {
    if (hops > MOST_HOPS) return undefined;
    const evaluate = (expression: string): Value | undefined => {
      const constant = inJsonExpression(expression);
      return constant === undefined ? undefined : this.evaluateConstant(constant, scope, hops + 1);
    };
    return evaluateCall(text, evaluate, (address) => this.isThere(address));
  }

  /** Whether an address is an instance that will be there. */
  private isThere(address: string): boolean {
    const change = this.instances.get(address);
    return change !== undefined && !isRemoval(actionOf(change));
  }

  private evaluateNode(node: ExpressionNode, scope: Scope, steps: readonly Step[], hops: number): Value {
    if (node.constant_value !== undefined) return this.evaluatePath(node.constant_value, scope, steps, hops);
    return this.unknownFrom(outermost(node.references ?? []), scope, hops, steps);
  }

  /** `steps` below a raw constant: into it as far as it is a literal, then on along the reference that stands there. */
  private evaluatePath(constant: unknown, scope: Scope, steps: readonly Step[], hops: number): Value {
    const [step, ...rest] = steps;
    if (step === undefined) return this.evaluateConstant(constant, scope, hops);
    if (typeof constant === "string") {
      const [part, ...others] = parseTemplate(constant);
      if (part?.kind === "traversal" && others.length === 0) {
        return this.resolve({ root: part.traversal.root, steps: [...part.traversal.steps, ...steps] }, scope, hops);
      }
      return memberAt(this.evaluateTemplate(constant, scope, hops), steps);
    }
    const key = step.kind === "name" ? step.name : step.kind === "index" ? step.key : undefined;
    const member =
      typeof constant === "object" && constant !== null && key !== undefined && Object.hasOwn(constant, key)
        ? (constant as Record<string | number, unknown>)[key]
        : undefined;
    return member === undefined ? unknown([]) : this.evaluatePath(member, scope, rest, hops);
  }

  /** An expression that cannot be followed, e.g. a function call, or any of HCL, where the plan keeps no text. */
  private unknownFrom(
    traversals: readonly Traversal[],
    scope: Scope,
    hops: number,
    steps: readonly Step[] = [],
  ): Value {
    const [only] = traversals;
    if (only !== undefined && traversals.length === 1) {
      const whole = steps.length === 0 ? only : { root: only.root, steps: [...only.steps, ...steps] };
      return unknown(this.mentioned(whole, scope, hops));
    }
    return unknown(
      traversals.flatMap((traversal) => this.mentioned(this.withOwnIndex(traversal, traversals), scope, hops)),
    );
  }

  /** A resource counts even where its attribute is known: it is one of those that may be meant. */
  private mentioned(traversal: Traversal, scope: Scope, hops: number): readonly string[] {
    const value = this.resolve(traversal, scope, hops);
    if (isSymbol(value)) return referencesIn(value);
    const isValue = NAMES_NO_RESOURCE.has(traversal.root) || scope.iterators?.has(traversal.root) === true;
    return isValue ? [] : [qualify(scope.module, formatTraversal(traversal))];
  }

  /** HCL keeps `aws_x.y[count.index].id` as the references `aws_x.y` and `count.index`: put them together again. */
  private withOwnIndex(traversal: Traversal, all: readonly Traversal[]): Traversal {
    const own = all.find((other) => ["count.index", "each.key"].includes(formatTraversal(other)));
    const length = traversal.root === "data" ? 2 : 1;
    if (own === undefined || traversal.steps.length !== length || NAMES_NO_RESOURCE.has(traversal.root)) {
      return traversal;
    }
    return { root: traversal.root, steps: [...traversal.steps, { kind: "computed", traversal: own }] };
  }

  /** What a traversal names in a scope. */
  resolve(traversal: Traversal, scope: Scope, hops = 0): Value {
    if (hops > MOST_HOPS) return unknown([formatTraversal(traversal)]);
    const iterator = scope.iterators?.get(traversal.root);
    if (iterator !== undefined) return memberAt({ key: iterator.key, value: iterator.value }, traversal.steps);
    if (!NAMES_NO_RESOURCE.has(traversal.root)) return this.resource(traversal, scope, hops + 1);
    const [first, ...rest] = traversal.steps;
    if (first?.kind !== "name") return unknown([formatTraversal(traversal)]);
    switch (traversal.root) {
      case "each":
        if (first.name === "key") return scope.key ?? unknown(["each.key"]);
        return this.eachValue(scope, rest, hops + 1);
      case "count":
        return scope.key ?? unknown(["count.index"]);
      case "var":
        return this.variable(first.name, rest, scope, hops + 1);
      case "module":
        return this.moduleOutput(first.name, rest, scope, hops + 1);
      case "local":
        return this.local(first.name, rest, scope, hops + 1);
      default:
        return unknown([formatTraversal(traversal)]);
    }
  }

  private eachValue(scope: Scope, rest: readonly Step[], hops: number): Value {
    const nothing = unknown(["each.value"]);
    if (scope.key === undefined || !isExpressionNode(scope.forEach)) return nothing;
    const outer: Scope = { module: scope.module, key: undefined, forEach: undefined };
    const { constant_value: constant } = scope.forEach;
    if (typeof constant === "string" && /^\$\{\s*toset\(/.test(constant))
      return rest.length === 0 ? scope.key : nothing;
    return this.evaluateNode(scope.forEach, outer, [{ kind: "index", key: scope.key }, ...rest], hops);
  }

  private variable(name: string, steps: readonly Step[], scope: Scope, hops: number): Value {
    const { caller, module } = scope.module;
    const rest = this.settled(steps, scope, hops);
    const declared = module.config.variables;
    const text = qualify(scope.module, `var.${name}`);
    const fallback = ownMember(declared, name)?.default;
    const converted = (value: Value) => this.converted(value, name, scope, rest.length > 0 || fallback != null);
    if (caller === undefined) {
      const value = ownMember(this.plan.variables, name)?.value;
      return value === undefined ? unknown([text]) : converted(known(value, rest, text));
    }
    const argument = ownMember(caller.call.expressions, name);
    const callScope: Scope = { module: caller.instance, key: caller.key, forEach: caller.call.for_each_expression };
    if (isExpressionNode(argument)) return converted(this.evaluateNode(argument, callScope, rest, hops));
    return fallback === undefined ? unknown([text]) : converted(known(fallback, rest, text));
  }

  /**
   * What a module sees of what it is given: where null is not allowed, a default takes its place, that of the variable or of an
   * attribute of its type; and a type with optional attributes adds them.
   */
  private converted(value: Value, name: string, { module }: Scope, hasDefault: boolean): Value {
    const text = qualify(module, `var.${name}`);
    if (value === null && hasDefault) return unknown([text]);
    if (typeof value !== "object" || value === null || isSymbol(value)) return value;
    const declared = module.module.written?.blocks.get(`variable.${name}`);
    const type = declared?.attributes.find((attribute) => attribute.name === "type")?.text ?? "";
    const isEmptyList = Array.isArray(value) && value.length === 0;
    if (/\boptional\s*\(/.test(type) && !isEmptyList) return unknown([text, ...referencesIn(value)]);
    return withoutNulls(value, text);
  }

  private local(name: string, steps: readonly Step[], scope: Scope, hops: number): Value {
    const written = scope.module.module.written?.locals.get(name);
    this.locals += 1;
    if (written === undefined || this.locals > MOST_LOCALS) return unknown([`local.${name}`]);
    const settled = this.settled(steps, scope, hops);
    return this.evaluatePath(written, { module: scope.module, key: undefined, forEach: undefined }, settled, hops);
  }

  private moduleOutput(name: string, steps: readonly Step[], scope: Scope, hops: number): Value {
    const [first] = steps;
    const key = first?.kind === "name" ? undefined : first && this.indexOf(first, scope, hops);
    const [output, ...rest] = first?.kind === "name" ? steps : steps.slice(1);
    const text = `module.${name}`;
    if (output?.kind !== "name") return unknown([text]);
    const call = scope.module.module.calls.get(name)?.call;
    const repeated = call?.count_expression !== undefined || call?.for_each_expression !== undefined;
    if (call === undefined || (repeated && key === undefined)) return unknown([`${text}.${output.name}`]);
    const child = this.configuration.child(scope.module, { name, key });
    const expression = child && ownMember(child.module.config.outputs, output.name)?.expression;
    if (child === undefined || !isExpressionNode(expression)) return unknown([`${text}.${output.name}`]);
    const settled = this.settled(rest, scope, hops);
    return this.evaluateNode(expression, { module: child, key: undefined, forEach: undefined }, settled, hops);
  }

  /** Steps for another scope: `[count.index]` and `[each.key]` mean something in their own one only. */
  private settled(steps: readonly Step[], scope: Scope, hops: number): readonly Step[] {
    return steps.map((step) => {
      const key = step.kind === "computed" ? this.indexOf(step, scope, hops) : undefined;
      return key === undefined ? step : { kind: "index", key };
    });
  }

  private indexOf(step: Step, scope: Scope, hops: number): string | number | undefined {
    if (step.kind === "index") return step.key;
    if (step.kind !== "computed") return undefined;
    const key = this.resolve(step.traversal, scope, hops);
    return typeof key === "string" || typeof key === "number" ? key : undefined;
  }

  /** A resource's attribute: its value where it is planned, what it was written as where that is a reference, else a reference to it. */
  private resource(traversal: Traversal, scope: Scope, hops: number): Value {
    const isData = traversal.root === "data";
    const length = isData ? 2 : 1;
    const names = traversal.steps.slice(0, length);
    const rest = traversal.steps.slice(length);
    if (names.length < length || !names.every((step) => step.kind === "name")) {
      return unknown([formatTraversal(traversal)]);
    }
    const local = `${traversal.root}.${formatSteps(names)}`;
    const config = scope.module.module.resources.get(local);
    const block = qualify(scope.module, local);
    // Of a set that is written out, native syntax leaves no expression of for_each: the instances tell.
    const repeated =
      config?.count_expression !== undefined ||
      config?.for_each_expression !== undefined ||
      (!this.isThere(block) && this.instancesOf(block).some((address) => address !== block));
    const [first] = rest;
    const key =
      first === undefined || first.kind === "name" || !repeated ? undefined : this.indexOf(first, scope, hops);
    const path = key === undefined ? rest : rest.slice(1);
    if (repeated && key === undefined) {
      const all = this.instancesOf(block);
      const attribute = formatSteps(rest.filter((step) => step.kind === "name"));
      return unknown(all.length === 0 ? [block] : all.map((address) => join(address, attribute)));
    }
    const address = key === undefined ? block : instanceIn(this.instancesOf(block), block, key);
    // Data sources that were read already are not among the changes.
    if (key !== undefined && !isData && this.isComplete && !this.isThere(address)) return NOT_THERE;
    return this.attribute(address, path, hops) ?? reference(address, path);
  }

  private attribute(address: string, path: readonly Step[], hops: number): Value | undefined {
    const change = this.instances.get(address);
    const [first, ...rest] = path;
    if (change === undefined || first?.kind !== "name") return undefined;
    const same: Step = { kind: "name", name: sameAs(change.type, first.name) };
    const planned = plannedValue(change, path) ?? plannedValue(change, [same, ...rest]);
    if (planned !== undefined) return planned;
    const scope = this.scopeOf(change);
    const expression = ownMember(this.configuration.resource(change)?.expressions, same.name);
    if (scope === undefined || !isExpressionNode(expression)) return undefined;
    const written = this.evaluateNode(expression, scope, rest, hops);
    if (!isSymbol(written)) return undefined;
    const isTold = written.$symbol === "unknown" && same.name !== first.name && written.references.length > 0;
    return isTold || written.$symbol === "reference" || written.$symbol === "template" ? written : undefined;
  }
}

/** The address of an instance. Terraform takes the text of a number for the number, and the other way round. */
function instanceIn(all: readonly string[], block: string, key: string | number): string {
  const own = block + formatKey(key);
  if (all.includes(own)) return own;
  const other = block + formatKey(typeof key === "number" ? String(key) : /^\d+$/.test(key) ? Number(key) : key);
  return all.includes(other) ? other : own;
}

/** A null inside of a value may be a default where it arrives. */
function withoutNulls(value: Value, text: string): Value {
  if (value === null) return unknown([text]);
  if (typeof value !== "object" || isSymbol(value)) return value;
  return mapMembers(value, (member) => withoutNulls(member as Value, text));
}

/** What is at a path below a value that was evaluated. */
function memberAt(value: Value, path: readonly Step[]): Value {
  let at: Value = value;
  for (const step of path) {
    const key = step.kind === "name" ? step.name : step.kind === "index" ? step.key : undefined;
    if (key === undefined || typeof at !== "object" || at === null || isSymbol(at) || !Object.hasOwn(at, key)) {
      return unknown(referencesIn(value));
    }
    at = (at as { readonly [key: string]: Value })[key] as Value;
  }
  return at;
}

/** Types whose id is the name of the bucket that they are of. */
const OF_BUCKET = /^aws_s3_bucket_(policy|public_access_block|ownership_controls|notification)$/;

/** The argument that an attribute repeats. */
function sameAs(type: string, attribute: string): string {
  return attribute === "id" && OF_BUCKET.test(type) ? "bucket" : attribute;
}

function reference(address: string, path: readonly Step[]): Reference {
  return { $symbol: "reference", address, attribute: formatSteps(path) };
}

function join(address: string, attribute: string): string {
  return attribute === "" ? address : `${address}.${attribute}`;
}

function blockOf(change: ResourceChange): string {
  const prefix = change.module_address === undefined ? "" : `${change.module_address}.`;
  return `${prefix}${change.mode === "data" ? "data." : ""}${change.type}.${change.name}`;
}

/** References without those that another one extends: Terraform lists `a.b.c` and `a.b` for one mention. */
function outermost(references: readonly string[]): Traversal[] {
  const [first, second] = references;
  if (first !== undefined && references.length === 2 && second !== undefined && first.startsWith(`${second}.`)) {
    const traversal = parseTraversal(first);
    return traversal === undefined ? [] : [traversal];
  }
  return references
    .filter(
      (reference, at) =>
        !references.some(
          (other, i) => i !== at && (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
        ),
    )
    .flatMap((text) => parseTraversal(text) ?? []);
}

function ownMember<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
