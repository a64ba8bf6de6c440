import { setFlagsFromString } from "node:v8";

/**
 * Tells V8 that this process reads one plan, judges it and ends. Almost all that it makes of the plan lives as long as
 * the process: looking for garbage in it again and again, and moving it from one space to the next in small steps, finds
 * nothing. Memory stays below the limit that Node.js has all the same. Not for a process that judges plan after plan.
 */
export function settleForSingleUse(): void {
  // How much the heap may grow before garbage is looked for: until it is 100 times what there is at the start, or at its limit.
  setFlagsFromString("--heap-growing-percent=10000");
  // New objects get all the space that there is for them at once.
  setFlagsFromString("--semi-space-growth-factor=16");
}
