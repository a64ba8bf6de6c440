import opa = require("@open-policy-agent/opa-wasm");
import type { PlanModel, Resource, ResourcesByType } from "../../policies/contract/plan-model";
import type { RuleMetadata } from "../../policies/contract/rule";
import { InputError, ToolError, type GateError } from "../errors";
import type { CompiledModule } from "./machine-code";
import { ParsedModel } from "./parsed-model";

const PAGE = 64 * 1024;
/** Memory per byte of input, so that the module never has to grow it: each small growth makes Node.js collect garbage. */
const MEMORY_PER_BYTE = 24;
/** Input per byte of plan: 0.35 at most in the plans of this project. */
const INPUT_PER_BYTE = 0.4;
const SMALLEST = 4 * 2 ** 20;
/** Addresses are signed 32-bit numbers in the SDK. */
const LARGEST = 2 ** 31 - PAGE;
/** What a module can take. */
const LARGEST_INPUT = LARGEST / 4;
/** Resources from which on a round takes long enough to be exact. */
const LARGE = 3_000;

/** What the module returned for each rule, not yet checked. */
export interface RawEvaluations {
  readonly [rule: string]: unknown;
}

/**
 * The compiled policies, kept loaded from one evaluation to the next: V8 then compiles them once, their memory is paged in
 * once, and it is reserved once, which makes V8 collect garbage each time; and a model is parsed once. Evaluations see nothing of
 * those before.
 *
 * To be dropped with the plan that it was made for: the memory is as large as the plan.
 */
export class RegoModule {
  /** As the SDK loads it, whose types its users need not have. */
  #policy: object | undefined;
  /** Bytes of input that the memory was sized for. */
  #capacity = 0;
  #parsed: { readonly model: PlanModel; readonly types: ReadonlySet<string>; readonly value: ParsedModel } | undefined;

  /**
   * @param module as `opa build -t wasm` makes it, or what V8 has compiled of that
   * @param limit bytes of memory that it may take
   */
  constructor(
    private readonly module: Uint8Array | CompiledModule,
    private readonly limit = LARGEST,
  ) {}

  /**
   * Loads the module before the plan is read. V8 collects garbage when so much memory is reserved, which takes the
   * longer the more there is.
   *
   * @param planSize bytes of the plan JSON; should its model need more than is usual, more is reserved then
   * @throws ToolError as `evaluateRego` does
   */
  reserve(planSize: number): void {
    this.load(Math.min(Math.ceil(planSize * INPUT_PER_BYTE), LARGEST_INPUT));
  }

  /**
   * The model as a value of the module, with what some rules read of it: as it was parsed last, where it is the same.
   *
   * @throws InputError or ToolError as `evaluateRego` does
   */
  parse(model: PlanModel, rules: readonly RuleMetadata[]): ParsedModel {
    const types = typesReadBy(rules);
    const last = this.#parsed;
    if (last?.model === model && [...types].every((type) => last.types.has(type))) return last.value;
    this.#parsed = undefined;
    const json = serialize(model, types);
    const policy = this.load(Buffer.byteLength(json));
    try {
      const value = new ParsedModel(policy, model, json);
      this.#parsed = { model, types, value };
      return value;
    } catch (error) {
      throw failure(error, model);
    }
  }

  /** Lets go of the model that was parsed last. */
  forget(): void {
    this.#parsed = undefined;
  }

  /**
   * @param inputSize bytes of the largest input that will be evaluated
   * @throws InputError or ToolError as `evaluateRego` does
   */
  load(inputSize: number): object {
    if (this.#policy === undefined || this.#capacity < inputSize) {
      // Let go of the old memory before new is reserved.
      this.#policy = undefined;
      this.#policy = load(this.module, inputSize, this.limit);
      this.#capacity = inputSize;
    }
    return this.#policy;
  }
}

/**
 * Evaluates all Rego rules in one call.
 *
 * @throws InputError where the model is larger than a module can take
 * @throws ToolError where the module is corrupt, needs something that the host does not have, or a rule fails
 */
export function evaluateRego(module: RegoModule, model: PlanModel, rules: readonly RuleMetadata[]): RawEvaluations {
  const parsed = module.parse(model, rules);
  try {
    return parsed.evaluateAll() as RawEvaluations;
  } catch (error) {
    throw failure(error, model, () => findCulprit(parsed, rules));
  }
}

/** A model and the rules that are to judge it, each by itself. */
interface Part {
  readonly model: PlanModel;
  readonly rules: readonly RuleMetadata[];
  /** Other resources that stand in it in place of those with the same addresses. */
  readonly changed: readonly Resource[];
}

/**
 * Evaluates some rules on each of several models: the module is loaded once, each model is parsed once, and a
 * rule that is not asked for costs nothing.
 *
 * @throws InputError or ToolError as `evaluateRego` does
 */
export function evaluateRegoRules(module: RegoModule, parts: readonly Part[]): RawEvaluations[] {
  return parts.map(({ model, rules, changed }) => {
    if (rules.length === 0) return {};
    const parsed = module.parse(model, rules);
    try {
      return parsed.with(changed, () => Object.fromEntries(rules.map(({ id }) => [id, parsed.evaluate(id)])));
    } catch (error) {
      // It may not be what it was before.
      module.forget();
      throw failure(error, model, () => findCulprit(parsed, rules));
    }
  });
}

/**
 * The CPU time of each rule by itself, in milliseconds: the least of several rounds, the first of which warms up.
 *
 * @throws InputError or ToolError as `evaluateRego` does, and whatever a rule that fails throws
 */
export function profileRego(module: Uint8Array, model: PlanModel, rules: readonly RuleMetadata[]): Map<string, number> {
  const parsed = new RegoModule(module).parse(model, rules);
  const rounds = Object.values(model.resources).flatMap(Object.values).length < LARGE ? 5 : 2;
  const times = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const { id } of rules) {
      const start = process.cpuUsage();
      parsed.evaluate(id);
      const { user, system } = process.cpuUsage(start);
      times.set(id, Math.min(times.get(id) ?? Infinity, (user + system) / 1000));
    }
  }
  return times;
}

/** The module parses every byte it is given. */
function typesReadBy(rules: readonly RuleMetadata[]): ReadonlySet<string> {
  return new Set(rules.flatMap((rule) => Object.keys(rule.reads)));
}

function serialize(model: PlanModel, types: ReadonlySet<string>): string {
  const only = (resources: ResourcesByType, prefix = "") =>
    Object.fromEntries(Object.entries(resources).filter(([type]) => types.has(prefix + type)));
  return JSON.stringify({
    ...model,
    resources: only(model.resources),
    removed: only(model.removed),
    data: only(model.data, "data."),
  });
}

function load(module: Uint8Array | CompiledModule, inputSize: number, limit: number): object {
  const wanted = SMALLEST + inputSize * MEMORY_PER_BYTE;
  if (inputSize > LARGEST_INPUT) {
    throw new InputError({
      what: `What the rules read of this plan has ${(inputSize / 2 ** 20).toFixed(0)} MiB; the policy module can take 512 MiB.`,
      mend: "Split the stack.",
    });
  }
  try {
    const initial = Math.ceil(Math.min(wanted, limit) / PAGE);
    // Beyond its limit a module must fail at once: growing page by page, with a garbage collection for each, it takes minutes to get there.
    return opa.loadPolicySync(module, { initial, maximum: limit / PAGE });
  } catch (error) {
    throw new ToolError(
      {
        what: `The policy module cannot be loaded: ${describe(error)}.`,
        where: "bundle/policy.wasm",
        mend: "Restore the committed file, or build it anew with `plangate rule build`.",
      },
      { cause: error },
    );
  }
}

/** Half of a character, as JSON.stringify writes one. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/** How OPA's allocator says that it was given no more, and V8 that the memory is as large as it may be. */
const OUT_OF_MEMORY = /opa_malloc: failed|Maximum memory size exceeded/;

/** Why an evaluation failed: what is wrong with the model, or else with a rule, which is looked for only then. */
function failure(error: unknown, model: PlanModel, find: () => RuleMetadata | undefined = () => undefined): GateError {
  if (OUT_OF_MEMORY.test(describe(error))) {
    return new InputError(
      {
        what: "Judging this plan takes more memory than the policy module can have, 2 GiB.",
        mend: "Split the stack.",
      },
      { cause: error },
    );
  }
  if (LONE_SURROGATE.test(JSON.stringify(model))) {
    return new InputError(
      {
        what: "The plan has a text that is no Unicode: half of a surrogate pair, without the other half.",
        mend: "Terraform writes none. Make the plan JSON anew with `terraform show -json <plan file>`.",
      },
      { cause: error },
    );
  }
  const culprit = find();
  const name = culprit === undefined ? "The policy module" : `The rule ${culprit.id}`;
  return new ToolError(
    {
      what: `${name} failed during evaluation: ${describe(error)}.`,
      where: "bundle/policy.wasm",
      mend: "Test the rule with this plan (`plangate rule test`) and build the policies anew.",
    },
    { cause: error },
  );
}

/** Which rule fails, of several: each is evaluated by itself. None where the module is broken, not a rule. */
function findCulprit(parsed: ParsedModel, rules: readonly RuleMetadata[]): RuleMetadata | undefined {
  return rules.find(({ id }) => {
    try {
      return parsed.evaluate(id) === undefined;
    } catch {
      return true;
    }
  });
}

/** The SDK throws strings and plain objects as well as errors. */
function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
