import type { Judgement } from "../decision";
import type { ReportFormat } from "./format";

/**
 * The judgement itself, one evaluation a line; several stacks make an array. Versioned by its `schemaVersion`.
 * Neither times nor paths of the machine are in it: the same plan under the same policies gives the same bytes.
 */
export const json: ReportFormat = {
  *render({ stacks }) {
    const [first, ...others] = stacks;
    if (first && others.length === 0) {
      yield* document(first.judgement);
    } else {
      yield "[";
      for (const [index, { judgement }] of stacks.entries()) {
        yield index === 0 ? "\n" : ",\n";
        yield* document(judgement);
      }
      yield "\n]";
    }
    yield "\n";
  },
};

function* document(judgement: Judgement): Iterable<string> {
  const { evaluations, ...head } = judgement;
  yield JSON.stringify(head, null, 2).replace(/\n}$/, ',\n  "evaluations": [');
  for (const [index, evaluation] of evaluations.entries()) {
    yield `${index === 0 ? "" : ","}\n    ${JSON.stringify(evaluation)}`;
  }
  yield evaluations.length === 0 ? "]\n}" : "\n  ]\n}";
}
