import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../gate/errors";
import type { Entry, Ledger } from "./ledger";
import type { Task } from "./request";

interface StoredEntry {
  readonly digest: string;
  readonly receivedAt: string;
  /** Until the task is finished: it holds the access token, which is why the directory is its owner's alone. */
  readonly task?: Task;
}

/** Keeps tasks in a directory, a file each, so that a server that is started again goes on where the last one ended. */
export class DirectoryLedger implements Ledger {
  /** @throws InputError where the directory cannot be made */
  constructor(
    private readonly directory: string,
    private readonly maximumAge: number,
  ) {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new InputError(
        {
          what: `The directory for tasks cannot be made: ${(error as NodeJS.ErrnoException).code ?? "unknown"}.`,
          where: directory,
          mend: "Name one that this user may write to.",
        },
        { cause: error },
      );
    }
  }

  /** Tasks whose final status is not reported yet, oldest first. Forgets those that are too old on the way. */
  unfinished(now: Date): readonly Task[] {
    const found: { readonly receivedAt: number; readonly task: Task }[] = [];
    for (const file of readdirSync(this.directory).filter((name) => name.endsWith(".json"))) {
      const stored = this.read(file.slice(0, -".json".length));
      const receivedAt = Date.parse(stored?.receivedAt ?? "");
      if (!(now.getTime() - receivedAt <= this.maximumAge)) rmSync(join(this.directory, file), { force: true });
      else if (stored?.task !== undefined) found.push({ receivedAt, task: stored.task });
    }
    return found.sort((a, b) => a.receivedAt - b.receivedAt).map(({ task }) => task);
  }

  enter(task: Task, digest: string, now: Date): Promise<Entry | null> {
    const known = this.read(task.request.task_result_id);
    if (known !== null) {
      const { receivedAt, task: pending } = known;
      const finished = pending === undefined;
      return Promise.resolve({ digest: known.digest, receivedAt: new Date(receivedAt), finished });
    }
    this.write(task.request.task_result_id, { digest, receivedAt: now.toISOString(), task });
    return Promise.resolve(null);
  }

  finish(taskId: string): Promise<void> {
    const known = this.read(taskId);
    if (known !== null) this.write(taskId, { digest: known.digest, receivedAt: known.receivedAt });
    return Promise.resolve();
  }

  /** Ids are checked to be letters, digits, hyphens and underscores before they get here. */
  private file(taskId: string): string {
    return join(this.directory, `${taskId}.json`);
  }

  private read(taskId: string): StoredEntry | null {
    try {
      return JSON.parse(readFileSync(this.file(taskId), "utf8")) as StoredEntry;
    } catch {
      // None, or not whole: then the request was not answered either, and it comes again.
      return null;
    }
  }

  private write(taskId: string, entry: StoredEntry): void {
    const draft = `${this.file(taskId)}.draft`;
    writeFileSync(draft, JSON.stringify(entry), { mode: 0o600, flush: true });
    renameSync(draft, this.file(taskId));
  }
}
