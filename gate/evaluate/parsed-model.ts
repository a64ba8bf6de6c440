import type { PlanModel, Resource } from "../../policies/contract/plan-model";

/** The entry point that evaluates all rules. */
const ALL = "plangate/evaluations";
/** The entry point that evaluates the one rule which `input.rule` names. */
const SELECTED = "plangate/selected";

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
 * A plan model as a value of the module: parsed once, evaluated as often as one likes, as a whole, rule by rule, and with some resources
 * changed. The SDK has no way to do that: its `evaluate` parses the input for every call, which takes as long as half of all rules.
 */
export class ParsedModel {
  readonly #loaded: Loaded;
  readonly #exports: Exports;
  readonly #input: number;
  /** Everything above is of one evaluation. */
  #heap = 0;

  /**
   * Takes the place of whatever the module had parsed before.
   *
   * @param policy a policy that the SDK loaded; its types leave out what it is made of
   * @param model what was serialized
   * @param json the plan model as JSON
   */
  constructor(
    policy: object,
    private readonly model: PlanModel,
    json: string,
  ) {
    this.#loaded = policy as Loaded;
    this.#exports = this.#loaded.wasmInstance.exports;
    this.#exports.opa_heap_ptr_set(this.#loaded.dataHeapPtr);
    this.#input = this.#parse(json);
    // From now on the object has room for the key: nothing of it will lie above the mark.
    this.#put(["rule"], "");
    this.#remove(["rule"]);
    this.#mark();
  }

  /**
   * @returns rule id → what the rule found
   * @throws whatever the module throws where a rule fails
   */
  evaluateAll(): unknown {
    this.#exports.opa_heap_ptr_set(this.#heap);
    return this.#evaluate(ALL);
  }

  /**
   * @returns what the rule found; undefined where the module does not have it
   * @throws whatever the module throws where the rule fails
   */
  evaluate(rule: string): unknown {
    this.#exports.opa_heap_ptr_set(this.#heap);
    this.#put(["rule"], rule);
    try {
      return this.#evaluate(SELECTED);
    } finally {
      // While the value that it takes away is still there: the module frees it.
      this.#remove(["rule"]);
    }
  }

  /** What a function returns while some of the surviving resources are others. */
  with<T>(changed: readonly Resource[], use: () => T): T {
    this.#replace(changed);
    try {
      return use();
    } finally {
      this.#replace(
        changed.flatMap(({ type, address }) => {
          const original = this.model.resources[type]?.[address];
          return original === undefined ? [] : [original];
        }),
      );
    }
  }

  #replace(resources: readonly Resource[]): void {
    if (resources.length === 0) return;
    this.#exports.opa_heap_ptr_set(this.#heap);
    for (const resource of resources) this.#put(["resources", resource.type, resource.address], resource);
    this.#mark();
  }

  /** What there is now will stay. What the module freed of it is never used again, so nothing of an evaluation lies there. */
  #mark(): void {
    this.#heap = this.#exports.opa_heap_ptr_get();
  }

  #evaluate(entryPoint: string): unknown {
    const { dataAddr, entrypoints } = this.#loaded;
    const { eval: run, ...exports } = this.#exports;
    const context = exports.opa_eval_ctx_new();
    exports.opa_eval_ctx_set_input(context, this.#input);
    exports.opa_eval_ctx_set_data(context, dataAddr);
    exports.opa_eval_ctx_set_entrypoint(context, entrypoints[entryPoint] ?? -1);
    run(context);
    const found = this.#dump(exports.opa_eval_ctx_get_result(context)) as readonly { readonly result?: unknown }[];
    return found[0]?.result;
  }

  #put(path: readonly string[], value: unknown): void {
    const failed = this.#exports.opa_value_add_path(this.#input, this.#value(path), this.#value(value));
    if (failed !== 0) throw new Error(`the module does not take input.${path.join(".")}`);
  }

  #remove(path: readonly string[]): void {
    this.#exports.opa_value_remove_path(this.#input, this.#value(path));
  }

  #value(value: unknown): number {
    return this.#parse(JSON.stringify(value));
  }

  #parse(json: string): number {
    const size = Buffer.byteLength(json);
    const address = this.#exports.opa_malloc(size);
    new TextEncoder().encodeInto(json, new Uint8Array(this.#loaded.mem.buffer, address, size));
    // Not freed: the strings of the value may lie there.
    const value = this.#exports.opa_json_parse(address, size);
    if (value === 0) throw new Error("the module cannot parse the plan model");
    return value;
  }

  #dump(value: number): unknown {
    const start = this.#exports.opa_json_dump(value);
    const memory = new Uint8Array(this.#loaded.mem.buffer);
    return JSON.parse(new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)))) as unknown;
  }
}
