import type { Value } from "../../policies/contract/plan-model";
import { escapeKnown, mapMembers, referencesIn, unknown } from "./symbols";
import type { Resolver, Scope } from "./scope";
import { isExpressionNode, type Expression, type ResourceChange, type ResourceConfig } from "./terraform-plan";

/** An expression that exists but cannot be assigned to this part of the value; its references are what may be in there. */
class Opaque {
  constructor(readonly references: readonly string[]) {}
}

type Source = Expression | Opaque | undefined;

const NONE: ReadonlySet<string> = new Set();

/**
 * Turns one instance's planned values into symbolic values: what Terraform knows stays, what it will know only after
 * apply becomes what the configuration says it will be made from.
 */
export class SymbolicValues {
  private readonly known = new Map<string, Value>();
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
    let value = this.known.get(attribute);
    if (value === undefined) {
      value = this.evaluate(attribute);
      this.known.set(attribute, value);
    }
    return value;
  }

  private evaluate(attribute: string): Value {
    const { after, after_unknown: unknowns } = this.change.change;
    const value = member(after, attribute);
    const mark = member(unknowns, attribute);
    if (mark === undefined || mark === false) return value === undefined ? { $symbol: "missing" } : escapeKnown(value);
    if (value === undefined && mark !== true) return { $symbol: "missing" };
    if (this.config === undefined || this.scope === null || this.dynamic.has(attribute)) {
      return this.merge(value, mark, new Opaque([]));
    }
    return this.merge(value, mark, member(this.config.expressions, attribute) as Source);
  }

  private get scope(): Scope | null {
    if (this.scopeOfInstance === undefined) this.scopeOfInstance = this.resolver.scopeOf(this.change) ?? null;
    return this.scopeOfInstance;
  }

  private merge(value: unknown, mark: unknown, source: Source): Value {
    if (mark === true) return this.fromSource(source);
    if (typeof mark !== "object" || mark === null || !containsUnknown(mark)) return escapeKnown(value);
    if (Array.isArray(value) || (Array.isArray(mark) && value === undefined)) {
      const items = Array.isArray(value) ? value : [];
      const marks = Array.isArray(mark) ? mark : [];
      const sources = this.align(items, marks.length, source);
      const length = Math.max(items.length, marks.length);
      return Array.from({ length }, (_, i) => this.merge(items[i], marks[i], sources[i]));
    }
    const object = typeof value === "object" && value !== null ? value : {};
    const keys = [...new Set([...Object.keys(object), ...Object.keys(mark)])];
    const pairs = keys.map((key) => [key, this.merge(member(object, key), member(mark, key), part(source, key))]);
    return mapMembers(Object.fromEntries(pairs) as object, (item) => item as Value);
  }

  private fromSource(source: Source): Value {
    if (source instanceof Opaque) return unknown(source.references);
    return this.scope === null ? unknown([]) : this.resolver.evaluate(source, this.scope);
  }

  /**
   * Which expression made which element. A set's elements come in another order than they were written in, so the
   * literals of a block must agree with the element; where that leaves a choice, nothing is assigned.
   */
  private align(items: readonly unknown[], marks: number, source: Source): Source[] {
    const length = Math.max(items.length, marks);
    const everywhere = (one: Source) => Array.from({ length }, () => one);
    if (source === undefined || source instanceof Opaque) return everywhere(source);
    if (isExpressionNode(source)) {
      const constant = source.constant_value;
      if (Array.isArray(constant) && constant.length === length)
        return constant.map((item: unknown) => ({ constant_value: item }));
      return everywhere(this.opaque(source));
    }
    if (!Array.isArray(source)) return everywhere(this.opaque(source));
    const blocks = source as readonly Expression[];
    if (blocks.length === length && items.every((item, i) => agrees(item, blocks[i]))) return [...blocks];
    return Array.from({ length }, (_, i) => {
      const candidates = blocks.filter((block) => agrees(items[i], block));
      return candidates.length === 1 && blocks.length === length ? candidates[0] : this.opaque(source);
    });
  }

  private opaque(source: Expression): Opaque {
    return new Opaque(this.scope === null ? [] : referencesIn(this.resolver.evaluate(source, this.scope)));
  }
}

/** Whether a planned block may be what a written block became: no literal of it contradicts. */
function agrees(item: unknown, block: Expression | undefined): boolean {
  if (typeof item !== "object" || item === null || block === undefined || isExpressionNode(block)) return true;
  return Object.entries(block).every(([name, expression]) => {
    if (!isExpressionNode(expression)) return true;
    const written = expression.constant_value;
    const planned = member(item, name);
    if (!isScalar(written) || !isScalar(planned)) return true;
    if (typeof written === "string" && written.includes("${")) return true;
    return String(written).toLowerCase() === String(planned).toLowerCase();
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function part(source: Source, key: string): Source {
  if (source === undefined || source instanceof Opaque) return source;
  if (!isExpressionNode(source)) return member(source, key) as Source;
  const constant = source.constant_value;
  if (typeof constant === "object" && constant !== null) {
    const value = member(constant, key);
    return value === undefined ? undefined : { constant_value: value };
  }
  return new Opaque(source.references ?? []);
}

function containsUnknown(mark: unknown): boolean {
  if (typeof mark === "object" && mark !== null) return Object.values(mark).some(containsUnknown);
  return mark === true;
}

/** An own member of an object; undefined for anything else, so that no key of a prototype is ever read. */
function member(object: unknown, key: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, key)) return undefined;
  return (object as Record<string, unknown>)[key];
}
