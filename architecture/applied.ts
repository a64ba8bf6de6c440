import { reduce, TRIED_WITH, type LeftOut } from "../gate/sandbox";
import { describeSeen, readSeen } from "./seen";

/** The recorded plan of a stack, as much of it as is read here. */
export interface RecordedPlan {
  readonly configuration: { readonly root_module: { readonly resources?: readonly ConfiguredResource[] } };
  readonly resource_changes?: readonly { readonly mode: string; readonly type: string; readonly name: string }[];
}

interface ConfiguredResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly expressions?: unknown;
}

/** A system with the plan that was recorded of its stack. */
export interface Recorded {
  readonly title: string;
  readonly stack: string;
  readonly plan: RecordedPlan;
}

/** What of each system the sandbox applies, what is only planned, and why: by the same list and graph as `deploy --sandbox`. */
export function appliedSection(recorded: readonly Recorded[], seen = readSeen()): readonly string[] {
  const systems = recorded.map(({ title, stack, plan }) => {
    const { leftOut } = reduce(configurationOf(plan));
    const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    const out = new Map(leftOut.map((block) => [block.address, block]));
    const planned = managed.filter(({ type, name }) => out.has(`${type}.${name}`));
    return { title, stack, leftOut, total: managed.length, applied: managed.length - planned.length };
  });
  return [
    "",
    "## What is applied for real",
    "",
    "`plangate deploy --sandbox` applies the systems with the real Terraform and AWS provider to an AWS stand-in on the same machine",
    `(moto ${TRIED_WITH}), plans again and destroys them. What the stand-in lacks is only planned and judged, and so is what`,
    "cannot be without it. The numbers are what the command applies of each system; the last column is what",
    "`__tests__/e2e/sandbox.test.ts` sees of it in every run of CI, and fails where it is otherwise.",
    "",
    "| system | resources | applied for real | only planned | seen |",
    "|---|---|---|---|---|",
    ...systems.map(({ title, stack, total, applied }) => {
      return `| ${title} | ${total} | ${applied} | ${total - applied} | ${describeSeen(seen[stack])} |`;
    }),
    "",
    "| only planned | of | why |",
    "|---|---|---|",
    ...rowsOf(systems),
  ];
}

function rowsOf(systems: readonly { readonly title: string; readonly leftOut: readonly LeftOut[] }[]): string[] {
  const rows = new Map<string, { readonly type: string; readonly why: string; readonly titles: Set<string> }>();
  for (const { title, leftOut } of systems) {
    for (const { address, why } of leftOut) {
      const type = address.split(".")[0] ?? "";
      const needed = /^needs ([^.]+)/.exec(why)?.[1];
      const reason = needed === undefined ? `the stand-in: ${why}` : `needs \`${needed}\``;
      const row = rows.get(`${type} ${reason}`) ?? { type, why: reason, titles: new Set<string>() };
      rows.set(`${type} ${reason}`, row);
      row.titles.add(title);
    }
  }
  return [...rows.values()]
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, why, titles }) => `| \`${type}\` | ${[...titles].join(", ")} | ${why} |`);
}

/** The configuration behind a plan, as far as its references go: as text, which is what a synthesized stack has. */
function configurationOf({ configuration }: RecordedPlan): Record<string, unknown> {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { mode, type, name, expressions } of configuration.root_module.resources ?? []) {
    if (mode === "managed") (resource[type] ??= {})[name] = { references: templatesIn(expressions) };
  }
  return { resource };
}

function templatesIn(expressions: unknown): string[] {
  if (typeof expressions !== "object" || expressions === null) return [];
  return Object.entries(expressions).flatMap(([name, value]: [string, unknown]) => {
    if (name !== "references" || !Array.isArray(value)) return templatesIn(value);
    const references = value.map(String);
    // Terraform lists `aws_vpc.main` beside `aws_vpc.main.id`.
    const whole = references.filter((text) => !references.some((other) => other.startsWith(`${text}.`)));
    return whole.map((text) => `\${${text}}`);
  });
}
