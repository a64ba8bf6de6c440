import { rmSync } from "node:fs";
import { MIRROR_VIEW } from "./setup";

/** Removes what setup.ts has made. */
export default function tearDown(): void {
  const view = process.env[MIRROR_VIEW];
  // Links into the mirror are removed, and not what they lead to.
  if (view !== undefined) rmSync(view, { recursive: true });
}
