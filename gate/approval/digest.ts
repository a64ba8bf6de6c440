import { createHash, type Hash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { InputError } from "../errors";
import { hasSources, readAllSources } from "../hcl";
import { isObject, type JsonObject } from "../json";

/** Blocks by the number of labels before their body: `resource.TYPE.NAME`, `provider.NAME`, `locals`. */
const LABELS: { readonly [block: string]: number } = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  check: 1,
  module: 1,
  output: 1,
  provider: 1,
  variable: 1,
};

const CONFIGURATION = "cdk.tf.json";
/** What Terraform and earlier runs leave in a stack's directory; never part of what was synthesized. */
const NOT_SYNTHESIZED =
  /^(\.terraform|\.terraform\.lock\.hcl|.*\.tfstate(\..*)?|.*\.tfstate\.lock\.info|plan|.*\.tfplan)$/;

/** Hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Digest of a change: the RFC 8785 form of the plan JSON without `timestamp`, `relevant_attributes` in one order. Two
 * plans of one change have one digest. InputError when it is no plan JSON.
 */
export function digestPlanJson(planJson: unknown): string {
  if (!isObject(planJson)) throw new InputError({ what: "The plan JSON is not an object" });
  const rest = Object.fromEntries(Object.entries(planJson).filter(([name]) => name !== "timestamp"));
  const relevant = rest["relevant_attributes"];
  const ordered = Array.isArray(relevant) ? { relevant_attributes: relevant.map(canonical).sort() } : {};
  return digestCanonical({ ...rest, ...ordered });
}

/**
 * Digest of a synthesized stack: the RFC 8785 form of cdk.tf.json without its `//` comments (construct paths and source
 * lines may move), and every other file that the synthesis wrote, such as assets; of plain Terraform its files and those of
 * its local modules. InputError when it cannot be read.
 */
export function digestConfiguration(stackDirectory: string): string {
  const path = join(stackDirectory, CONFIGURATION);
  if (!existsSync(path) && hasSources(stackDirectory)) return digestSources(stackDirectory);
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isObject(json)) throw new Error("not an object");
    const files: Record<string, string> = {};
    collect(stackDirectory, "", files);
    return digestCanonical({ configuration: withoutComments(json), files });
  } catch (cause) {
    throw new InputError(
      { what: "Cannot read the synthesized configuration", where: path, mend: "Synthesize the project again." },
      { cause },
    );
  }
}

/** Plain Terraform: what Terraform reads of it before it plans. What its expressions read besides is in the plan. */
function digestSources(directory: string): string {
  const files = [...readAllSources(directory)].map(([path, text]) => [path, sha256(text)]);
  return digestCanonical({ files: Object.fromEntries(files) as JsonObject });
}

/** Paths with `/` on every system, so that the digest is the same there. A link counts as what it leads to, if that is a file. */
function collect(directory: string, prefix: string, files: Record<string, string>): void {
  for (const entry of readdirSync(directory)) {
    if (prefix === "" && (entry === CONFIGURATION || NOT_SYNTHESIZED.test(entry))) continue;
    const path = join(directory, entry);
    const name = prefix + entry;
    if (lstatSync(path).isSymbolicLink() && statSync(path).isDirectory())
      files[name] = sha256(`link ${readlinkSync(path)}`);
    else if (statSync(path).isDirectory()) collect(path, `${name}/`, files);
    else files[name] = sha256(readFileSync(path));
  }
}

/**
 * Takes `//` out where JSON syntax makes it a comment: at the top and in the body of a block. In a map (tags, say) it is
 * a key like any other. https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
function withoutComments(configuration: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(configuration)
      .filter(([name]) => name !== "//")
      .map(([name, value]) => [name, strip(value, LABELS[name] ?? 0)]),
  );
}

function strip(value: unknown, labels: number): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, labels));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "//");
  return Object.fromEntries(labels === 0 ? entries : entries.map(([name, body]) => [name, strip(body, labels - 1)]));
}

/** How deep a document is written piece by piece: `resource_changes[n]` of a plan. */
const PIECES = 2;

/** Sha256 of the RFC 8785 form. Written in pieces: one string for a plan of 15,000 resources takes three times as long. */
function digestCanonical(value: unknown): string {
  const hash = createHash("sha256");
  write(value, PIECES, hash);
  return hash.digest("hex");
}

function write(value: unknown, pieces: number, hash: Hash): void {
  if (pieces === 0 || typeof value !== "object" || value === null) {
    hash.update(canonical(value));
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => {
      hash.update(i === 0 ? "[" : ",");
      write(item, pieces - 1, hash);
    });
    hash.update(value.length === 0 ? "[]" : "]");
  } else {
    // The order of RFC 8785, which is that of UTF-16 code units, is what `sort` does without a comparison.
    const keys = Object.keys(value).sort();
    keys.forEach((key, i) => {
      hash.update(`${i === 0 ? "{" : ","}${JSON.stringify(key)}:`);
      write((value as JsonObject)[key], pieces - 1, hash);
    });
    hash.update(keys.length === 0 ? "{}" : "}");
  }
}

/** https://www.rfc-editor.org/rfc/rfc8785 */
function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
