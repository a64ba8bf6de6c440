import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { StandIn } from "../../sandbox";
import { sandboxState } from "../../terraform";
import type { Session } from "../session";
import { sandboxHome, type SandboxStack } from "./copies";

interface State {
  readonly serial?: number;
  readonly resources?: readonly { readonly instances?: readonly unknown[] }[];
}

/** Number of resource instances in a stack's sandbox state. */
export function resourcesInState({ stack }: SandboxStack, project: string): number {
  const file = sandboxState(stack, sandboxHome(project));
  if (!existsSync(file)) return 0;
  const { resources = [] } = JSON.parse(readFileSync(file, "utf8")) as State;
  return resources.reduce((sum, { instances = [] }) => sum + instances.length, 0);
}

/**
 * A state lists what a certain stand-in holds. Where that one has ended, what it held is gone with it, and the state is put
 * aside – not thrown away, and not without a word.
 */
export function putAsideStates(session: Session, stacks: readonly SandboxStack[], standIn: StandIn): void {
  const { directory, progress } = session;
  const now = JSON.stringify({ id: standIn.id, url: standIn.url });
  for (const prepared of stacks) {
    const file = sandboxState(prepared.stack, sandboxHome(directory));
    const record = `${file}.stand-in`;
    const count = resourcesInState(prepared, directory);
    if (count > 0 && !(existsSync(record) && readFileSync(record, "utf8") === now)) {
      const { serial = 0 } = JSON.parse(readFileSync(file, "utf8")) as State;
      const aside = `${file}.${serial}.gone`;
      renameSync(file, aside);
      progress.say(
        `${prepared.stack.name}: an earlier sandbox left ${count} resources in its state; its stand-in has ended, and they with it. Begins anew; that state is kept as ${aside}`,
      );
    }
    writeFileSync(record, now, { mode: 0o600 });
  }
}
