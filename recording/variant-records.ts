import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { readJson } from "./cases";
import { findVariants, type Variant } from "./variants";

const RECORD = "plan.json.gz";
const LIST = "records.json";

export function recordOfVariant(variant: Variant): string {
  return join(variant.directory, RECORD);
}

/** The provider's schema of what the subjects have. */
export function schemaRecord(directory: string): string {
  return join(directory, "schema.json.gz");
}

/** Plans of variants are large and made by a program, so they are kept compressed. */
export function readRecord(file: string): Buffer {
  return gunzipSync(readFileSync(file));
}

export function writeRecord(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(text, { level: 9 }));
}

/** By variant, the digest of what was planned when it was recorded. */
export function readVariantRecords(directory: string): { readonly [variant: string]: string } {
  const path = join(directory, LIST);
  return existsSync(path) ? (readJson(path) as { readonly [variant: string]: string }) : {};
}

/** Notes what a record is of; what is noted of variants that are no longer there is dropped. */
export function writeVariantRecord(directory: string, variant: string, digest: string): void {
  const names = findVariants(directory).map(({ name }) => name);
  const all = Object.entries({ ...readVariantRecords(directory), [variant]: digest });
  const kept = all.filter(([name]) => names.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(directory, LIST), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
