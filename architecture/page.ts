import { InputError } from "../gate/errors";
import { appliedSection, type Recorded } from "./applied";
import type { Part, SystemDescription } from "./capabilities";
import type { Resource, System } from "../gate/diagram";

/** More addresses than this are folded away. */
const MOST_SHOWN = 3;

/**
 * docs/architecture.md.
 *
 * @throws InputError where nothing makes a part of a capability
 */
export function toPage(
  systems: readonly (readonly [SystemDescription, System])[],
  recorded: readonly Recorded[],
): string {
  const lines = [
    "# Architecture",
    "",
    "What the two systems and their account must have, and the constructs and Terraform resources that make it.",
    "",
    "Written by `npm run docs:architecture` from the plans recorded in `__tests__/plans`, which the real Terraform and AWS provider",
    "made of the environment `prod`. Do not edit: change architecture/ or the stacks. How plans are judged: [gate](../gate).",
    ...systems.flatMap(([description, system]) => section(description, system)),
    ...appliedSection(recorded),
  ];
  return `${lines.join("\n")}\n`;
}

function section({ title, stack, capabilities }: SystemDescription, system: System): readonly string[] {
  return [
    "",
    `## ${title}`,
    "",
    `${system.resources.length} resources. An arrow is a reference in the configuration: what filters, serves, may reach or writes to what.`,
    "",
    `![Diagram of ${stack}](architecture/${stack}.svg)`,
    "",
    "| capability | what it has | construct | Terraform resources |",
    "|---|---|---|---|",
    ...capabilities.flatMap(({ name, parts }) =>
      parts.map((part, index) => row(index === 0 ? `**${name}**` : "", part, system)),
    ),
  ];
}

function row(capability: string, part: Part, system: System): string {
  const resources = resourcesOf(part, system);
  const constructs = [...new Set(part.by.flatMap((matcher) => constructsOf(matcher, resources)))].sort();
  return `| ${capability} | ${part.what} | ${constructs.map(code).join(", ")} | ${addresses(resources)} |`;
}

/**
 * The resources that make a part.
 *
 * @throws InputError where one of its matchers finds none
 */
export function resourcesOf({ what, by }: Part, { stack, resources }: System): readonly Resource[] {
  const found = by.map((matcher) => resources.filter((resource) => matches(resource, matcher)));
  const missing = by.filter((_, index) => found[index]?.length === 0);
  if (missing.length > 0) {
    throw new InputError({
      what: `Nothing in the plan of ${stack} makes "${what}": ${missing.join(", ")}.`,
      where: "architecture/capabilities.ts",
      mend: "Name the construct that makes it now, and record the plan anew if it is old: npm run record",
    });
  }
  return resources.filter((resource) => found.some((some) => some.includes(resource)));
}

function matches({ type, construct }: Resource, matcher: string): boolean {
  const [wantedType, path] = parse(matcher);
  const below = path === null || construct === path || construct.startsWith(`${path}/`);
  return below && (wantedType === null || type === wantedType);
}

/** The path that a matcher names; where it names a type, the constructs that have resources of it, if those are few. */
function constructsOf(matcher: string, resources: readonly Resource[]): readonly string[] {
  const [type, path] = parse(matcher);
  const found = resources.filter((resource) => matches(resource, matcher)).map(({ construct }) => construct);
  return path !== null && (type === null || found.length > MOST_SHOWN) ? [path] : found;
}

function parse(matcher: string): readonly [type: string | null, path: string | null] {
  if (!matcher.startsWith("aws_")) return [null, matcher];
  const [type = matcher, path = null] = matcher.split("@");
  return [type, path];
}

function addresses(resources: readonly Resource[]): string {
  const list = resources.map(({ address }) => code(address)).join("<br>");
  return resources.length <= MOST_SHOWN
    ? list
    : `<details><summary>${resources.length} resources</summary>${list}</details>`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
