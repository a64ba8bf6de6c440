/** Strings, those with a colon after them being names, and the brackets. */
const TOKEN = /"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/g;

/**
 * The first name that an object of a JSON text has twice. JSON.parse keeps the last of them in silence, so that something else
 * might be judged than what somebody reads first, or than what AWS makes of it.
 *
 * @param text valid JSON
 */
export function duplicateName(text: string): string | undefined {
  // Names of the objects that are open; a list has none.
  const open: (Set<string> | undefined)[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token.endsWith(":")) {
      const names = open.at(-1);
      const name = JSON.parse(token.slice(0, -1)) as string;
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
  }
  return undefined;
}
