import { isDeepStrictEqual } from "node:util";
import type { Value } from "../../policies/contract/plan-model";
import { isMarked } from "./marks";
import { escapeKnown, isSymbol, referencesIn, setMember, unknown } from "./symbols";
import type { Resolver, Scope } from "./scope";
import { isExpressionNode, type Expression, type ResourceChange, type ResourceConfig } from "./terraform-plan";

/** An expression that exists but cannot be assigned to this part of the value; its references are what may be in there. */
class Opaque {
  constructor(readonly references: readonly string[]) {}
}

/** What an expression was evaluated to already, in a scope of its own. */
class Evaluated {
  constructor(readonly value: Value) {}
}

type Source = Expression | Opaque | Evaluated | undefined;

const NONE: ReadonlySet<string> = new Set();

/**
 * Turns one instance's planned values into symbolic values: what Terraform knows stays, what it will know only after
 * apply becomes what the configuration says it will be made from.
 */
export class SymbolicValues {
  private scopeOfInstance: Scope | null | undefined;

  /**
   * @param config the block that made the instance; undefined where the configuration no longer has it
   * @param dynamic attributes that dynamic blocks write, which leave no trace in the plan's configuration
   */
  constructor(
    private readonly resolver: Resolver,
    private readonly change: ResourceChange,
    private readonly config: ResourceConfig | undefined,
    private readonly dynamic: ReadonlySet<string> = NONE,
  ) {}

  /** The planned value of an attribute. */
  after(attribute: string): Value {
    const { after, after_unknown: unknowns } = this.change.change;
    const value = member(after, attribute);
    const mark = member(unknowns, attribute);
    if (mark === undefined || mark === false) return value === undefined ? { $symbol: "missing" } : escapeKnown(value);
    if (value === undefined && mark !== true) return { $symbol: "missing" };
    if (this.config === undefined || this.scope === null) return this.merge(value, mark, new Opaque([]));
    if (this.dynamic.has(attribute)) {
      const made = this.resolver.dynamicBlocks(attribute, this.change);
      if (made === undefined) return this.merge(value, mark, new Opaque([]));
      // Dynamic blocks over nothing are no blocks, as if nobody had written them.
      if (made.length > 0) return this.merge(value, mark, new Evaluated(made));
    }
    return this.merge(value, mark, member(this.config.expressions, attribute) as Source);
  }

  private get scope(): Scope | null {
    if (this.scopeOfInstance === undefined) this.scopeOfInstance = this.resolver.scopeOf(this.change) ?? null;
    return this.scopeOfInstance;
  }

  private merge(value: unknown, mark: unknown, source: Source): Value {
    if (mark === true) return this.fromSource(source);
    if (typeof mark !== "object" || mark === null || !isMarked(mark)) return escapeKnown(value);
    if (Array.isArray(value) || (Array.isArray(mark) && value === undefined)) {
      const items = Array.isArray(value) ? value : [];
      const marks = Array.isArray(mark) ? mark : [];
      const sources = this.align(items, marks.length, source);
      const length = Math.max(items.length, marks.length);
      return Array.from({ length }, (_, i) => this.merge(items[i], marks[i], sources[i]));
    }
    const object = typeof value === "object" && value !== null ? value : {};
    const merged: Record<string, Value> = {};
    for (const key of Object.keys(object)) {
      setMember(merged, key, this.merge(member(object, key), member(mark, key), part(source, key)));
    }
    for (const key of Object.keys(mark)) {
      if (Object.hasOwn(object, key)) continue;
      setMember(merged, key, this.merge(undefined, member(mark, key), part(source, key)));
    }
    return merged;
  }

  private fromSource(source: Source): Value {
    if (source instanceof Opaque) return unknown(source.references);
    if (source instanceof Evaluated) return source.value;
    if (this.scope === null) return unknown([]);
    // Blocks that are written one by one have a number. Where that is undecided, a dynamic block beside them makes more of them,
    // of which the plan's configuration has no trace.
    if (isBlocks(source)) return unknown(this.opaque(source).references);
    // To Terraform, null is left out: what will be there instead is the provider's or AWS's choice.
    return this.resolver.evaluate(source, this.scope) ?? { $symbol: "unset" };
  }

  /**
   * Which expression made which element. A set's elements come in another order than they were written in, so the
   * literals of what was written must agree with the element; where that leaves a choice, nothing is assigned.
   */
  private align(items: readonly unknown[], marks: number, source: Source): Source[] {
    const length = Math.max(items.length, marks);
    const everywhere = (one: Source) => Array.from({ length }, () => one);
    // The plan has elements that nobody wrote: dynamic blocks made them, and leave no trace in its configuration.
    if (source === undefined) return everywhere(new Opaque([]));
    if (source instanceof Opaque) return everywhere(source);
    if (source instanceof Evaluated) return evaluatedItems(items, length, source.value);
    const written = elementsOf(source);
    if (written?.length !== length) return everywhere(this.opaque(source));
    if (items.every((item, i) => agrees(item, written[i])) && isDecided(items, written)) return [...written];
    return items.map((item) => {
      const candidates = written.filter((element) => agrees(item, element));
      return candidates.length === 1 ? candidates[0] : this.opaque(source);
    });
  }

  private opaque(source: Expression): Opaque {
    return new Opaque(this.scope === null ? [] : referencesIn(this.resolver.evaluate(source, this.scope)));
  }
}

/** Which element was evaluated to which value: the one that contradicts it in nothing. */
function evaluatedItems(items: readonly unknown[], length: number, value: Value): Source[] {
  const values = Array.isArray(value) ? (value as readonly Value[]) : [];
  return Array.from({ length }, (_, i) => {
    const candidates = values.filter((each) => mayBe(items[i], each));
    const [only, ...others] = candidates;
    return values.length === length && only !== undefined && others.length === 0 ? new Evaluated(only) : new Opaque([]);
  });
}

/** Whether nothing that is known of both is different. */
function mayBe(planned: unknown, value: Value): boolean {
  if (isSymbol(value)) return true;
  if (isScalar(planned) && isScalar(value)) return String(planned).toLowerCase() === String(value).toLowerCase();
  if (typeof planned !== "object" || planned === null || typeof value !== "object" || value === null) return true;
  return Object.entries(planned).every(([name, each]) => mayBe(each, (member(value, name) ?? null) as Value));
}

/** Whether this is how the configuration has nested blocks, rather than the expression of an attribute. */
function isBlocks(source: Source): source is Expression {
  return (
    source !== undefined && !(source instanceof Opaque) && !(source instanceof Evaluated) && !isExpressionNode(source)
  );
}

/** The expressions of a list's elements: of blocks, or of a literal list. */
function elementsOf(source: Expression): readonly Expression[] | undefined {
  if (!isExpressionNode(source)) return Array.isArray(source) ? (source as readonly Expression[]) : undefined;
  const { constant_value: constant } = source;
  return Array.isArray(constant) ? constant.map((item: unknown) => ({ constant_value: item })) : undefined;
}

/**
 * Whether the written order may be taken for the planned one: no element agrees with what another place wrote, or it is
 * known to be the same as the element there, and then it makes no difference which is which.
 */
function isDecided(items: readonly unknown[], written: readonly Expression[]): boolean {
  return items.every((item, i) =>
    written.every((element, j) => i === j || !agrees(item, element) || isDeepStrictEqual(item, items[j])),
  );
}

/** Whether a planned block may be what a written one became: no literal of it contradicts. */
function agrees(item: unknown, written: Expression | undefined): boolean {
  if (typeof item !== "object" || item === null || written === undefined) return true;
  return Object.entries(item).every(([name, planned]) => {
    const literal = literalAt(written, name);
    if (!isScalar(literal) || !isScalar(planned)) return true;
    if (typeof literal === "string" && literal.includes("${")) return true;
    return String(literal).toLowerCase() === String(planned).toLowerCase();
  });
}

/** The literal that a block, or an object of a literal list, has for a member. */
function literalAt(written: Expression, name: string): unknown {
  if (isExpressionNode(written)) return member(written.constant_value, name);
  const expression = member(written, name);
  return isExpressionNode(expression) ? expression.constant_value : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function part(source: Source, key: string): Source {
  if (source === undefined || source instanceof Opaque) return source;
  if (source instanceof Evaluated) {
    if (isSymbol(source.value)) return new Opaque(referencesIn(source.value));
    return new Evaluated((member(source.value, key) ?? { $symbol: "unset" }) as Value);
  }
  if (!isExpressionNode(source)) return member(source, key) as Source;
  const constant = source.constant_value;
  if (typeof constant === "object" && constant !== null) {
    const value = member(constant, key);
    return value === undefined ? undefined : { constant_value: value };
  }
  return new Opaque(source.references ?? []);
}

/** An own member of an object; undefined for anything else, so that no key of a prototype is ever read. */
function member(object: unknown, key: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, key)) return undefined;
  return (object as Record<string, unknown>)[key];
}
