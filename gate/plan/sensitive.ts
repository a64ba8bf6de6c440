import { isMarked } from "./marks";
import type { ResourceChange } from "./terraform-plan";

/**
 * Whether the plan marks any part of an attribute sensitive, before or after.
 * The plan JSON holds sensitive values in plain text and only marks them, so whoever prints has to ask.
 *
 * @param path attribute path such as `ingress[0].cidr_blocks`; null for the whole resource
 */
export function isSensitive(change: ResourceChange, path: string | null): boolean {
  return [change.change.before_sensitive, change.change.after_sensitive].some((marks) => marked(marks, path));
}

function marked(marks: unknown, path: string | null): boolean {
  const root = path === null ? null : (/^[^.[]+/.exec(path)?.[0] ?? null);
  if (root === null || typeof marks !== "object" || marks === null) return isMarked(marks);
  return Object.hasOwn(marks, root) && isMarked((marks as Record<string, unknown>)[root]);
}
