// @ts-check
/**
 * The program and the style of the page, as text. Run from the source tree they are built at that moment; the build puts
 * the result in the place of this file (scripts/build.mjs), so that esbuild is no part of the published command.
 */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { buildSync, transformSync } = require("esbuild");

const { outputFiles } = buildSync({
  absWorkingDir: __dirname,
  entryPoints: ["browser/main.ts"],
  write: false,
  bundle: true,
  platform: "browser",
  format: "iife",
  target: ["chrome100", "firefox100", "safari15.4"],
  charset: "ascii",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  tsconfigRaw: {},
});
const style = transformSync(readFileSync(join(__dirname, "style.css"), "utf8"), { loader: "css", minify: true });

module.exports = { script: outputFiles[0]?.text.trim() ?? "", style: style.code.trim() };
