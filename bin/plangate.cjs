#!/usr/bin/env node
// The `plangate` command: runs the program that the build made, with the code that V8 compiled of it at that time. That
// saves some 15 ms of every start. Another version of Node than the build's compiles for itself.
const { fstatSync, readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

const TOOL_FAILED = 3;
const STDOUT = 1;
const STDERR = 2;

/** @returns The program that `npm run build` made last; undefined where it never ran. */
function findProgram(directory) {
  try {
    const name = readdirSync(directory).find((entry) => entry.endsWith(".js"));
    return name && join(directory, name);
  } catch {
    return undefined;
  }
}

/**
 * Loads Node's own modules that every judgement needs while the flags are as Node was built with: under others V8 compiles
 * them anew. A terminal is asked whether it is one.
 */
function loadWhatIsKept() {
  require("node:crypto");
  if ([STDOUT, STDERR].some(isDevice)) require("node:tty");
}

function isDevice(descriptor) {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

/**
 * Runs a program. Its name holds a digest of its text, and so does that of what V8 compiled: code is never run that was
 * compiled of another text.
 */
function start(filename) {
  loadWhatIsKept();
  // Policies run once. Optimising their code as early as V8 likes to takes longer, in most plans, than running it as it
  // is: without this the evaluation of 150 resources takes twice the time. A plan of thousands still gets there.
  setFlagsFromString("--wasm-tiering-budget=100000000");
  // The same of the program itself: what V8 would optimise after a moment is soon done, and optimising it took a fifth of the time.
  // Node 22 and later have no such flag, and V8 would complain of it on standard error.
  if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString("--interrupt-budget=1000000");
  let cachedData;
  try {
    cachedData = readFileSync(`${filename}.v8`);
  } catch {
    // Compiled anew.
  }
  const script = new Script(readFileSync(filename, "latin1"), { filename, cachedData });
  script.runInThisContext()(module, require, filename, __dirname);
  return script;
}

function main() {
  const program = findProgram(join(__dirname, "..", "dist"));
  if (program) {
    start(program);
  } else {
    process.stderr.write("error  plangate is not built\n  mend npm run build\n");
    process.exitCode = TOOL_FAILED;
  }
}

module.exports = { main, start };

if (require.main === module) {
  main();
}
