import { profileRego, type Policies } from "../evaluate";
import { modelOf, type JudgeInput } from "../judge";
import { createStyle } from "../report";
import { now } from "./clock";
import { colorsFor, type Io } from "./io";

/** What a rule takes, by itself. */
interface Share {
  readonly rule: string;
  readonly milliseconds: number;
}

/**
 * Shows on stderr what each rule takes of the evaluation, for whoever looks for the slow one. A rule is measured by itself: what rules
 * share of the library counts for each of them, so together they take more than the evaluation of all at once.
 *
 * @throws InputError or ToolError as `judge` does
 */
export function showProfile(
  input: Pick<JudgeInput, "planJson" | "name" | "policies" | "targets" | "synthesized">,
  io: Io,
  color: boolean,
): void {
  const shares = measure(input).sort((a, b) => b.milliseconds - a.milliseconds || (a.rule < b.rule ? -1 : 1));
  const total = shares.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const style = createStyle(colorsFor(io.stderr, io.env, color));
  const rows = shares.map(({ rule, milliseconds }) => {
    const percent = total === 0 ? 0 : (100 * milliseconds) / total;
    return `${`${percent.toFixed(1)} %`.padStart(7)}  ${milliseconds.toFixed(2).padStart(9)} ms  ${rule}`;
  });
  const head = `profile: CPU time of ${shares.length} rules, each evaluated by itself`;
  io.stderr.write(
    `${[style.strong(head), ...rows, style.faint(`${total.toFixed(2).padStart(18)} ms  together`)].join("\n")}\n`,
  );
}

function measure(input: Parameters<typeof showProfile>[0]): Share[] {
  const { policies } = input;
  const { model } = modelOf(input);
  const rego = policies.catalog.filter(({ engine }) => engine === "opa");
  const shares = [...profileRego(policies.module, model, rego)].map(([rule, milliseconds]) => ({ rule, milliseconds }));
  return [
    ...shares,
    ...inTypeScript(policies).map(({ id, evaluate }) => ({ rule: id, milliseconds: time(() => evaluate(model)) })),
  ];
}

function inTypeScript({
  catalog,
  graphRules,
}: Policies): { id: string; evaluate: (typeof graphRules)[number]["evaluate"] }[] {
  return graphRules
    .filter(({ metadata }) => catalog.some(({ id }) => id === metadata.id))
    .map((rule) => ({ id: rule.metadata.id, evaluate: (model) => rule.evaluate(model) }));
}

/** The least of some rounds, the first of which warms up. */
function time(work: () => unknown): number {
  const rounds = Array.from({ length: 3 }, () => {
    const start = now();
    work();
    return now() - start;
  });
  return Math.min(...rounds);
}
