import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../gate/evaluate";
import { modelOf, type JudgeInput } from "../../gate/judge";
import { recordOf } from "../../recording/cases";
import { inputOf, policies, subjects } from "./subjects";

/**
 * An attribute that a rule says it reads decides something: in a recorded plan, another value of it changes what the rule says of some
 * resource. Where none does, the metadata is wrong, or the rule overlooks the attribute, or no case shows it.
 */

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

interface Change {
  readonly type: string;
  readonly mode: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    before: Record<string, Json> | null;
    after: Record<string, Json> | null;
    after_unknown?: Record<string, Json>;
  };
}

interface Plan {
  readonly resource_changes: readonly Change[];
}

/** `RULE type.attribute` of those that decide nothing in any recorded plan, by the reason. They are not tried. */
const undecided = JSON.parse(readFileSync(join(__dirname, "undecided-attributes.json"), "utf8")) as Record<
  string,
  string[]
>;
const listed = new Set(Object.values(undecided).flat());

/** Statuses by rule, then by resource. */
type Statuses = ReadonlyMap<string, string>;

function statusesOf(input: JudgeInput): Statuses {
  const results = evaluate(modelOf(input).model, input.policies);
  return new Map(
    results.map(({ rule, evaluations }) => [
      rule.id,
      evaluations.map(({ resource, status }) => `${resource} ${status}`).join("\n"),
    ]),
  );
}

/** Another value for one that is there; the first ones tell most. */
const OTHERS: readonly ((value: Json | undefined) => Json | undefined)[] = [
  // Not a member: one that the plan does not show.
  () => undefined,
  (value) => (typeof value === "boolean" ? !value : value === "true" ? "false" : value === "false" ? "true" : null),
  (value) => (typeof value === "number" ? 0 : Array.isArray(value) ? [] : "other"),
  (value) => (typeof value === "number" ? value + 100_000 : Array.isArray(value) ? ["other"] : true),
];

/** The plan with another value of an attribute in every resource of a type. */
function changed(
  plan: Plan,
  type: string,
  attribute: string,
  other: (value: Json | undefined) => Json | undefined,
): Plan {
  const changes = plan.resource_changes.map((change) => {
    if (change.mode !== "managed" || change.type !== type) return change;
    const { before, after, after_unknown: unknown } = change.change;
    const value = other((after ?? before)?.[attribute]);
    const set = (values: Record<string, Json> | null) => {
      if (values === null) return null;
      const others = Object.entries(values).filter(([name]) => name !== attribute);
      return Object.fromEntries(value === undefined ? others : [...others, [attribute, value]]);
    };
    const known = Object.fromEntries(Object.entries(unknown ?? {}).filter(([name]) => name !== attribute));
    const isKept = change.change.actions.join() === "delete" || change.change.actions.join() === "no-op";
    return {
      ...change,
      change: { ...change.change, before: isKept ? set(before) : before, after: set(after), after_unknown: known },
    };
  });
  return { ...plan, resource_changes: changes };
}

/** `RULE type.attribute` of all that some case shows to decide. */
function deciding(): Set<string> {
  const wanted = new Map<string, Set<string>>();
  for (const rule of policies.catalog) {
    for (const [type, attributes] of Object.entries(rule.reads)) {
      for (const attribute of attributes) {
        const key = `${type}.${attribute}`;
        if (listed.has(`${rule.id} ${key}`)) continue;
        wanted.set(key, (wanted.get(key) ?? new Set()).add(rule.id));
      }
    }
  }
  const found = new Set<string>();
  const cases = subjects.map((subject) => {
    const input = inputOf(subject);
    const plan = JSON.parse(readFileSync(recordOf(subject), "utf8")) as Plan;
    return { input, plan, types: new Set(plan.resource_changes.map(({ type }) => type)), statuses: statusesOf(input) };
  });
  for (const other of OTHERS) {
    for (const { input, plan, types, statuses } of cases) {
      for (const [key, rules] of wanted) {
        const [type = "", attribute = ""] = key.split(".");
        if (rules.size === 0 || !types.has(type)) continue;
        const planJson = Buffer.from(JSON.stringify(changed(plan, type, attribute, other)));
        const now = statusesOf({ ...input, planJson });
        for (const rule of rules) {
          if (now.get(rule) === statuses.get(rule)) continue;
          rules.delete(rule);
          found.add(`${rule} ${key}`);
        }
      }
    }
  }
  return found;
}

describe("the attributes that the rules read", () => {
  const found = deciding();
  const all = policies.catalog.flatMap((rule) =>
    Object.entries(rule.reads).flatMap(([type, attributes]) => attributes.map((name) => `${rule.id} ${type}.${name}`)),
  );

  it("each decide a verdict in some recorded plan, or are listed with the reason", () => {
    expect(all.filter((one) => !found.has(one) && !listed.has(one))).toEqual([]);
  });

  it("are listed only where a rule reads them", () => {
    expect([...listed].filter((one) => !all.includes(one))).toEqual([]);
  });
});
