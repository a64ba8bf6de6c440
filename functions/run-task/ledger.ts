import type { Task } from "./request";

/** What is remembered of a task. */
export interface Entry {
  /** Of the request's body, hex sha256: the same task with another body is no repetition. */
  readonly digest: string;
  readonly receivedAt: Date;
  /** Whether its final status was reported. */
  readonly finished: boolean;
}

/** Remembers tasks, so that one is worked off once however often its request comes. */
export interface Ledger {
  /**
   * Writes a task down, unless it is known.
   *
   * @returns what was known of it; null where it is new
   */
  enter(task: Task, digest: string, now: Date): Promise<Entry | null>;
  /** The final status is reported. The access token is not kept any longer. */
  finish(taskId: string): Promise<void>;
}

/** Forgets everything when the process ends; tasks that were not finished are then given up by HCP Terraform, as failed. */
export class MemoryLedger implements Ledger {
  private readonly entries = new Map<string, Entry>();

  /** @param maximumAge milliseconds after which a task is forgotten; requests that old are refused anyway */
  constructor(private readonly maximumAge: number) {}

  enter(task: Task, digest: string, now: Date): Promise<Entry | null> {
    this.forget(now);
    const known = this.entries.get(task.request.task_result_id) ?? null;
    if (known === null) this.entries.set(task.request.task_result_id, { digest, receivedAt: now, finished: false });
    return Promise.resolve(known);
  }

  finish(taskId: string): Promise<void> {
    const entry = this.entries.get(taskId);
    if (entry !== undefined) this.entries.set(taskId, { ...entry, finished: true });
    return Promise.resolve();
  }

  /** Entries are in the order in which they came. */
  private forget(now: Date): void {
    for (const [id, { receivedAt }] of this.entries) {
      if (now.getTime() - receivedAt.getTime() <= this.maximumAge) return;
      this.entries.delete(id);
    }
  }
}
