import { InputError, ToolError } from "../gate/errors";
import { evaluate } from "../gate/evaluate";
import { readsOf } from "../gate/plan";
import type { PlanModel, Resource, Value } from "../policies/contract/plan-model";
import type { RuleMetadata } from "../policies/contract/rule";

/** What an attribute may hold, of each kind. A rule has to have an answer for all of them. */
const VALUES: readonly Value[] = [
  { $symbol: "unknown", references: [] },
  { $symbol: "unset" },
  { $symbol: "missing" },
  { $symbol: "reference", address: "aws_kms_key.probe", attribute: "arn" },
  ...[null, true, false, "", "probe", "*", 0, 1, 65_535],
  ...[[], ["*"], [{}]],
];

const UNRESOLVED = { to: [], outside: false, unresolved: true };

/**
 * Tries built rules on resources that hold each kind of value in every attribute that rules read. OPA's type check does not see
 * names that are handed on as text, as to the library: a reason that the METADATA does not have, or an attribute that `reads`
 * does not name, would show no earlier than at the first plan that has it.
 *
 * @param wasm the module
 * @param rules the catalogue's Rego rules
 * @param links which attributes name other resources, by type
 * @throws InputError that names each such rule, what it returned and what its METADATA lacks
 */
export function probe(
  wasm: Uint8Array,
  rules: readonly RuleMetadata[],
  links: { readonly [type: string]: { readonly [attribute: string]: unknown } },
): void {
  const problems = new Set<string>();
  for (const value of VALUES) {
    for (const problem of tried(wasm, rules, modelOf(value, rules, links))) problems.add(problem);
  }
  if (problems.size === 0) return;
  throw new InputError({ what: [...problems].sort().join("\n"), mend: "correct the METADATA of these rules" });
}

function tried(wasm: Uint8Array, catalog: readonly RuleMetadata[], model: PlanModel): string[] {
  try {
    return evaluate(model, { catalog, module: wasm, graphRules: [] }).flatMap(({ rule, evaluations }) =>
      evaluations.flatMap(({ attribute }) => {
        const name = /^[a-z0-9_]+/.exec(attribute ?? "")?.[0];
        // The attribute may be that of another resource, such as the cluster of an instance.
        return name === undefined || Object.values(rule.reads).some((names) => names.includes(name))
          ? []
          : [`${rule.id} speaks of the attribute ${name}, and its \`reads\` do not name it: a rule sees nothing else`];
      }),
    );
  } catch (error) {
    if (error instanceof ToolError) return [error.problem.what];
    throw error;
  }
}

/** One resource of every type that rules read, which holds the value in every attribute that they read. */
function modelOf(value: Value, rules: readonly RuleMetadata[], links: Parameters<typeof probe>[2]): PlanModel {
  const reads = [...readsOf(rules)].filter(([type]) => !type.startsWith("data."));
  const resource = (type: string, names: ReadonlySet<string>): Resource => ({
    address: `${type}.probe`,
    type,
    action: "create",
    provider: "aws",
    region: "us-east-1",
    before: null,
    after: Object.fromEntries([...names].map((name) => [name, value])),
    documents: {},
    links: Object.fromEntries(Object.keys(links[type] ?? {}).map((name) => [name, UNRESOLVED])),
    companions: {},
    depends_on: [],
  });
  const defaults = (rule: RuleMetadata) =>
    Object.entries(rule.parameters).flatMap(([name, { default: text }]) => (text === undefined ? [] : [[name, text]]));
  return {
    plan: { format_version: "1.2", terraform_version: "1.11.4", destroy: false, complete: true },
    resources: Object.fromEntries(reads.map(([type, names]) => [type, { [`${type}.probe`]: resource(type, names) }])),
    removed: {},
    data: {},
    ambiguous: Object.fromEntries(
      reads.map(([type]) => [type, Object.fromEntries(Object.keys(links[type] ?? {}).map((name) => [name, true]))]),
    ),
    parameters: Object.fromEntries(
      rules.map((rule) => [rule.id, Object.fromEntries(defaults(rule)) as Record<string, string>]),
    ),
  };
}
