import * as fs from "node:fs";
import Ajv, { type ErrorObject } from "ajv";
import { nearest } from "./nearest";

/** Settings that cannot be used. The message is meant for the person who wrote them. */
export class SettingsError extends Error {
  constructor(file: string, problems: readonly string[]) {
    super(`${file} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

/**
 * Reads a JSON file of settings and checks it against a JSON Schema (draft-07).
 *
 * @param file path of the settings; messages name it as given
 * @param schemaFile path of the schema; its `description`s are shown beside what was found
 * @returns the settings. That the schema describes `T` is the caller's promise.
 * @throws SettingsError that lists every problem at once: the setting as a dotted path, what was expected, what was found
 */
export function loadSettings<T>(file: string, schemaFile: string): T {
  const settings = readJson(file);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<T>(readJson(schemaFile) as object);
  if (validate(settings)) {
    return settings;
  }
  throw new SettingsError(file, (validate.errors ?? []).map(explain));
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new SettingsError(file, [`the file cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SettingsError(file, [`it is not JSON: ${(error as SyntaxError).message}`]);
  }
}

/** One problem as a sentence: `storefront.webTier.capacity.maximum: expected an integer (…), found "4"`. */
function explain(error: ErrorObject): string {
  const setting = dotted(error.instancePath);
  switch (error.keyword) {
    case "additionalProperties": {
      const unknown = String(error.params["additionalProperty"]);
      const known = Object.keys((error.parentSchema?.["properties"] as object | undefined) ?? {});
      const suggestion = nearest(unknown, known);
      const hint = suggestion ? `did you mean "${suggestion}"?` : `known here: ${known.join(", ")}`;
      return `${join(setting, unknown)}: unknown setting; ${hint}`;
    }
    case "required": {
      const missing = String(error.params["missingProperty"]);
      const properties = error.parentSchema?.["properties"] as Record<string, Record<string, unknown>> | undefined;
      return `${join(setting, missing)}: expected ${expectation(properties?.[missing] ?? {})}, found nothing`;
    }
    default:
      return `${setting || "the whole file"}: expected ${expectation(error.parentSchema ?? {})}, found ${JSON.stringify(error.data)}`;
  }
}

/** What a schema asks for, in words. */
function expectation(schema: Record<string, unknown>): string {
  const { type, enum: values, const: constant, pattern, minimum, maximum, minItems, minLength, description } = schema;
  const name = Array.isArray(values)
    ? `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`
    : constant !== undefined
      ? JSON.stringify(constant)
      : typeof type === "string"
        ? `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`
        : "another value";
  const limits = [
    minimum === undefined ? undefined : `at least ${String(minimum)}`,
    maximum === undefined ? undefined : `at most ${String(maximum)}`,
    minItems === undefined ? undefined : `with ${String(minItems)} or more items`,
    minLength === undefined ? undefined : `with ${String(minLength)} or more characters`,
    pattern === undefined ? undefined : `that matches ${String(pattern)}`,
  ].filter((limit) => limit !== undefined);
  const text = [name, ...limits].join(" ");
  return typeof description === "string" ? `${text} (${description.replace(/\.$/, "")})` : text;
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
