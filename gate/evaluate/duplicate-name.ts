/** Strings, and the signs that say what they are. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/**
 * The first name that an object of a JSON text has twice. JSON.parse keeps the last of them in silence, so that a rule might be
 * judged by settings other than those that somebody reads first.
 *
 * @param text valid JSON
 */
export function duplicateName(text: string): string | undefined {
  /** Of each object that is open, its names so far; null for a list. */
  const open: { readonly names: Set<string> | null; isName: boolean }[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const current = open.at(-1);
    if (token === "{") open.push({ names: new Set(), isName: true });
    else if (token === "[") open.push({ names: null, isName: false });
    else if (token === "}" || token === "]") open.pop();
    else if (token === "," && current !== undefined) current.isName = true;
    else if (current?.names && current.isName) {
      const name = JSON.parse(token) as string;
      if (current.names.has(name)) return name;
      current.names.add(name);
      current.isName = false;
    }
  }
  return undefined;
}
