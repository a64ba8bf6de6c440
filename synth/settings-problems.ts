import type { ErrorObject } from "ajv";
import { nearest } from "./nearest";

/** The parts of a JSON Schema that tell a person what to write. */
interface Expectation {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Expectation>>;
}

/** As much of a wrong value as a message shows, in characters. */
const SHOWN = 60;

/**
 * What ajv found, in the words of the file: `storefront.webTier.capacity.maximum: expected an integer …, found "4"`.
 *
 * @param error of a validation with `verbose`
 * @returns none for an error that only repeats others
 */
export function explain(error: ErrorObject): string[] {
  const setting = dotted(error.instancePath);
  const schema = (error.parentSchema ?? {}) as Expectation;
  const known = schema.properties ?? {};
  switch (error.keyword) {
    case "additionalProperties": {
      const { additionalProperty: unknown } = error.params as { additionalProperty: string };
      return [`${join(setting, unknown)}: unknown setting; ${hint(unknown, Object.keys(known))}`];
    }
    case "required": {
      const { missingProperty: missing } = error.params as { missingProperty: string };
      return [`${join(setting, missing)}: expected ${expected(known[missing] ?? {})}, found nothing`];
    }
    case "uniqueItems":
      return [`${setting}: expected different items, found one twice`];
    case "propertyNames":
      return [];
    default:
      return error.propertyName === undefined
        ? [`${setting || "the whole file"}: expected ${expected(schema)}, found ${found(error.data)}`]
        : [`${join(setting, error.propertyName)}: expected a name ${limits(schema).join(" ")}`];
  }
}

/** `did you mean "prod"?`, or all that there is. */
export function hint(word: string, known: readonly string[]): string {
  const suggestion = nearest(word, known);
  return suggestion === undefined ? `there are: ${known.join(", ")}` : `did you mean "${suggestion}"?`;
}

function expected(schema: Expectation): string {
  const text = [kind(schema), ...limits(schema)].join(" ");
  return schema.description === undefined ? text : `${text} (${schema.description})`;
}

function kind({ enum: values, type }: Expectation): string {
  if (values) {
    return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return type === undefined ? "another value" : `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function limits({ pattern, minimum, maximum, minItems, minLength, maxLength }: Expectation): string[] {
  return [
    minimum === undefined ? [] : [`of at least ${minimum}`],
    maximum === undefined ? [] : [`of at most ${maximum}`],
    minItems === undefined ? [] : [`with ${minItems} or more items`],
    minLength === undefined ? [] : [`of ${minLength} or more characters`],
    maxLength === undefined ? [] : [`of ${maxLength} or fewer characters`],
    pattern === undefined ? [] : [`that matches ${pattern}`],
  ].flat();
}

function found(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** `/storefront/zones/0/name` becomes `storefront.zones[0].name` (JSON pointer, RFC 6901). */
function dotted(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((parent, part) => (/^\d+$/.test(part) ? `${parent}[${part}]` : join(parent, part)), "");
}

function join(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}
