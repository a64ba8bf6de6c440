import type { Sketch } from "./sketch";

/** What leaves the author to write something is marked so; see UNWRITTEN. */
const TODO = "CHANGE ME";

/** The rule: its METADATA as far as it is known, and the plainest condition. */
export function ruleText(sketch: Sketch): string {
  const { id, service, resources, attribute, demand, managed } = sketch;
  const name = managed?.name ?? id.toLowerCase().replaceAll("_", "-");
  const link =
    managed?.name === undefined
      ? `https://docs.aws.amazon.com/ ${TODO}`
      : `https://docs.aws.amazon.com/config/latest/developerguide/${name}.html`;
  const metadata = [
    "METADATA",
    "scope: package",
    `title: ${TODO} to what is so where all is well, e.g. Volumes are encrypted`,
    "description: >-",
    `  ${TODO} to why it matters, and to what AWS does where nothing is said.`,
    "related_resources:",
    `  - ${link}`,
    "custom:",
    `  id: ${id}`,
    `  source: ${managed === null ? "plangate" : "aws-config"}`,
    `  aliases: [${name}]`,
    "  severity: medium",
    `  resources: [${resources.join(", ")}]`,
    "  reads:",
    ...resources.map((type) => `    ${type}: [${attribute}]`),
    ...parameters(sketch),
    "  controls: {}",
    "  reasons:",
    `    wrong: ${TODO} to what is wrong with the resource.`,
    `    unknown: ${TODO} to what the plan cannot tell.`,
    `  remediation: ${TODO} to what mends it, in Terraform's words.`,
    ...(demand === "present" ? [] : [`  fix: {attribute: ${attribute}, value: ${demand}}`]),
  ];
  return `${metadata.map((line) => `# ${line}`).join("\n")}
package rules.${service}.${id.toLowerCase()}

import data.library.setting

${condition(sketch)}`;
}

function parameters({ managed }: Sketch): string[] {
  const known = Object.entries(managed?.parameters ?? {});
  if (known.length === 0) return [];
  const line = ([name, { default: value }]: (typeof known)[number]) => {
    const preset = value === undefined ? "" : `, default: ${JSON.stringify(value)}`;
    return `    ${name}: {description: ${TODO}${preset}}`;
  };
  return ["  parameters:", ...known.map(line)];
}

function condition({ resources, attribute, demand }: Sketch): string {
  const [type = "", ...others] = resources;
  const all =
    others.length === 0
      ? `	resources := [resource | some resource in input.resources.${type}]`
      : `	resources := [resource | some type in ${JSON.stringify(resources).replaceAll(",", ", ")}; some resource in input.resources[type]]`;
  const call =
    demand === "present"
      ? `setting.must_be_present(resources, "${attribute}")`
      : `setting.must_be("${demand}", resources, "${attribute}", "${demand === "true" ? "false" : "true"}")`;
  const comment =
    demand === "present"
      ? []
      : [`# The last argument is what leaving ${attribute} out means: "true", "false" or "unknown".`];
  return [...comment, "evaluations contains evaluation if {", all, `	some evaluation in ${call}`, "}", ""].join("\n");
}

/** Its test: every answer that the attribute can give, what exists, and what is deleted. */
export function testText({ id, service, resources, attribute, demand }: Sketch): string {
  const name = id.toLowerCase();
  const [type = ""] = resources;
  const [good, bad] =
    demand === "present" ? ['"arn:aws:a"', '""'] : demand === "true" ? ["true", "false"] : ["false", "true"];
  return `package rules.${service}.${name}_test

import data.library.fixtures
import data.rules.${service}.${name}

judge(resource) := fixtures.brief(found) if {
	found := ${name}.evaluations with input as fixtures.plan([resource])
}

test_setting[note] if {
	some type in ${JSON.stringify(resources).replaceAll(",", ", ")}
	violation := {$"NON_COMPLIANT {type}.a ${attribute}: wrong"}
	doubt := {$"INSUFFICIENT_DATA {type}.a ${attribute}: unknown"}
	some note, [value, want] in {
		"as it has to be": [${good}, set()],
		"otherwise": [${bad}, violation],
		"left out": [null, violation],
		"left to AWS": [fixtures.unset, violation],
		"unknown": [fixtures.unknown, doubt],
		"of another provider version": [fixtures.missing, doubt],
	}
	judge(fixtures.resource($"{type}.a", {"${attribute}": value})) == want
}

test_existing_is_judged if judge(fixtures.existing("${type}.a", {"${attribute}": ${bad}})) == {"NON_COMPLIANT ${type}.a ${attribute}: wrong"}

test_deleted_is_not_judged if judge(fixtures.deleted("${type}.a", {"${attribute}": ${bad}})) == set()
`;
}
