/** A name with more than this many letters wrong is another name. */
const TOLERANCE = 3;

/**
 * The known name that somebody probably meant.
 *
 * @returns the one with the fewest letters wrong, left out or too many; undefined where none comes near
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(TOLERANCE, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const wrong = distance(name.toUpperCase(), candidate.toUpperCase());
    if (wrong < least) [best, least] = [candidate, wrong];
  }
  return best;
}

/** How many letters have to be changed, added or taken away (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 1; index <= from.length; index += 1) {
    const next = [index];
    for (let at = 1; at <= to.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + (from[index - 1] === to[at - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
