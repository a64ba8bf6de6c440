// @ts-check
// Judges a plan with a built program and then keeps the code that V8 compiled for it: what a run needs, and no more.
// node warm-up.cjs PROGRAM PLAN CACHE
const { writeFileSync } = require("node:fs");
const { start } = require("../bin/plangate.cjs");

const [program = "", plan = "", cache = ""] = process.argv.slice(2);
process.argv = [process.execPath, program, "check", plan];
const script = start(program);
process.on("exit", () => writeFileSync(cache, script.createCachedData()));
