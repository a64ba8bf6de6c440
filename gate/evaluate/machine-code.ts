import { setFlagsFromString } from "node:v8";

/** A `WebAssembly.Module`; the types of Node.js have none. */
export type CompiledModule = object;

/**
 * Makes a module of the machine code that V8 has made of it before (scripts/optimize-policies.cjs). Compiling the functions
 * of the policies as they are first called would be a third of what a small plan takes, and gives slower code.
 *
 * Node.js keeps code of JavaScript only (`vm.Script`). Browsers keep that of modules with functions of V8 that V8 gives to
 * JavaScript for its own tests, which is how they are reached here:
 * https://chromium.googlesource.com/v8/v8/+/refs/heads/11.3-lkgr/src/runtime/runtime-test-wasm.cc; docs/decisions/machine-code.md says
 * why that is done.
 *
 * @param bytes of the module
 * @param code of the very same bytes: V8 believes that
 * @returns undefined where V8 does not take the code, because it is of another version of V8, for a processor with other
 *   features, or was made under other flags
 */
export function restoreModule(bytes: Uint8Array, code: ArrayBuffer): CompiledModule | undefined {
  try {
    return nativeDeserialize()(code, bytes);
  } catch {
    // A V8 that has no such function.
    return undefined;
  }
}

/** The flag is gone before the function is called: V8 takes code only under the flags that it was made under. */
function nativeDeserialize(): (code: ArrayBuffer, bytes: Uint8Array) => CompiledModule | undefined {
  setFlagsFromString("--allow-natives-syntax");
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- only the parser knows these functions, under that flag
    return new Function("code", "bytes", "return %DeserializeWasmModule(code, bytes)") as ReturnType<
      typeof nativeDeserialize
    >;
  } finally {
    setFlagsFromString("--no-allow-natives-syntax");
  }
}
