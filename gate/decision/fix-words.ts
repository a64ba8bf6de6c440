import { parsePath, type AttributePath, type ProvenChange } from "../fix";
import { isConstruct } from "../plan";
import type { ConstructLocation, ProvenFix } from "./judgement";

/**
 * A proven change in the words of whoever has to make it: the construct's property where CDKTF made the resource, else
 * Terraform's attribute.
 */
export function fixOf(
  change: ProvenChange | undefined,
  address: string,
  construct: ConstructLocation | null,
): ProvenFix | null {
  const path = change === undefined ? null : parsePath(change.attribute);
  if (change === undefined || path === null) return null;
  const words =
    construct !== null && isConstruct(construct) ? inTypeScript(path, change.value) : inHcl(path, change.value);
  return { ...change, change: words, message: `Set \`${words}\` in ${placeOf(address, construct)}.` };
}

function placeOf(address: string, construct: ConstructLocation | null): string {
  if (construct === null) return address;
  const { file, line, path, requestedAt } = construct;
  if (file === null) return `the construct ${path}`;
  const request = requestedAt === null ? "" : `, for ${requestedAt.file}:${requestedAt.line}`;
  return `${file}${line === null ? "" : `:${line}`}${request}`;
}

/** `publiclyAccessible: false`, `metadataOptions: { httpTokens: "required" }`. */
function inTypeScript(path: AttributePath, value: unknown): string {
  const [first = "", ...below] = blocksOf(path).map(camelCase);
  const inner = below.reduceRight((text, name) => `: { ${name}${text} }`, `: ${JSON.stringify(value)}`);
  return `${first}${inner}`;
}

/** `publicly_accessible = false`, `metadata_options { http_tokens = "required" }`. */
function inHcl(path: AttributePath, value: unknown): string {
  const [first = "", ...below] = blocksOf(path);
  const inner = below.reduceRight((text, name) => ` { ${name}${text} }`, ` = ${JSON.stringify(value)}`);
  return `${first}${inner}`;
}

/** The names of a path, each with its index where it is not the first: a block that there is once has none. */
function blocksOf(path: AttributePath): readonly string[] {
  return path.flatMap((part, at) => {
    if (typeof part === "number") return [];
    const index = path[at + 1];
    return [typeof index === "number" && index > 0 ? `${part}[${index}]` : part];
  });
}

/** As CDKTF names properties. */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
