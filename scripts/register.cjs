// @ts-check
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { transformSync } = require("@swc/core");
const { compileSchema } = require("./compile-schema.cjs");

/**
 * Lets Node run the project's TypeScript as it stands: `node -r ./scripts/register.cjs main.ts`.
 * Transpiles file by file (a millisecond each; types are checked by `npm run types`), keeps `__dirname` and the lines of
 * stack traces true, and makes a `*.schema.json` its compiled validator, as the build and the tests do.
 */
process.setSourceMapsEnabled(true);

/** @type {Record<string, (module: any, file: string) => void>} */
const extensions = /** @type {any} */ (Module)._extensions;
const loadJson = extensions[".json"];

extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    sourceMaps: "inline",
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  module._compile(code, filename);
};

extensions[".json"] = (module, filename) => {
  if (filename.endsWith(".schema.json")) {
    module._compile(compileSchema(readFileSync(filename, "utf8"), filename), filename);
  } else {
    loadJson?.(module, filename);
  }
};
