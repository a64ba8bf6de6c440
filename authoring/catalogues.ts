import { CATALOGUES } from "../policies/contract/catalogues";

/** A catalogue's name; a key that is not known stays as it is. */
export function catalogueName(key: string): string {
  return CATALOGUES[key]?.name ?? key;
}

/** Known catalogues in their order, then others by key. */
export function inOrder(keys: Iterable<string>): string[] {
  const known = Object.keys(CATALOGUES);
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  return [...keys].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `EC2.2` before `EC2.10`. */
export const byControl: (a: string, b: string) => number = new Intl.Collator("en", { numeric: true }).compare;
