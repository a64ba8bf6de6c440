import type { RuleMetadata } from "../policies/contract/rule";
import { byControl, catalogueName, inOrder } from "./catalogues";
import { code, escaped, table, WRITTEN } from "./markdown";

/** From docs/policies/rules to the project's root. */
const UP = "../../..";

/** The page of one rule: what it asks for, of what, why, what it may say, and what mends it. */
export function rulePage(rule: RuleMetadata): string {
  const { id, title, description, remediation, fix, runtime } = rule;
  const lines = [
    `# ${id}`,
    "",
    WRITTEN,
    "",
    `**${escaped(title)}.** ${escaped(description)}`,
    "",
    ...table(["", ""], facts(rule)),
    ...section("What mends it", [escaped(remediation)]),
    ...(fix === undefined ? [] : ["", `As a change: ${code(`${fix.attribute} = ${JSON.stringify(fix.value)}`)}.`]),
    ...section(
      "What it may find",
      Object.entries(rule.reasons).map(([reason, text]) => `- ${code(reason)}: ${escaped(text)}`),
    ),
    ...section("What only AWS Config sees", runtime === undefined ? [] : [escaped(runtime)]),
    ...section("Parameters", parameters(rule)),
    ...section(
      "Controls",
      inOrder(Object.keys(rule.controls)).map(
        (key) => `- ${catalogueName(key)}: ${[...(rule.controls[key] ?? [])].sort(byControl).join(", ")}`,
      ),
    ),
    ...section(
      "What it reads",
      Object.entries(rule.reads).map(
        ([type, names]) => `- ${code(type)}${names.length > 0 ? ": " : ""}${names.map(code).join(", ")}`,
      ),
    ),
    ...section(
      "See",
      rule.related_resources.map((link) => `- <${link}>`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function facts(rule: RuleMetadata): string[][] {
  const { id, source, severity, resources, aliases, engine, service } = rule;
  const others = aliases.filter((alias) => alias.toUpperCase().replaceAll("-", "_") !== id);
  const file = engine === "opa" ? `policies/rules/${service}/${id.toLowerCase()}.rego` : "policies/graph";
  return [
    ["mirrors", source === "aws-config" ? "the AWS Config managed rule of this identifier" : "no rule of AWS Config"],
    ["severity", severity],
    ["judges", resources.map(code).join(", ")],
    ...(others.length > 0 ? [["also called", others.map(code).join(", ")]] : []),
    ["source", `[${file}](${UP}/${file})`],
  ];
}

function parameters({ parameters: known }: RuleMetadata): string[] {
  const rows = Object.entries(known).map(([name, parameter]) => [
    code(name),
    parameter.type ?? "String",
    escaped(parameter.description),
    parameter.default === undefined ? "none" : code(parameter.default),
  ]);
  if (rows.length === 0) return [];
  return [
    ...table(["parameter", "type", "what it is", "default"], rows),
    "",
    `Set in [policies/parameters.json](${UP}/policies/parameters.json), for this rule and for the AWS Config rule that is deployed.`,
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
}
