// @ts-check
// Judges a plan with a built program and then keeps the code that V8 compiled for it: what a run needs, and no more.
// node warm-up.cjs PROGRAM PLAN CACHE
const { writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { start } = require("../bin/plangate.cjs");

const [program = "", plan = "", cache = ""] = process.argv.slice(2);
process.argv = [process.execPath, program, "check", plan];
const script = start(program);
process.on("exit", () => {
  // V8 takes code only under the flags that it was compiled under, which are those of when a program is loaded: here are the
  // defaults of those that gate/cli/single-use.ts has set since.
  setFlagsFromString("--heap-growing-percent=0");
  setFlagsFromString("--semi-space-growth-factor=2");
  writeFileSync(cache, script.createCachedData());
});
