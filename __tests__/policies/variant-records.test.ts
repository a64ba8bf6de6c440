import { readFileSync } from "node:fs";
import { join } from "node:path";
import { schemaOf } from "../../recording/derive";
import { readRecord, readVariantRecords, recordOfVariant, schemaRecord } from "../../recording/variant-records";
import { digestOfVariant, madeOf, typesOf } from "../../recording/variants";
import { variants } from "./recorded-plans";
import { policies, subjects } from "./subjects";

const directory = join(__dirname, "..", "variants");
const records = readVariantRecords(directory);
const schema = schemaOf(readRecord(schemaRecord(directory)).toString("utf8"));

describe("the recorded plan of a variant", () => {
  it.each(variants.map((variant) => [variant.name, variant] as const))(
    "%s is of what the variant is now; else: npm run record -- variants/<name>",
    (name, variant) => {
      expect(readFileSync(recordOfVariant(variant)).length).toBeGreaterThan(0);
      expect(digestOfVariant(madeOf(variant, subjects, policies.catalog, schema))).toBe(records[name]);
    },
  );

  it("is noted for no variant that is gone", () => {
    expect(Object.keys(records)).toEqual(variants.map(({ name }) => name));
  });
});

it("the provider's schema is of all types of the subjects; else: npm run record -- schema", () => {
  expect([...typesOf(subjects)].filter((type) => !schema.has(type))).toEqual([]);
});

it("the digest tells a change of the files, the state and the way of planning", () => {
  const made = { files: { "main.tf.json": "{}" }, state: { serial: 1 }, plan: {} };
  const changed = [
    { ...made, files: { "main.tf.json": "{ }" } },
    { ...made, files: { ...made.files, "child/main.tf.json": "{}" } },
    { ...made, state: { serial: 2 } },
    { files: made.files, plan: {} },
    { ...made, plan: { destroy: true } },
  ];
  expect(new Set([made, ...changed].map(digestOfVariant)).size).toBe(6);
});
