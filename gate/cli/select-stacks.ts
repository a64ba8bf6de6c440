import { InputError } from "../errors";
import type { Synthesis, SynthesizedStack } from "../terraform";

/**
 * The stacks that a command line names, in the order in which they would be applied; all of them where it names none.
 *
 * @throws InputError for a name that no stack has, and for a project without stacks.
 */
export function selectStacks({ stacks }: Synthesis, names: readonly string[]): readonly SynthesizedStack[] {
  const known = stacks.map((stack) => stack.name);
  if (known.length === 0) {
    throw new InputError({
      what: "The project synthesizes no stack.",
      mend: "Add one to the app that cdktf.json runs.",
    });
  }
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length > 0) {
    throw new InputError({
      what: `There is no stack ${missing.map((name) => `"${name}"`).join(", ")}.`,
      mend: `The stacks are: ${known.join(", ")}.`,
    });
  }
  return stacks.filter((stack) => names.length === 0 || names.includes(stack.name));
}

/**
 * Groups stacks so that each group can be planned once the groups before it are applied: what a stack reads of another
 * one's outputs is known only then.
 *
 * @param stacks In an order that respects their dependencies.
 */
export function inWaves(stacks: readonly SynthesizedStack[]): readonly (readonly SynthesizedStack[])[] {
  const waveOf = new Map<string, number>();
  const waves: SynthesizedStack[][] = [];
  for (const stack of stacks) {
    const wave = Math.max(0, ...stack.dependencies.map((name) => (waveOf.get(name) ?? -1) + 1));
    waveOf.set(stack.name, wave);
    (waves[wave] ??= []).push(stack);
  }
  return waves;
}
