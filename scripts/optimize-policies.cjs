// @ts-check
/* global WebAssembly */
// Has V8 optimise all of the policies' module, and keeps the machine code: gate/evaluate/machine-code.ts says what for.
// node optimize-policies.cjs PROGRAM PLAN CODE
//
// It judges a plan with a built program, because V8 takes code only under the flags that it was compiled under: those that
// `plangate check` has set by the time that it ends.
const { writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { start } = require("../bin/plangate.cjs");

const [program = "", plan = "", code = ""] = process.argv.slice(2);
process.argv = [process.execPath, program, "check", plan];

/** All of a module at once, by the optimising compiler: V8 keeps what no other compiler made. */
const OPTIMIZE = ["--no-liftoff", "--no-wasm-lazy-compilation"];
/** What they were before, and what --no-liftoff has changed besides. */
const AS_BEFORE = ["--liftoff", "--wasm-lazy-compilation", "--wasm-tier-up", "--wasm-dynamic-tiering"];

/** @type {WebAssembly.Module | undefined} */
let policies;
const { Module } = WebAssembly;
WebAssembly.Module = class extends Module {
  /** @param {BufferSource} bytes */
  constructor(bytes) {
    OPTIMIZE.forEach(setFlagsFromString);
    super(bytes);
    AS_BEFORE.forEach(setFlagsFromString);
    policies = this;
  }
};

process.on("exit", () => {
  if (policies === undefined) return;
  setFlagsFromString("--allow-natives-syntax");
  const serialize = new Function("module", "return %SerializeWasmModule(module)");
  setFlagsFromString("--no-allow-natives-syntax");
  writeFileSync(code, new Uint8Array(serialize(policies)));
});

start(program);
