import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differencesByAddress, LEFT_OUT, reduce, sandboxEnvironment, startStandIn } from "../gate/sandbox";
import {
  applyPlan,
  findEngine,
  initialize,
  planStack,
  prepareSandbox,
  readConfiguration,
  showPlan,
  synthesize,
  takeSnapshot,
  type Engine,
  type PlannedStack,
  type SynthesizedStack,
  type Workspace,
} from "../gate/terraform";

/** Most of an apply is waiting. */
const AT_ONCE = 40;

/** What became of the resources of one type in one stack: nothing when they are there and the next plan leaves them alone. */
type Problems = Map<string, string[]>;

/**
 * `npm run sandbox:gaps [-- TYPE…]`: tries whether what the list of the sandbox's gaps says still holds. Of each stack a stand-in
 * gets the resources of all listed types, with what they need and with all their attributes. A type whose resources are there,
 * and planned again without a change, may go from the list. One whose resources need what is not there stays: they cannot be either.
 *
 * Ends with 1 when there is a type that may go, or that no stack has.
 */
async function main(named: readonly string[]): Promise<number> {
  const types = named.length > 0 ? named : Object.keys(LEFT_OUT);
  const { stacks } = await synthesize(process.cwd());
  const engine = await findEngine();
  const problems: Problems = new Map();
  const tried = new Set<string>();
  for (const stack of stacks) {
    for (const type of await tryStack(engine, stack, types, problems)) tried.add(type);
  }
  let needless = 0;
  for (const type of types) {
    const found = problems.get(type);
    if (found === undefined) needless += 1;
    const said = tried.has(type) ? "works: take it from the list" : "no stack has one: take it from the list";
    process.stdout.write(`${type}: ${found === undefined ? said : found.join("\n  ")}\n`);
  }
  return needless > 0 ? 1 : 0;
}

/** @returns The types that the stack has, after adding to `problems` what is wrong with them. */
async function tryStack(
  engine: Engine,
  stack: SynthesizedStack,
  types: readonly string[],
  problems: Problems,
): Promise<readonly string[]> {
  const { json } = readConfiguration(stack);
  const { resource } = json as { readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  const own = types.filter((type) => resource[type] !== undefined);
  if (own.length === 0) return own;
  const home = mkdtempSync(join(tmpdir(), "plangate-gaps-"));
  const standIn = await startStandIn();
  const note = (type: string, text: string): void => {
    if (own.includes(type)) problems.set(type, [...(problems.get(type) ?? []), text]);
  };
  const say = (text: string): unknown => process.stderr.write(`${stack.name}: ${text}\n`);
  try {
    const workspace = prepareSandbox(stack, reduce(json, {}).configuration, home);
    const env = { ...sandboxEnvironment(process.env, standIn.url), TF_VAR_database_password: "throw-away-value" };
    const targets = own.flatMap((type) => Object.keys(resource[type] ?? {}).map((name) => `${type}.${name}`));
    const plan = { targets, parallelism: AT_ONCE };
    await initialize(engine, [workspace]);
    say(`applying ${targets.length} resources, and what they need`);
    const { planFile } = await planStack(engine, workspace, { env, plan });
    try {
      await applyPlan(engine, workspace, takeSnapshot(planFile, home), { env, now: new Date(), apply: plan });
    } catch (error) {
      // What failed is not there, and so the next plan makes it.
      say((error as Error).message);
    }
    const read = await planAgain(engine, workspace, targets, env, (why, addresses) => {
      for (const address of addresses) note(typeOf(address), `${stack.name}: ${address}: ${why}`);
    });
    const shown = await showPlan(engine, read.planFile, workspace.directory, { env });
    for (const [address, difference] of differencesByAddress(JSON.parse(shown.toString("utf8")))) {
      note(typeOf(address), `${stack.name}: ${difference}`);
    }
  } finally {
    await standIn.stop();
    rmSync(home, { recursive: true, force: true });
  }
  return own;
}

/** Plans what can be read, leaving out step by step what cannot, and what needs that. */
async function planAgain(
  engine: Engine,
  workspace: Workspace,
  targets: readonly string[],
  env: NodeJS.ProcessEnv,
  fails: (why: string, addresses: readonly string[]) => void,
): Promise<PlannedStack> {
  try {
    return await planStack(engine, workspace, { env, plan: { targets, parallelism: AT_ONCE } });
  } catch (error) {
    const { message } = error as Error;
    const unreadable = targets.filter((address) => message.includes(`(${address}, `));
    if (unreadable.length === 0) throw error;
    const types = new Map(unreadable.map((address) => [typeOf(address), { why: "it cannot be read" }]));
    const { leftOut } = reduce(readConfiguration(workspace.stack).json, Object.fromEntries(types));
    const needing = leftOut.map(({ address }) => address).filter((address) => targets.includes(address));
    fails("cannot be read, or needs what cannot", needing);
    const rest = targets.filter((address) => !needing.includes(address));
    return planAgain(engine, workspace, rest, env, fails);
  }
}

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
