import { gzipSync } from "node:zlib";
import { configurationKey, planKey } from "../../../functions/fleet-replay/contract/layout";
import type { Objects } from "../../../functions/fleet-replay/objects";

/** Objects in memory. */
export class MemoryBucket implements Pick<Objects, "get"> {
  readonly objects = new Map<string, Uint8Array>();

  get(key: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.objects.get(key) ?? null);
  }

  /** As the run task keeps a plan. */
  keep(workspace: string, planJson: Uint8Array, configuration = ""): void {
    this.objects.set(planKey(workspace), gzipSync(planJson));
    this.objects.set(configurationKey(workspace), gzipSync(configuration));
  }
}
