// @ts-check
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { compileSchema } = require("./compile-schema.cjs");

const compiler = readFileSync(require.resolve("./compile-schema.cjs"));

/** Jest's side of `import validate from "./x.schema.json"`: a schema is its compiled validator, as in the build. */
module.exports = {
  process: (/** @type {string} */ text, /** @type {string} */ file) => ({ code: compileSchema(text, file) }),
  getCacheKey: (/** @type {string} */ text, /** @type {string} */ file) =>
    createHash("sha256").update(compiler).update("\0").update(file).update("\0").update(text).digest("hex"),
};
