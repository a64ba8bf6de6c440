import { count, printable, type Style } from "../report";
import { byRule, KINDS, messageOf, summary, transition, type Replay } from "./words";

/** For people, on a terminal or in a log. */
export function* text(replay: Replay, style: Style): Iterable<string> {
  for (const line of lines(replay, style)) yield `${line}\n`;
}

function* lines(replay: Replay, style: Style): Iterable<string> {
  for (const note of replay.notes) yield style.warn(`note  ${printable(note)}`);
  for (const { plan, before, after, reasons } of replay.changedPlans) {
    const verdict = before === after ? after : `${before} before, ${after} now`;
    yield `${printable(plan)}  ${after === "denied" ? style.bad(verdict) : style.good(verdict)}`;
    for (const reason of reasons) yield `  - ${printable(reason)}`;
  }
  for (const kind of KINDS) {
    const rules = byRule(replay.changes, kind);
    if (rules.size === 0) continue;
    yield "";
    yield style.strong(kind === "other" ? "other changes" : kind);
    for (const [rule, changes] of rules) {
      yield `  ${style.strong(printable(rule))}  ${count(changes.length, "resource")}`;
      for (const change of changes) {
        const attribute = change.after?.attribute ?? change.before?.attribute;
        const where = attribute === null || attribute === undefined ? "" : `  ${printable(attribute)}`;
        yield `    ${printable(change.plan)}  ${printable(change.resource)}${where}`;
        const message = messageOf(change);
        yield style.faint(`      ${transition(change)}${message === null ? "" : `: ${printable(message)}`}`);
      }
    }
  }
  const { added, removed } = replay.rules;
  if (replay.changes.length + replay.changedPlans.length > 0) yield "";
  if (added.length > 0) yield `new rules: ${added.map(printable).join(", ")}`;
  if (removed.length > 0) yield `rules that are gone: ${removed.map(printable).join(", ")}`;
  for (const { plan, problem } of replay.unreadable)
    yield style.bad(`not judged: ${printable(plan)}: ${printable(problem)}`);
  if (replay.skipped.length > 0) yield style.faint(`no plans: ${replay.skipped.map(printable).join(", ")}`);
  yield summary(replay);
}
