import { join } from "node:path";
import { InputError } from "../../errors";
import { reduce, type LeftOut } from "../../sandbox";
import { prepareSandbox, readConfiguration, type SynthesizedStack } from "../../terraform";
import type { PreparedStack } from "../planning";
import type { Session } from "../session";

const MODE = { offline: false, because: "a sandbox has a stand-in for its account" };

/** A stack as the stand-in can hold it. */
export interface SandboxStack extends PreparedStack {
  readonly leftOut: readonly LeftOut[];
}

/** Where everything of the project's sandbox lies: copies, states, plans and what was applied. */
export function sandboxHome(project: string): string {
  return join(project, ".plangate", "sandbox");
}

/** Makes the working copies of stacks, and says what they leave out. */
export function copyStacks({ directory, progress }: Session, stacks: readonly SynthesizedStack[]): SandboxStack[] {
  return stacks.map((stack) => {
    if (stack.configurationPath === null) throw notSynthesized(stack);
    const { json } = readConfiguration(stack);
    const { configuration, leftOut } = reduce(json);
    const workspace = prepareSandbox(stack, configuration, sandboxHome(directory));
    for (const line of describe(leftOut)) progress.say(`${stack.name}: ${line}`);
    return { stack: workspace.stack, mode: MODE, workspace, leftOut };
  });
}

/** One line for each type and reason, so that the same said twenty times does not hide the rest. */
function describe(leftOut: readonly LeftOut[]): string[] {
  const groups = new Map<string, number>();
  for (const { address, why } of leftOut) {
    const text = `${address.split(".").slice(0, -1).join(".")}: ${why}`;
    groups.set(text, (groups.get(text) ?? 0) + 1);
  }
  return [
    ...(groups.size === 0 ? ["the stand-in can hold all of it"] : ["not in the sandbox, because of the stand-in:"]),
    ...[...groups].map(([text, count]) => `  ${count} ${text}`),
  ];
}

/** What is left out is told by the blocks of CDKTF's JSON syntax. */
function notSynthesized({ name, directory }: SynthesizedStack): InputError {
  return new InputError({
    what: `${name} is plain Terraform: only what CDKTF synthesizes can be applied to a sandbox.`,
    where: directory,
    mend: "Judge it with: plangate plan",
  });
}

/** The account that the stacks are meant for, where they name one. */
export function accountOf(stacks: readonly SynthesizedStack[]): string | undefined {
  const named = stacks.flatMap((stack) =>
    [...readConfiguration(stack).files.values()].flatMap(
      (text) => /"allowed_account_ids":\s*\[\s*"(\d{12})"/.exec(text)?.[1] ?? [],
    ),
  );
  return named[0];
}
