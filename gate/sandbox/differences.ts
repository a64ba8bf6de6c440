import { isDeepStrictEqual } from "node:util";

interface Change {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values;
    readonly after: Values;
    readonly after_unknown: Values;
  };
}

type Values = { readonly [attribute: string]: unknown } | null;

/** What a plan would change, a line each: the address, what would be done, and the names of the attributes. No values. */
export function differencesIn(planJson: unknown): string[] {
  return [...differencesByAddress(planJson).values()];
}

/** The same lines by the address that each is about. */
export function differencesByAddress(planJson: unknown): ReadonlyMap<string, string> {
  const { resource_changes: changes = [] } = planJson as { readonly resource_changes?: readonly Change[] };
  const lines = changes
    .filter(
      ({ change }) => !isDeepStrictEqual(change.actions, ["no-op"]) && !isDeepStrictEqual(change.actions, ["read"]),
    )
    .map(
      ({ address, change }) => [address, `${address}: ${change.actions.join(" and ")}${attributesOf(change)}`] as const,
    );
  return new Map(lines);
}

function attributesOf({ before, after, after_unknown: unknown }: Change["change"]): string {
  if (before === null || after === null) return "";
  const names = Object.keys({ ...after, ...unknown }).filter(
    (name) => (name in (unknown ?? {}) && unknown?.[name] === true) || !isDeepStrictEqual(before[name], after[name]),
  );
  return ` (${names.join(", ")})`;
}
