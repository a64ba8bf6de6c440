// @ts-check
const { readFile } = require("node:fs/promises");
const { compileSchema } = require("./compile-schema.cjs");

/**
 * The build's side of `import validate from "./x.schema.json"`: a schema is its compiled validator.
 *
 * @type {import("esbuild").Plugin}
 */
module.exports.schemaPlugin = {
  name: "schema",
  setup(build) {
    build.onLoad({ filter: /\.schema\.json$/ }, async ({ path }) => ({
      contents: compileSchema(await readFile(path, "utf8"), path),
      loader: "js",
      watchFiles: [path],
    }));
  },
};
