import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What `__tests__/e2e/sandbox.test.ts` has seen of a stack: numbers of resources. */
export interface Seen {
  readonly applied: number;
  readonly destroyed: number;
}

/** By stack. The test fails where it sees something else, and prints what to write here. */
export function readSeen(): { readonly [stack: string]: Seen } {
  return JSON.parse(readFileSync(join(__dirname, "sandbox-seen.json"), "utf8")) as { readonly [stack: string]: Seen };
}

/** As a cell of a table. */
export function describeSeen(seen: Seen | undefined): string {
  return seen === undefined
    ? "nothing"
    : `${seen.applied} applied, planned again without a change, looked at with the AWS SDK, ${seen.destroyed} destroyed`;
}
