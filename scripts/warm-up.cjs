// @ts-check
// Judges a plan with a built command and then keeps the code that V8 compiled for it: what a run needs, and no more.
// node warm-up.cjs LAUNCHER PLAN CACHE
const { writeFileSync } = require("node:fs");

const [launcher = "", plan = "", cache = ""] = process.argv.slice(2);
process.argv = [process.execPath, launcher, "check", plan];
const { script } = require(launcher);
process.on("exit", () => writeFileSync(cache, script.createCachedData()));
