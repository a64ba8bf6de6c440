import { randomBytes } from "node:crypto";
import { document } from "./document";
import type { PlanResult, Worker } from "./worker";

/** What a run is created with, as far as it is gone by here. */
export interface RunAttributes {
  readonly "save-plan"?: boolean;
  readonly "plan-only"?: boolean;
  readonly "is-destroy"?: boolean;
  readonly "refresh-only"?: boolean;
  readonly variables?: readonly { readonly key: string; readonly value: string }[];
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states */
type Status =
  | "pending"
  | "planning"
  | "planned_and_saved"
  | "planned_and_finished"
  | "applying"
  | "applied"
  | "discarded"
  | "errored";

/** A run of the workspace, from its creation to its end. */
export class Run {
  readonly id = `run-${randomBytes(8).toString("hex")}`;
  status: Status = "pending";
  private applied: string | null = null;
  private planned: PlanResult | null = null;
  private worker: Worker | null = null;
  /** In place of the plan that was made. */
  private replaced: string | null = null;

  constructor(private readonly attributes: RunAttributes) {}

  get planLog(): Buffer {
    return logOf(this.planned?.log);
  }

  get applyLog(): Buffer {
    return logOf(this.applied);
  }

  /** Null while there is none. */
  get planJson(): string | null {
    return this.replaced ?? this.planned?.json ?? null;
  }

  get redacted(): string | null {
    return this.planned?.redacted ?? null;
  }

  get isConfirmable(): boolean {
    return this.status === "planned_and_saved";
  }

  /** From now on the run's plan is another one. */
  replacePlan(change: (json: string) => string): void {
    this.replaced = change(this.planned?.json ?? "{}");
  }

  async plan(worker: Worker, configuration: Buffer): Promise<void> {
    this.worker = worker;
    this.status = "planning";
    this.planned = await worker.plan({
      configuration,
      destroy: this.attributes["is-destroy"] ?? false,
      refreshOnly: this.attributes["refresh-only"] ?? false,
      variables: this.attributes.variables ?? [],
    });
    const { errored, hasChanges } = this.planned;
    if (errored) this.status = "errored";
    else
      this.status = hasChanges && this.attributes["save-plan"] === true ? "planned_and_saved" : "planned_and_finished";
  }

  async apply(): Promise<void> {
    this.status = "applying";
    const { errored, log } = (await this.worker?.apply()) ?? { errored: true, log: "" };
    this.applied = log;
    this.status = errored ? "errored" : "applied";
  }

  discard(): void {
    if (this.isConfirmable) this.status = "discarded";
  }

  document(workspace: string): { readonly data: object } {
    const attributes = {
      status: this.status,
      "has-changes": this.planned?.hasChanges ?? false,
      "is-destroy": this.attributes["is-destroy"] ?? false,
      "refresh-only": this.attributes["refresh-only"] ?? false,
      "plan-only": this.attributes["plan-only"] ?? this.attributes["save-plan"] !== true,
      "save-plan": this.attributes["save-plan"] ?? false,
      actions: { "is-cancelable": false, "is-confirmable": this.isConfirmable, "is-discardable": this.isConfirmable },
    };
    return document("runs", this.id, attributes, {
      workspace: { type: "workspaces", id: workspace },
      plan: { type: "plans", id: `plan-${this.id}` },
      apply: { type: "applies", id: `apply-${this.id}` },
    });
  }

  /** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#show-a-plan */
  planDocument(logUrl: string): { readonly data: object } {
    const status = this.planned === null ? "running" : this.planned.errored ? "errored" : "finished";
    return document("plans", `plan-${this.id}`, {
      status,
      "has-changes": this.planned?.hasChanges ?? false,
      "log-read-url": logUrl,
    });
  }

  /** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies#show-an-apply */
  applyDocument(logUrl: string): { readonly data: object } {
    const status = { applied: "finished", errored: "errored", applying: "running" }[this.status as string] ?? "pending";
    return document("applies", `apply-${this.id}`, { status, "log-read-url": logUrl });
  }
}

/** Between the characters that tell where a log begins and, once it is whole, ends. */
function logOf(text: string | null | undefined): Buffer {
  return Buffer.from(text === null || text === undefined ? "\u0002" : `\u0002${text}\u0003`);
}
