/** The entry point that evaluates the one rule which `input.rule` names. */
const ENTRY_POINT = "plangate/selected";

/** What OPA's WASM modules export: https://www.openpolicyagent.org/docs/wasm#exports */
interface Exports {
  readonly opa_malloc: (bytes: number) => number;
  readonly opa_json_parse: (address: number, bytes: number) => number;
  readonly opa_json_dump: (value: number) => number;
  readonly opa_heap_ptr_get: () => number;
  readonly opa_heap_ptr_set: (address: number) => void;
  readonly opa_value_add_path: (base: number, path: number, value: number) => number;
  readonly opa_value_remove_path: (base: number, path: number) => number;
  readonly opa_eval_ctx_new: () => number;
  readonly opa_eval_ctx_set_input: (context: number, value: number) => void;
  readonly opa_eval_ctx_set_data: (context: number, value: number) => void;
  readonly opa_eval_ctx_set_entrypoint: (context: number, entrypoint: number) => void;
  readonly opa_eval_ctx_get_result: (context: number) => number;
  readonly eval: (context: number) => number;
}

interface Loaded {
  readonly wasmInstance: { readonly exports: Exports };
  readonly mem: { readonly buffer: ArrayBuffer };
  readonly dataAddr: number;
  readonly dataHeapPtr: number;
  readonly entrypoints: { readonly [name: string]: number };
}

/**
 * Evaluates rules one at a time on one input, which is parsed once. The SDK has no way to do that: its `evaluate` parses the
 * input for every call, which would be most of what a rule seems to take.
 */
export class OneByOne {
  readonly #loaded: Loaded;
  readonly #exports: Exports;
  readonly #input: number;
  /** Everything above is of one evaluation. */
  readonly #heap: number;

  /**
   * @param policy a policy that the SDK loaded; its types leave out what it is made of
   * @param input the plan model as JSON
   */
  constructor(policy: object, input: ArrayBuffer) {
    this.#loaded = policy as Loaded;
    this.#exports = this.#loaded.wasmInstance.exports;
    this.#exports.opa_heap_ptr_set(this.#loaded.dataHeapPtr);
    this.#input = this.#parse(new Uint8Array(input));
    // From now on the object has room for the key: nothing of it will lie above the mark.
    this.#select("");
    this.#deselect();
    this.#heap = this.#exports.opa_heap_ptr_get();
  }

  /**
   * @returns what the rule found; undefined where the module does not have it
   * @throws whatever the module throws where the rule fails
   */
  evaluate(rule: string): unknown {
    const { dataAddr, entrypoints } = this.#loaded;
    const { eval: run, ...exports } = this.#exports;
    exports.opa_heap_ptr_set(this.#heap);
    const context = exports.opa_eval_ctx_new();
    exports.opa_eval_ctx_set_input(context, this.#input);
    exports.opa_eval_ctx_set_data(context, dataAddr);
    exports.opa_eval_ctx_set_entrypoint(context, entrypoints[ENTRY_POINT] ?? -1);
    this.#select(rule);
    try {
      run(context);
      const found = this.#dump(exports.opa_eval_ctx_get_result(context)) as readonly { readonly result?: unknown }[];
      return found[0]?.result;
    } finally {
      this.#deselect();
    }
  }

  #select(rule: string): void {
    const failed = this.#exports.opa_value_add_path(this.#input, this.#value(["rule"]), this.#value(rule));
    if (failed !== 0) throw new Error("no rule could be selected");
  }

  /** While the value that it takes away is still there: the module frees it. */
  #deselect(): void {
    this.#exports.opa_value_remove_path(this.#input, this.#value(["rule"]));
  }

  #value(value: unknown): number {
    return this.#parse(new TextEncoder().encode(JSON.stringify(value)));
  }

  #parse(json: Uint8Array): number {
    const address = this.#exports.opa_malloc(json.byteLength);
    new Uint8Array(this.#loaded.mem.buffer).set(json, address);
    // Not freed: the strings of the value may lie there.
    return this.#exports.opa_json_parse(address, json.byteLength);
  }

  #dump(value: number): unknown {
    const start = this.#exports.opa_json_dump(value);
    const memory = new Uint8Array(this.#loaded.mem.buffer);
    return JSON.parse(new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)))) as unknown;
  }
}
