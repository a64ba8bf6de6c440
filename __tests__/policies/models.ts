import type { Action, PlanModel, Resource, ResourcesByType, Value } from "../../policies/contract/plan-model";

interface Values {
  readonly [attribute: string]: Value;
}

/** A resource that the plan creates; its type is the first part of its address. */
export function resource(address: string, after: Values, changes: Partial<Resource> = {}): Resource {
  return {
    address,
    type: address.split(".")[0] ?? "",
    action: "create",
    provider: "aws",
    region: "us-east-1",
    before: null,
    after,
    documents: {},
    links: {},
    companions: {},
    depends_on: [],
    ...changes,
  };
}

/** The plan model of these resources. */
export function planOf(...resources: readonly Resource[]): PlanModel {
  const gone: readonly Action[] = ["delete", "forget"];
  return {
    plan: { format_version: "1.2", terraform_version: "1.11.4", destroy: false, complete: true },
    resources: byType(resources.filter(({ action }) => !gone.includes(action))),
    removed: byType(resources.filter(({ action }) => gone.includes(action))),
    data: {},
    ambiguous: {},
    parameters: {},
  };
}

function byType(resources: readonly Resource[]): ResourcesByType {
  const types = [...new Set(resources.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [
      type,
      Object.fromEntries(resources.filter((item) => item.type === type).map((item) => [item.address, item])),
    ]),
  );
}

/** A symbol, as the plan model writes it. */
export const UNKNOWN = { $symbol: "unknown", references: [] } as const;
export const UNSET = { $symbol: "unset" } as const;

/** What a malformed plan, another provider version or an attacker may put where a rule expects something else. */
export const HOSTILE: readonly Value[] = [
  null,
  true,
  "",
  "false ",
  "TRUE",
  "__proto__",
  "\u0000",
  "\u{1F600}\u202E",
  "x".repeat(100_000),
  -1,
  0,
  22.5,
  1e308,
  [],
  [null],
  [[]],
  ["0.0.0.0/0", { $symbol: "unknown", references: [] }],
  {},
  { constructor: { prototype: null } },
  { encrypted: { $symbol: "missing" } },
  UNKNOWN,
  UNSET,
  { $symbol: "missing" },
  { $symbol: "reference", address: "data.aws_x.y", attribute: "id" },
  { $symbol: "template", parts: [] },
  { $symbol: "template", parts: ["0.0.0.0", UNKNOWN] },
  { $symbol: "of the future" },
];
