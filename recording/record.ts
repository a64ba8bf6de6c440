/** Plan JSON as `terraform show -json` writes it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanDocument {
  readonly [member: string]: unknown;
}

/** Members above the resources: written out, so that a change of one resource is a change of one line. */
const WRITTEN_OUT = new Set([
  "",
  "planned_values",
  "prior_state",
  "values",
  "root_module",
  "child_modules",
  "configuration",
  "module_calls",
  "module",
  "resources",
  "resource_changes",
  "relevant_attributes",
]);

/**
 * What two plans of one configuration have in common: without the time of planning, and with the attributes that
 * Terraform lists in no order sorted.
 */
export function withoutVariation(plan: PlanDocument): PlanDocument {
  const rest = Object.fromEntries(Object.entries(plan).filter(([name]) => name !== "timestamp"));
  const relevant = rest["relevant_attributes"];
  if (!Array.isArray(relevant)) return rest;
  const sorted = relevant.map((item) => JSON.stringify(item)).sort();
  return { ...rest, relevant_attributes: sorted.map((item): unknown => JSON.parse(item)) };
}

/** JSON with one line for each resource. */
export function toText(plan: PlanDocument): string {
  return `${write(plan, "", "")}\n`;
}

function write(value: unknown, name: string, indent: string): string {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!WRITTEN_OUT.has(name)) return JSON.stringify(value);
    const item = (element: unknown) =>
      name === "child_modules" ? write(element, "module", inner) : JSON.stringify(element);
    return `[\n${value.map((element) => `${inner}${item(element)}`).join(",\n")}\n${indent}]`;
  }
  const below = (key: string) => (name === "module_calls" ? "module" : key);
  if (!WRITTEN_OUT.has(name)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${write(member, below(key), inner)}`,
  );
  return `{\n${members.join(",\n")}\n${indent}}`;
}
