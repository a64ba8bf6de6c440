import { resolve } from "node:path";
import type { RuleMetadata } from "../../../policies/contract/rule";
import { enforcementOf } from "../../decision";
import { InputError } from "../../errors";
import type { Policies } from "../../evaluate";
import { nearest } from "../../nearest";
import { createStyle, printable, type Style } from "../../report";
import { colorsFor, type Io } from "../io";
import { findPolicies } from "../policies";
import type { RulesOptions } from "../options";

/**
 * `plangate rules [ID]`: lists the rules, or explains the one with this identifier or alias.
 *
 * @returns 0
 * @throws InputError for a rule that there is not.
 */
export function rules(id: string | undefined, options: RulesOptions, io: Io): number {
  const policies = findPolicies(resolve(io.cwd, options.chdir), options);
  const found = id === undefined ? policies.catalog : [find(id, policies.catalog)];
  if (options.format === "json") {
    io.stdout.write(`${JSON.stringify(id === undefined ? found : found[0], null, 2)}\n`);
    return 0;
  }
  const style = createStyle(colorsFor(io.stdout, io.env, options.color));
  const lines =
    id === undefined ? list(found, policies, style) : found.flatMap((rule) => explain(rule, policies, style));
  io.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

function find(id: string, catalog: readonly RuleMetadata[]): RuleMetadata {
  const wanted = normalized(id);
  const exact = catalog.find((rule) => [rule.id, ...rule.aliases].some((name) => normalized(name) === wanted));
  if (exact) {
    return exact;
  }
  const containing = catalog.filter((rule) => normalized(rule.id).includes(wanted)).map((rule) => rule.id);
  const meant = nearest(
    wanted,
    catalog.map((rule) => rule.id),
  );
  const close = containing.length > 0 || meant === undefined ? containing : [meant];
  throw new InputError({
    what: `There is no rule "${id}".`,
    mend: close.length > 0 ? `Did you mean ${close.join(" or ")}?` : "`plangate rules` lists the rules.",
  });
}

/** People write identifiers as AWS Config's pages do, `rds-instance-public-access-check`, as well as in capitals. */
function normalized(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

function list(catalog: readonly RuleMetadata[], policies: Policies, style: Style): string[] {
  const width = Math.max(0, ...catalog.map((rule) => rule.id.length));
  const rows = [...catalog]
    .sort((left, right) => (left.service + left.id < right.service + right.id ? -1 : 1))
    .map((rule) => {
      const columns = [
        rule.service.padEnd(12),
        rule.severity.padEnd(8),
        enforcementOf(rule, policies.enforcement).padEnd(9),
      ];
      return `${style.strong(rule.id.padEnd(width))}  ${columns.join("  ")}  ${printable(rule.title)}`;
    });
  return [...rows, "", `${catalog.length} rules. \`plangate rules ID\` explains one.`];
}

function explain(rule: RuleMetadata, policies: Policies, style: Style): string[] {
  const fact = (name: string, value: string) => (value === "" ? [] : [`  ${name.padEnd(12)} ${printable(value)}`]);
  const parameters = Object.entries(rule.parameters).flatMap(([name, parameter]) => {
    const value = policies.parameters[rule.id]?.[name];
    const setting = value === undefined ? "(not set)" : JSON.stringify(value);
    return fact("", `${name} (${parameter.type ?? "String"}) = ${setting}: ${parameter.description}`);
  });
  return [
    style.strong(rule.id),
    `  ${printable(rule.title)}`,
    "",
    `  ${printable(rule.description)}`,
    "",
    ...fact(
      "mirrors",
      rule.source === "aws-config" ? "the AWS Config managed rule of this name" : "no AWS Config rule",
    ),
    ...fact("also called", rule.aliases.join(", ")),
    ...fact("severity", rule.severity),
    ...fact("enforcement", enforcementOf(rule, policies.enforcement)),
    ...fact("judges", rule.resources.join(", ")),
    ...fact("controls", controls(rule)),
    ...fact("mend", rule.remediation),
    ...fact("at run time", rule.runtime ?? ""),
    ...(parameters.length > 0 ? ["  parameters", ...parameters] : []),
    "  what it finds",
    ...Object.values(rule.reasons).flatMap((reason) => fact("", reason)),
    ...(rule.related_resources.length > 0
      ? ["  see", ...rule.related_resources.flatMap((link) => fact("", link))]
      : []),
  ];
}

function controls(rule: RuleMetadata): string {
  return Object.entries(rule.controls)
    .map(([catalogue, ids]) => `${catalogue} ${ids.join(", ")}`)
    .join("; ");
}
