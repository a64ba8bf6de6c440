#!/usr/bin/env node
// The `plangate` command: runs the program beside it with the code that V8 compiled of it when it was built. That saves
// some 15 ms of every start. Another version of Node than the build's compiles for itself.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

// Policies run once. Optimising their code as early as V8 likes to takes longer, in most plans, than running it as it is:
// without this the evaluation of 150 resources takes twice the time. A plan of thousands still gets there.
setFlagsFromString("--wasm-tiering-budget=100000000");

/** The build puts a digest of the program here, so that code is never run that was compiled of another program. */
const filename = join(__dirname, "PROGRAM");

/** What V8 compiled; nothing where it cannot be read. */
function cachedData() {
  try {
    return readFileSync(`${filename}.v8`);
  } catch {
    return undefined;
  }
}

const script = new Script(readFileSync(filename, "utf8"), { filename, cachedData: cachedData() });
script.runInThisContext()(module, require, filename, __dirname);

module.exports = { script };
