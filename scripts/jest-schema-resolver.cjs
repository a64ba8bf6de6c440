// @ts-check
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { compileSchema } = require("./compile-schema.cjs");

const cache = join(__dirname, "..", "node_modules", ".cache", "plangate", "schemas");
const compiler = readFileSync(require.resolve("./compile-schema.cjs"));

/**
 * Jest's side of `import validate from "./x.schema.json"`: a schema is its compiled validator, as in the build. A resolver
 * and not a transform, because jest parses whatever ends in .json as JSON after it was transformed.
 *
 * @param {string} request
 * @param {{ defaultResolver: (request: string, options: object) => string }} options
 */
module.exports = (request, options) => {
  const file = options.defaultResolver(request, options);
  return file.endsWith(".schema.json") && !file.includes("node_modules") ? compiled(file) : file;
};

/** @param {string} file */
function compiled(file) {
  const text = readFileSync(file, "utf8");
  const key = createHash("sha256").update(compiler).update("\0").update(text).digest("hex");
  const target = join(cache, `${key}.cjs`);
  if (!existsSync(target)) {
    mkdirSync(cache, { recursive: true });
    // Jest's workers may get here at once: the last rename wins, and all of them wrote the same.
    const temporary = `${target}.${process.pid}`;
    writeFileSync(temporary, compileSchema(text, file));
    renameSync(temporary, target);
  }
  return target;
}
