import { readFileSync } from "node:fs";
import { probe } from "../../authoring/probe";
import type { RuleMetadata } from "../../policies/contract/rule";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const wasm = readFileSync("policies/bundle/policy.wasm");
const rules = (read("policies/bundle/catalog.json") as { rules: readonly RuleMetadata[] }).rules.filter(
  ({ engine }) => engine === "opa",
);
const { links } = read("policies/contract/relations.json") as { links: Record<string, Record<string, unknown>> };

/** The catalogue as it would be if a rule's METADATA said something else. */
const changed = (id: string, change: Partial<RuleMetadata>) =>
  rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule));

test("the rules of the package return what their METADATA announces", () => {
  expect(() => probe(wasm, rules, links)).not.toThrow();
});

test("a reason that the METADATA does not have is found, with the rule that returns it", () => {
  // `wrong` comes from the library, where no text of the rule shows it.
  const misspelt = changed("CMK_BACKING_KEY_ROTATION_ENABLED", { reasons: { of: "Misspelt.", unknown: "Unknown." } });
  expect(() => probe(wasm, misspelt, links)).toThrow(/CMK_BACKING_KEY_ROTATION_ENABLED returned .*"reason":"off"/);
  const lacking = changed("ELB_DELETION_PROTECTION_ENABLED", { reasons: { unknown: "Unknown." } });
  expect(() => probe(wasm, lacking, links)).toThrow(/ELB_DELETION_PROTECTION_ENABLED returned .*"reason":"wrong"/);
});

test("an attribute that `reads` does not name is found, though the library is told it as text", () => {
  const forgotten = changed("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", { reads: { aws_cloudtrail: ["kms_key_id"] } });
  expect(() => probe(wasm, forgotten, links)).toThrow(
    /CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED speaks of the attribute enable_log_file_validation, and its `reads`/,
  );
});
