// @ts-check
const { basename } = require("node:path");
const { _ } = require("ajv");
const standaloneCode = require("ajv/dist/standalone").default;
const addFormats = require("ajv-formats").default;

/** The dialects in use, by the URI that a schema names in `$schema`. */
const DIALECTS = {
  "http://json-schema.org/draft-07/schema#": () => require("ajv").default,
  "https://json-schema.org/draft/2020-12/schema": () => require("ajv/dist/2020").default,
};

/**
 * Turns a JSON Schema into the source of a CommonJS module whose export is ajv's validator for it, so that neither ajv
 * nor the schema's compilation (about 60 ms) is part of a run. The build and the tests both go through here.
 * https://ajv.js.org/standalone.html
 *
 * @param {string} text The schema, as JSON.
 * @param {string} file Where it comes from, for messages.
 * @returns {string} JavaScript that requires only ajv's small run-time helpers.
 */
function compileSchema(text, file) {
  const { ajv, schema } = parse(text, file);
  return standaloneCode(ajv, ajv.compile(schema));
}

/**
 * @param {string} text The schema, as JSON.
 * @param {string} file Where it comes from, for messages.
 * @returns {(document: unknown) => boolean} What the compiled module would say.
 */
function validatorOf(text, file) {
  const { ajv, schema } = parse(text, file);
  return (document) => ajv.validate(schema, document) === true;
}

/**
 * @param {string} text
 * @param {string} file
 */
function parse(text, file) {
  const schema = JSON.parse(text);
  const dialect = DIALECTS[/** @type {keyof typeof DIALECTS} */ (schema.$schema)];
  if (!dialect) {
    throw new Error(`${basename(file)}: "$schema" must be one of ${Object.keys(DIALECTS).join(", ")}`);
  }
  const Ajv = dialect();
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    code: { source: true, lines: true, formats: _`require("ajv-formats/dist/formats").fullFormats` },
  });
  addFormats(ajv);
  return { ajv, schema };
}

module.exports = { compileSchema, validatorOf };
