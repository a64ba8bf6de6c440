/** What came of work that was done side by side: results in the order of the items, and what failed. */
export interface Outcomes<Item, Result> {
  readonly results: readonly Result[];
  readonly failures: readonly Failure<Item>[];
}

/** Something that could not be done. */
export interface Failure<Item> {
  readonly item: Item;
  readonly error: Error;
}

/** Works on some items at once. One that fails does not stop the others. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Outcomes<Item, Result>> {
  const outcomes: PromiseSettledResult<Result>[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, item] = next;
      const [outcome] = await Promise.allSettled([work(item)]);
      outcomes[index] = outcome;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    results: outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : [])),
    failures: items.flatMap((item, index) => {
      const outcome = outcomes[index];
      return outcome?.status === "rejected" ? [{ item, error: asError(outcome.reason) }] : [];
    }),
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
