import type { Symbolic, Value } from "../../policies/contract/plan-model";
import { callOf, choiceOf } from "../hcl";
import { concatenate } from "./known-values";
import { isSymbol, unknown } from "./symbols";

/** What an expression names that is not there: an instance that a count or a map without elements does not make. */
export const NOT_THERE = unknown([]);

/** How an argument is evaluated; undefined where it cannot be read. */
type Evaluate = (expression: string) => Value | undefined;

/**
 * The value of an expression that is one call of a function, or a choice whose condition is known. Only what decides nothing at
 * apply is understood, and of functions those that modules pass values on with.
 *
 * @param text The expression.
 * @param isThere whether an address is an instance of the plan
 * @returns undefined for any other expression
 */
export function evaluateCall(
  text: string,
  evaluate: Evaluate,
  isThere: (address: string) => boolean,
): Value | undefined {
  const negated = NEGATION.exec(text)?.[1];
  if (negated !== undefined) return not(evaluate(negated));
  const choice = choiceOf(text);
  if (choice !== undefined) {
    const condition = evaluate(choice.condition);
    return typeof condition === "boolean" ? evaluate(choice.branches[condition ? 0 : 1]) : undefined;
  }
  const call = callOf(text);
  const apply = call && own(FUNCTIONS, call.name);
  if (call !== undefined && apply !== undefined) return apply(call.arguments, evaluate, isThere);
  const of = call && own(OF_VALUES, call.name);
  const values = of === undefined ? undefined : call?.arguments.map(evaluate);
  return values === undefined || values.includes(undefined) ? undefined : of?.(values as readonly Value[]);
}

/** Whether an expression is one of those, so that more of it may be told than what it mentions. */
export function isUnderstood(text: string): boolean {
  const name = callOf(text)?.name ?? "";
  return (
    NEGATION.test(text) ||
    choiceOf(text) !== undefined ||
    Object.hasOwn(FUNCTIONS, name) ||
    Object.hasOwn(OF_VALUES, name)
  );
}

const NEGATION = /^!\s*([^=].*)$/s;

/** Functions that do not evaluate all of their arguments, or say something of how they are made. */
const FUNCTIONS: {
  readonly [name: string]: (
    expressions: readonly string[],
    evaluate: Evaluate,
    isThere: (address: string) => boolean,
  ) => Value | undefined;
} = {
  try: (expressions, evaluate, isThere) =>
    firstOf(expressions, evaluate, (value) =>
      value === NOT_THERE ? false : succeeds(value, isThere) ? true : undefined,
    ),
  coalesce: (expressions, evaluate, isThere) =>
    firstOf(expressions, evaluate, (value) => {
      if (value === null || value === "") return false;
      return typeof value === "string" || isIdentity(value, isThere) ? true : undefined;
    }),
};

/** Functions of values. */
const OF_VALUES: { readonly [name: string]: (values: readonly Value[]) => Value | undefined } = {
  jsonencode: ([value]) => (value === undefined ? undefined : encoded(value)),
  concat: (lists) => (lists.every(isList) ? lists.flat() : undefined),
  // What is empty or null is left out; what only may be is not understood.
  compact: ([list]) =>
    isList(list) && list.every((item) => item === null || typeof item === "string" || isNamed(item))
      ? list.filter((item) => item !== null && item !== "")
      : undefined,
  flatten: ([list]) => (isList(list) ? flattened(list) : undefined),
  tolist: ([list]) => (isList(list) ? list : undefined),
  distinct: ([list]) => (isList(list) ? list : undefined),
  // Of entries, so that no key becomes the prototype of the map.
  merge: (maps) => (maps.every(isMap) ? Object.fromEntries(maps.flatMap((map) => Object.entries(map))) : undefined),
};

function own<T>(functions: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isMap(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSymbol(value);
}

/** Undefined where an element may be a list. */
function flattened(list: readonly Value[]): readonly Value[] | undefined {
  const parts = list.map((item) => {
    if (isList(item)) return flattened(item);
    return isSymbol(item) && !isNamed(item) ? undefined : [item];
  });
  return parts.includes(undefined) ? undefined : (parts as readonly (readonly Value[])[]).flat();
}

/** Whether this is one text that is not empty: what a resource or a policy document has as soon as it is there. */
function isNamed(value: Value): boolean {
  return isSymbol(value) && value.$symbol === "reference" && /^(arn|id|json|minified_json)$/.test(value.attribute);
}

/** The first argument that counts; undefined where that is not certain of one before it. The last one is all that is left. */
function firstOf(
  all: readonly string[],
  evaluate: Evaluate,
  counts: (value: Value) => boolean | undefined,
): Value | undefined {
  for (const [i, argument] of all.entries()) {
    const value = evaluate(argument);
    if (value === undefined) return undefined;
    const answer = counts(value);
    if (answer === true || (answer === undefined && i === all.length - 1)) return value;
    if (answer === undefined) return undefined;
  }
  return undefined;
}

function not(value: Value | undefined): Value | undefined {
  return typeof value === "boolean" ? !value : undefined;
}

/** Whether Terraform can certainly evaluate this: a value, or plain attributes of what will be there. */
function succeeds(value: Value, isThere: (address: string) => boolean): boolean {
  if (!isSymbol(value)) {
    return (
      typeof value !== "object" ||
      value === null ||
      Object.values(value).every((each: Value) => succeeds(each, isThere))
    );
  }
  if (value.$symbol === "template") return value.parts.every((part) => succeeds(part, isThere));
  return value.$symbol === "reference" && /^\w+$/.test(value.attribute) && isThere(value.address);
}

/** Whether this is what a resource has as soon as it is there, so that it is not null. */
function isIdentity(value: Value, isThere: (address: string) => boolean): boolean {
  return (
    isSymbol(value) && value.$symbol === "reference" && /^(arn|id)$/.test(value.attribute) && isThere(value.address)
  );
}

/**
 * JSON of a value that may have symbols in it: text with the symbols in quotation marks, as a template of JSON syntax would be.
 * What a symbol stands for need not be a text.
 */
function encoded(value: Value): Value {
  return concatenate(jsonParts(value));
}

function jsonParts(value: Value): (string | Symbolic)[] {
  if (isSymbol(value)) {
    if (value.$symbol === "unset") return ["null"];
    const parts = value.$symbol === "template" ? value.parts : [value];
    return ['"', ...parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)), '"'];
  }
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  if (Array.isArray(value)) {
    return ["[", ...value.flatMap((member: Value, i) => [...(i > 0 ? [","] : []), ...jsonParts(member)]), "]"];
  }
  const members = Object.entries(value as { readonly [key: string]: Value });
  return [
    "{",
    ...members.flatMap(([key, member], i) => [`${i > 0 ? "," : ""}${JSON.stringify(key)}:`, ...jsonParts(member)]),
    "}",
  ];
}
