import { resolve } from "node:path";
import { isOpen } from "../../../policies/contract/evaluation";
import { Exemptions, type Finding, type ListedExemption } from "../../decision";
import type { Policies } from "../../evaluate";
import { judge } from "../../judge";
import { createStyle, printable, type Style } from "../../report";
import { colorsFor, type Io } from "../io";
import { readKeptPlan } from "../plan-json";
import { findPolicies } from "../policies";
import type { ExemptionsOptions } from "../options";

/** An exemption, and what the plan of its stack says of it: null where no such plan was given. */
interface Listed extends Omit<ListedExemption, "findings"> {
  readonly findings: readonly Finding[] | null;
}

/**
 * `plangate exemptions [plan…]`: lists the exemptions with days left and what is wrong with them; with plans, which findings each
 * one allows.
 *
 * @returns 0 where all are valid, 1 where one would deny
 * @throws InputError or ToolError where policies or plans cannot be read.
 */
export function exemptions(plans: readonly string[], options: ExemptionsOptions, io: Io): number {
  const directory = resolve(io.cwd, options.chdir);
  const policies = findPolicies(directory, { ...options, keepUnknownExemptions: true });
  const now = new Date();
  const findings = findingsIn(
    plans.map((plan) => resolve(directory, plan)),
    policies,
    options,
    now,
  );
  const listed = listAll(policies, findings, now);
  const { maximumDays } = policies.exemptions;
  if (options.format === "json") {
    const entries = listed.map(({ exemption, ...rest }) => ({ ...exemption, ...rest }));
    io.stdout.write(`${JSON.stringify({ maximumDays, exemptions: entries }, null, 2)}\n`);
  } else {
    const style = createStyle(colorsFor(io.stdout, io.env, options.color));
    io.stdout.write(`${[...lines(listed, maximumDays, style), ...hints(listed, findings)].join("\n")}\n`);
  }
  return listed.every(({ problem, unused }) => problem === null && unused === null) ? 0 : 1;
}

/** By stack, what its rules found in the plans that were given. */
function findingsIn(
  files: readonly string[],
  policies: Policies,
  { stack }: ExemptionsOptions,
  now: Date,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const file of files) {
    const plan = readKeptPlan(file);
    const name = stack ?? plan.stack;
    const { evaluations } = judge({ ...plan, name: file, stack: name, policies, now });
    const open = evaluations.filter(({ status }) => isOpen(status));
    const findings = open.map(({ rule, resource, construct }) => ({
      rule,
      address: resource,
      path: construct?.path ?? null,
    }));
    found.set(name, [...(found.get(name) ?? []), ...findings]);
  }
  return found;
}

function listAll(
  { catalog, exemptions: settings }: Policies,
  findings: ReadonlyMap<string, readonly Finding[]>,
  now: Date,
): Listed[] {
  const rules = new Set(catalog.map(({ id }) => id));
  const stacks = [...new Set(settings.exemptions.map(({ stack }) => stack))].sort();
  return stacks.flatMap((stack) => {
    const own = new Exemptions(settings, stack, now, rules);
    const known = findings.get(stack);
    for (const finding of known ?? []) own.find(finding);
    return own.list().map((entry) => (known === undefined ? { ...entry, unused: null, findings: null } : entry));
  });
}

function lines(listed: readonly Listed[], maximumDays: number, style: Style): string[] {
  const stacks = [...new Set(listed.map(({ exemption }) => exemption.stack))];
  const invalid = listed.filter(({ problem, unused }) => problem !== null || unused !== null).length;
  const count = `${listed.length} ${listed.length === 1 ? "exemption" : "exemptions"}`;
  const verdict =
    invalid === 0
      ? style.good(`${count}, all valid; at most ${maximumDays} days ahead`)
      : style.bad(`${count}, ${invalid} of them invalid: they deny the plan of their stack`);
  return [
    ...stacks.flatMap((stack) => [
      style.strong(printable(stack)),
      ...listed.filter(({ exemption }) => exemption.stack === stack).flatMap((entry) => entryLines(entry, style)),
      "",
    ]),
    verdict,
  ];
}

/** Why an exemption may not meet what it was written for: it is of another stack, or by paths that the plan does not have. */
function hints(listed: readonly Listed[], findings: ReadonlyMap<string, readonly Finding[]>): string[] {
  return [...findings].flatMap(([stack, found]) => {
    const own = listed.filter(({ exemption }) => exemption.stack === stack);
    if (own.length === 0) return [`note  no exemption is of the stack ${printable(stack)}, whose plan was given`];
    const byPath = own.some(({ exemption, unused }) => unused !== null && exemption.resource.includes("/"));
    return byPath && found.every(({ path }) => path === null)
      ? [
          `note  the plan of ${printable(stack)} has no construct paths: keep its cdk.tf.json beside it as ${printable(stack)}.cdk.tf.json`,
        ]
      : [];
  });
}

function entryLines({ exemption, daysLeft, problem, unused, findings }: Listed, style: Style): string[] {
  const { rule, resource, expires, reason, owner, ticket } = exemption;
  const left = daysLeft < 0 ? "over" : `${daysLeft} ${daysLeft === 1 ? "day" : "days"} left`;
  const addresses = [...new Set((findings ?? []).map(({ address }) => address))];
  const wrong = problem ?? unused;
  return [
    `  ${style.strong(rule)}  ${printable(resource)}  ${left} (until ${expires})`,
    `    ${printable(`${reason} (${owner}, ${ticket})`)}`,
    ...(problem === null ? addresses.map((address) => `    allows ${printable(address)}`) : []),
    ...(wrong === null ? [] : [`    ${style.bad("invalid")}: ${printable(wrong)}`]),
  ];
}
