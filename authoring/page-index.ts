import type { RuleMetadata } from "../policies/contract/rule";
import { byControl, catalogueName, inOrder } from "./catalogues";
import { escaped, table, WRITTEN } from "./markdown";

/** The index of all rules: by service, and by control of every catalogue. */
export function indexPage(rules: readonly RuleMetadata[]): string {
  const catalogues = inOrder(new Set(rules.flatMap((rule) => Object.keys(rule.controls))));
  const own = rules.filter(({ source }) => source === "plangate");
  const services = [...new Set(rules.map(({ service }) => service))].sort();
  const lines = [
    "# Rules",
    "",
    WRITTEN,
    "",
    `${rules.length} rules: ${rules.length - own.length} mirror a managed rule of AWS Config and bear its identifier, ${own.length} find what AWS Config has no rule for.`,
    "",
    `By [service](#by-service), by [AWS Config identifier](#aws-config), or by control: ${catalogues
      .map((key) => `[${catalogueName(key)}](#${anchor(catalogueName(key))})`)
      .join(", ")}.`,
    "",
    "## By service",
    ...services.flatMap((service) => [
      "",
      `### ${service}`,
      "",
      ...table(
        ["rule", "severity", "what it asks for"],
        rules
          .filter((rule) => rule.service === service)
          .map((rule) => [link(rule), rule.severity, escaped(rule.title)]),
      ),
    ]),
    "",
    "## AWS Config",
    "",
    ...table(
      ["identifier", "judges"],
      rules.filter(({ source }) => source === "aws-config").map((rule) => [link(rule), judges(rule)]),
    ),
    "",
    "Without a managed rule of AWS Config:",
    "",
    ...table(
      ["rule", "judges"],
      own.map((rule) => [link(rule), judges(rule)]),
    ),
    ...catalogues.flatMap((key) => [
      "",
      `## ${catalogueName(key)}`,
      "",
      ...table(["control", "rules"], controls(key, rules)),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function controls(key: string, rules: readonly RuleMetadata[]): string[][] {
  const ids = [...new Set(rules.flatMap((rule) => rule.controls[key] ?? []))].sort(byControl);
  return ids.map((id) => [
    id,
    rules
      .filter((rule) => rule.controls[key]?.includes(id))
      .map(link)
      .join(", "),
  ]);
}

function judges({ resources }: RuleMetadata): string {
  return resources.map((type) => `\`${type}\``).join(", ");
}

function link({ id }: RuleMetadata): string {
  return `[${id}](${id}.md)`;
}

/** As GitHub and GitLab make it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
