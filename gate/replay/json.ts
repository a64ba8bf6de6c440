import type { Replay } from "./words";

/** For programs. The same plans under the same policies give the same bytes. */
export function json(replay: Replay): string {
  return `${JSON.stringify({ schemaVersion: "1.0.0", ...replay }, null, 2)}\n`;
}
