import type { ReportFormat } from "./report-format";
import type { JudgedStack } from "./run";

/**
 * The judgement itself, one evaluation a line, with the estimate of costs as `cost` and what is not as it was
 * approved as `drift`, where there are such; several stacks make an array. Versioned by its `schemaVersion`.
 * Neither times nor paths of the machine are in it: the same plan under the same policies gives the same bytes.
 */
export const json: ReportFormat = {
  *render({ stacks }) {
    const [first, ...others] = stacks;
    if (first && others.length === 0) {
      yield* document(first);
    } else {
      yield "[";
      for (const [index, stack] of stacks.entries()) {
        yield index === 0 ? "\n" : ",\n";
        yield* document(stack);
      }
      yield "\n]";
    }
    yield "\n";
  },
};

function* document({ judgement, cost, drift }: JudgedStack): Iterable<string> {
  const { evaluations, ...rest } = judgement;
  const head = { ...rest, ...(cost === undefined ? {} : { cost }), ...(drift === undefined ? {} : { drift }) };
  yield JSON.stringify(head, null, 2).replace(/\n}$/, ',\n  "evaluations": [');
  for (const [index, evaluation] of evaluations.entries()) {
    yield `${index === 0 ? "" : ","}\n    ${JSON.stringify(evaluation)}`;
  }
  yield evaluations.length === 0 ? "]\n}" : "\n  ]\n}";
}
