import { isDeepStrictEqual } from "node:util";
import { isSensitive, secretsIn, type ResourceChange, type Secrets, type TerraformPlan } from "../plan";

/** A resource that is not as it was approved. */
export interface Drift {
  readonly address: string;
  /** It is gone; it is there and differs. */
  readonly kind: "missing" | "changed";
  readonly attributes: readonly DriftedAttribute[];
}

export interface DriftedAttribute {
  readonly attribute: string;
  /** JSON, or `(sensitive)`: what the plan marks so is in no report. */
  readonly approved: string;
  readonly actual: string;
}

interface Plan extends Pick<TerraformPlan, "variables" | "configuration"> {
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
}

interface Values {
  readonly [attribute: string]: unknown;
}

/**
 * What AWS moves on by itself, every few minutes, and nobody can set.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#attribute-reference
 */
const MOVES_ON: { readonly [type: string]: readonly string[] } = { aws_db_instance: ["latest_restorable_time"] };

const SENSITIVE = "(sensitive)";
/** As much of a value as tells what it is. */
const LONGEST = 200;

/**
 * What differs from what was approved. Two sources, because neither sees all of it: how the resources differ from the state
 * that the approved apply left (a rule that somebody added to a security group, whose rules the configuration leaves to others),
 * and what Terraform would change to make them what the configuration says.
 *
 * @param plan Parsed plan JSON of the configuration that was approved.
 */
export function driftIn(plan: unknown): readonly Drift[] {
  const { resource_drift: drifted = [], resource_changes: changes = [] } = plan as Plan;
  const secrets = secretsIn(plan as Plan);
  const found = new Map<string, { missing: boolean; readonly attributes: Map<string, DriftedAttribute> }>();
  const of = (address: string) => {
    const known = found.get(address) ?? { missing: false, attributes: new Map<string, DriftedAttribute>() };
    found.set(address, known);
    return known;
  };
  for (const resource of drifted.filter(({ mode }) => mode === "managed")) {
    const { before, after } = valuesOf(resource);
    if (after === null) of(resource.address).missing = true;
    else compare(resource, before ?? {}, after, {}, secrets, of);
  }
  for (const resource of changes.filter(({ mode }) => mode === "managed")) {
    const { before, after, unknown } = valuesOf(resource);
    const { actions } = resource.change;
    if (actions.includes("create") && before === null) of(resource.address).missing = true;
    // What the configuration no longer has is not drift: a plan says what is to become of it.
    else if (before !== null && after !== null) compare(resource, after, before, unknown, secrets, of);
  }
  return [...found].flatMap(([address, { missing, attributes }]): Drift[] => {
    if (missing) return [{ address, kind: "missing", attributes: [] }];
    return attributes.size === 0 ? [] : [{ address, kind: "changed", attributes: [...attributes.values()] }];
  });
}

function valuesOf({ change }: ResourceChange): { before: Values | null; after: Values | null; unknown: Values } {
  const {
    before,
    after,
    after_unknown: unknown,
  } = change as {
    readonly before?: Values | null;
    readonly after?: Values | null;
    readonly after_unknown?: Values | boolean;
  };
  return { before: before ?? null, after: after ?? null, unknown: typeof unknown === "object" ? unknown : {} };
}

function compare(
  resource: ResourceChange,
  approved: Values,
  actual: Values,
  unknown: Values,
  secrets: Secrets,
  of: (address: string) => { readonly attributes: Map<string, DriftedAttribute> },
): void {
  for (const attribute of new Set([...Object.keys(approved), ...Object.keys(actual)])) {
    // What is only known after an apply follows from something else that differs.
    if (attribute in unknown && !isEmpty(unknown[attribute])) continue;
    if (MOVES_ON[resource.type]?.includes(attribute)) continue;
    if (isDeepStrictEqual(essence(approved[attribute]), essence(actual[attribute]))) continue;
    const { attributes } = of(resource.address);
    if (attributes.has(attribute)) continue;
    const hidden = isSensitive(resource, attribute);
    attributes.set(attribute, {
      attribute,
      approved: hidden ? SENSITIVE : written(approved[attribute], secrets),
      actual: hidden ? SENSITIVE : written(actual[attribute], secrets),
    });
  }
}

/** A value without what is nothing: the provider reads `null`, `{}`, `[]` and `""` back for one another. */
function essence(value: unknown): unknown {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, essence(item)] as const)
      .filter(([, item]) => item !== null),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

function written(value: unknown, secrets: Secrets): string {
  const text = JSON.stringify(value ?? null);
  if (secrets.isIn(text)) return SENSITIVE;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
