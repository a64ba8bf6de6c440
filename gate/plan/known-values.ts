import type { Symbolic, Value } from "../../policies/contract/plan-model";
import type { Step } from "./address";
import { isMarked } from "./marks";
import { escapeKnown, isSymbol, referencesIn, unknown } from "./symbols";
import type { ResourceChange } from "./terraform-plan";

/** The value at a path of `change.after` where the plan knows all of it; undefined otherwise. */
export function plannedValue(change: ResourceChange, path: readonly Step[]): Value | undefined {
  let value: unknown = change.change.after;
  let mark: unknown = change.change.after_unknown;
  for (const step of path) {
    const key = step.kind === "name" ? step.name : step.kind === "index" ? step.key : undefined;
    if (mark === true || key === undefined || typeof value !== "object" || value === null) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
    mark = typeof mark === "object" && mark !== null ? (mark as Record<string | number, unknown>)[key] : undefined;
  }
  return isMarked(mark) ? undefined : escapeKnown(value);
}

/** A member of a known value, e.g. of a variable; unknown, by `name`, where it has no such member. */
export function known(value: unknown, path: readonly Step[], name: string): Value {
  let at = value;
  for (const step of path) {
    const key = step.kind === "name" ? step.name : step.kind === "index" ? step.key : undefined;
    if (key === undefined || typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return unknown([name]);
    at = (at as Record<string | number, unknown>)[key];
  }
  return escapeKnown(at);
}

/** A template of several parts; known neighbours become one text. */
export function concatenate(values: readonly Value[]): Value {
  const parts: (string | Symbolic)[] = [];
  for (const value of values.flatMap(partsOf)) {
    const last = parts.at(-1);
    if (isSymbol(value)) parts.push(value);
    else if (typeof value === "object" && value !== null) return unknown(values.flatMap((each) => referencesIn(each)));
    else if (typeof last === "string") parts[parts.length - 1] = last + String(value);
    else parts.push(String(value));
  }
  const [first, ...others] = parts;
  return typeof first === "string" && others.length === 0 ? first : { $symbol: "template", parts };
}

function partsOf(value: Value): readonly Value[] {
  return isSymbol(value) && value.$symbol === "template" ? value.parts : [value];
}
