import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LEFT_OUT, NOT_COMPARED, reduce, sandboxEnvironment, startStandIn, type Gaps } from "../gate/sandbox";
import {
  applyPlan,
  findEngine,
  initialize,
  planStack,
  prepareSandbox,
  readConfiguration,
  synthesize,
  takeSnapshot,
} from "../gate/terraform";

/**
 * `npm run sandbox:gaps [-- TYPE…]`: tries whether what the list of the sandbox's gaps says still holds. For each type the stand-in
 * gets the resources of that type, with what they need; an entry that applies, and plans again without a change, may go.
 *
 * Ends with 1 when there is such an entry.
 */
async function main(types: readonly string[]): Promise<number> {
  const listed = [...Object.keys(LEFT_OUT), ...Object.keys(NOT_COMPARED)];
  const { stacks } = await synthesize(process.cwd());
  const engine = await findEngine();
  const needless: string[] = [];
  for (const type of types.length > 0 ? types : listed) {
    const problems: string[] = [];
    for (const stack of stacks) {
      const { json } = readConfiguration(stack);
      const { [type]: blocks } = (json as { resource: Record<string, Record<string, unknown>> }).resource;
      if (blocks === undefined) continue;
      const home = mkdtempSync(join(tmpdir(), "plangate-gaps-"));
      const standIn = await startStandIn();
      try {
        const workspace = prepareSandbox(stack, reduce(json, without(type)).configuration, home);
        const env = { ...sandboxEnvironment(process.env, standIn.url), TF_VAR_database_password: "throw-away-value" };
        await initialize(engine, [workspace]);
        const plan = { targets: Object.keys(blocks).map((name) => `${type}.${name}`) };
        const { planFile } = await planStack(engine, workspace, { env, plan });
        await applyPlan(engine, workspace, takeSnapshot(planFile, home), { env, now: new Date() });
        const again = await planStack(engine, workspace, { env, plan });
        if (again.changes) problems.push(`${stack.name}: the next plan has changes`);
      } catch (error) {
        problems.push(`${stack.name}: ${(error as Error).message.split("\n").slice(0, 2).join(" ").slice(0, 200)}`);
      } finally {
        await standIn.stop();
        rmSync(home, { recursive: true, force: true });
      }
    }
    if (problems.length === 0) needless.push(type);
    process.stdout.write(`${type}: ${problems.length === 0 ? "works: take it from the list" : problems.join("; ")}\n`);
  }
  return needless.length > 0 ? 1 : 0;
}

/** The list without one type. */
function without(type: string): Gaps {
  const rest = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => name !== type));
  return { leftOut: rest(LEFT_OUT), notCompared: rest(NOT_COMPARED) };
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
