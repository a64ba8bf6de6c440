import { blocksOf, type Configuration } from "./configuration";
import { asList, isObject, type Json, type JsonObject } from "./json";
import type { Schema, SchemaBlock } from "./schema";
import { partsOf } from "./text";

/** Arguments of every block whose values are addresses, not texts. */
const BARE = new Set(["provider", "depends_on", "replace_triggered_by", "ignore_changes"]);

/** The resources and data sources of a configuration in Terraform's own syntax. */
export function toHcl(configuration: Configuration, schema: Schema): string {
  const write = (kind: string, { type, name, body }: { type: string; name: string; body: JsonObject }) =>
    `${kind} "${type}" "${name}" {\n${inside(body, schema.get(type)?.block, "  ")}}\n`;
  return [
    ...blocksOf(configuration.data).map((block) => write("data", block)),
    ...blocksOf(configuration.resource).map((block) => write("resource", block)),
  ].join("\n");
}

function inside(body: JsonObject, schema: SchemaBlock | undefined, indent: string): string {
  return Object.entries(body)
    .filter(([name]) => name !== "//")
    .map(([name, value]) => {
      if (name === "lifecycle" || isBlock(schema, name, value)) {
        const blocks = schema?.block_types?.[name]?.block;
        return asList(value)
          .map((block) => `${indent}${name} {\n${inside(block, blocks, `${indent}  `)}${indent}}\n`)
          .join("");
      }
      return `${indent}${name} = ${BARE.has(name) ? bare(value) : expression(value)}\n`;
    })
    .join("");
}

/** Whether a member is written as blocks: those of the schema, all nested ones of data sources, and lists of objects. */
function isBlock(schema: SchemaBlock | undefined, name: string, value: Json): boolean {
  if (schema === undefined) return isObject(value) || (Array.isArray(value) && value.some(isObject));
  if (schema.block_types?.[name] !== undefined) return true;
  return Array.isArray(value) && value.some(isObject) && schema.attributes?.[name] !== undefined;
}

function bare(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => bare(item)).join(", ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function expression(value: Json): string {
  if (typeof value === "string") return textExpression(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => expression(item)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(
      ([name, member]) =>
        `${name.includes("${") ? `(${textExpression(name)})` : textExpression(name)} = ${expression(member)}`,
    )
    .join(", ")} }`;
}

function textExpression(text: string): string {
  const parts = partsOf(text);
  const [only] = parts;
  if (only?.code && parts.length === 1) return parts[0]?.text ?? "";
  return `"${parts.map((part) => (part.code ? `\${${part.text}}` : JSON.stringify(part.text).slice(1, -1))).join("")}"`;
}
