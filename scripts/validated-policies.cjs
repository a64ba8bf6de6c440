// @ts-check
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { validatorOf } = require("./compile-schema.cjs");

/** The parts of a policies folder: what is validated, by which schema, and what its digest is of besides (gate/evaluate/policies.ts). */
const PARTS = {
  catalog: {
    file: "bundle/catalog.json",
    schema: "contract/catalog.schema.json",
    besides: ["contract/relations.json"],
  },
  parameters: { file: "parameters.json", schema: "parameters.schema.json", besides: [] },
  enforcement: { file: "enforcement.json", schema: "enforcement.schema.json", besides: [] },
  exemptions: { file: "exemptions.json", schema: "exemptions.schema.json", besides: [] },
};

/**
 * @param {string} policies A policies folder.
 * @returns {Record<string, string>} Hex sha256 digests of its parts, of those that fit their schemas.
 */
function validatedPolicies(policies) {
  /** @param {string} name */
  const read = (name) => readFileSync(join(policies, name));
  const fitting = Object.entries(PARTS).filter(([, { file, schema }]) => {
    try {
      return validatorOf(read(schema).toString("utf8"), schema)(JSON.parse(read(file).toString("utf8")));
    } catch {
      // Whoever runs the command is told what is wrong with it.
      return false;
    }
  });
  return Object.fromEntries(
    fitting.map(([part, { file, besides }]) => [
      part,
      [file, ...besides].reduce((hash, name) => hash.update(read(name)), createHash("sha256")).digest("hex"),
    ]),
  );
}

module.exports = { validatedPolicies };
