import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicies, type Policies } from "../../../gate/evaluate";
import type { Clock } from "../../../functions/run-task/clock";
import { judgeTask, type Judge } from "../../../functions/run-task/judging";
import type { KeySource } from "../../../functions/run-task/keys";
import { MemoryLedger, type Ledger } from "../../../functions/run-task/ledger";
import { jsonLog } from "../../../functions/run-task/log";
import { RunTaskServer } from "../../../functions/run-task/server";
import { DEFAULT_SETTINGS, type RunTaskSettings } from "../../../functions/run-task/settings";
import { Slots } from "../../../functions/run-task/slots";
import type { PlanArchive } from "../../../functions/run-task/work";
import { HcpTerraform } from "./hcp-terraform";

export const KEY = "a key that is long enough";

/** A clock that waits for nothing: whoever waits moves it on. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  private time = Date.parse("2026-06-01T12:00:00Z");
  private readonly actions: { readonly interval: number; next: number; readonly action: () => void }[] = [];

  now(): Date {
    return new Date(this.time);
  }

  async wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.advance(milliseconds);
    // As after a real wait, whatever else was to be done has been.
    await new Promise((resolve) => setImmediate(resolve));
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    for (const each of this.actions) {
      for (; each.next <= this.time; each.next += each.interval) each.action();
    }
  }

  every(interval: number, action: () => void): () => void {
    const entry = { interval, next: this.time + interval, action };
    this.actions.push(entry);
    return () => this.actions.splice(this.actions.indexOf(entry), 1);
  }
}

let loaded: Policies | undefined;

/** The project's own policies. */
export function policies(): Policies {
  loaded ??= loadPolicies({ directory: join(__dirname, "..", "..", "..", "policies") });
  return loaded;
}

const PLANS = join(__dirname, "..", "..", "plans");

/** As Terraform wrote it of the example that the gate must refuse. */
export const DENIED = readFileSync(join(PLANS, "as-built.json"));

/** Keys and an e-mail subscription of the storefront: a part that no rule has anything against. */
export const APPROVED = partOf("storefront.json", ["aws_kms_key", "aws_kms_alias", "aws_sns_topic_subscription"]);

function partOf(file: string, types: readonly string[]): Buffer {
  type Typed = readonly { readonly type: string }[];
  const plan = JSON.parse(readFileSync(join(PLANS, file), "utf8")) as {
    readonly resource_changes: Typed;
    readonly configuration: { readonly root_module: { readonly resources: Typed } };
  };
  const kept = (resources: Typed) => resources.filter(({ type }) => types.includes(type));
  const { configuration } = plan;
  const root = { ...configuration.root_module, resources: kept(configuration.root_module.resources) };
  const part = {
    ...plan,
    planned_values: undefined,
    resource_changes: kept(plan.resource_changes),
    configuration: { ...configuration, root_module: root },
  };
  return Buffer.from(JSON.stringify(part));
}

export interface Home {
  readonly hcp: HcpTerraform;
  readonly clock: FakeClock;
  readonly server: RunTaskServer;
  readonly url: string;
  /** What was logged, a line each. */
  readonly lines: string[];
}

/** A run task server in this process, beside an HCP Terraform of its own; both share a clock. */
export async function openHome(
  options: {
    readonly keys?: KeySource;
    readonly ledger?: Ledger;
    readonly judge?: Judge;
    readonly settings?: Partial<RunTaskSettings>;
    readonly hcp?: HcpTerraform;
    readonly clock?: FakeClock;
    readonly archive?: PlanArchive;
  } = {},
): Promise<Home> {
  const clock = options.clock ?? new FakeClock();
  const hcp = options.hcp ?? new HcpTerraform(() => clock.now().getTime());
  if (options.hcp === undefined) await hcp.start();
  const lines: string[] = [];
  const settings = {
    ...DEFAULT_SETTINGS,
    origins: { api: [hcp.apiOrigin], downloads: [hcp.archivistOrigin] },
    ...options.settings,
  };
  const server = new RunTaskServer({
    settings,
    clock,
    keys: options.keys ?? { keys: () => Promise.resolve([KEY]) },
    ledger: options.ledger ?? new MemoryLedger(settings.maximumAge),
    log: jsonLog(
      (line) => lines.push(line),
      () => clock.now(),
    ),
    judge: options.judge ?? ((task) => Promise.resolve(judgeTask(task, policies(), clock.now()))),
    slots: new Slots(2),
    ...(options.archive && { archive: options.archive }),
  });
  const port = await server.listen(0, "127.0.0.1");
  return { hcp, clock, server, url: `http://127.0.0.1:${port}/`, lines };
}
