import type { Worker } from "node:worker_threads";
import { ToolError } from "../../gate/errors";
import { fromSentError, type JudgingTask, type SentError, type Verdict } from "./judging";

/** What a worker answers to each task, in the order of the tasks. */
export type WorkerAnswer = { readonly verdict: Verdict } | { readonly error: SentError };

interface Job {
  readonly task: JudgingTask;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that judge, so that requests are answered meanwhile. A plan that brings a thread down brings down nothing else. */
export class JudgePool {
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Job>();
  private closed = false;

  /** @param startWorker makes a thread that answers each `JudgingTask` with a `WorkerAnswer` */
  constructor(
    private readonly size: number,
    private readonly startWorker: () => Worker,
  ) {}

  judge(task: JudgingTask): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.assign();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.idle, ...this.busy.keys()].map((worker) => worker.terminate()));
  }

  private assign(): void {
    while (this.waiting.length > 0) {
      const worker = this.idle.pop() ?? this.grow();
      if (worker === undefined) return;
      const job = this.waiting.shift();
      if (job === undefined) return;
      this.busy.set(worker, job);
      // Moved, not copied, where the bytes have their memory to themselves.
      const { buffer, byteLength } = job.task.planJson;
      worker.postMessage(job.task, buffer.byteLength === byteLength && buffer instanceof ArrayBuffer ? [buffer] : []);
    }
  }

  private grow(): Worker | undefined {
    if (this.closed || this.busy.size + this.idle.length >= this.size) return undefined;
    const worker = this.startWorker();
    worker.on("message", (answer: WorkerAnswer) => {
      const job = this.busy.get(worker);
      this.busy.delete(worker);
      this.idle.push(worker);
      if ("verdict" in answer) job?.resolve(answer.verdict);
      else job?.reject(fromSentError(answer.error));
      this.assign();
    });
    worker.on("error", (error: NodeJS.ErrnoException) => this.lose(worker, error));
    worker.on("exit", () => this.lose(worker, undefined));
    return worker;
  }

  /** A thread has ended, and with it the judgement that it was at. */
  private lose(worker: Worker, error: NodeJS.ErrnoException | undefined): void {
    const job = this.busy.get(worker);
    this.busy.delete(worker);
    const place = this.idle.indexOf(worker);
    if (place >= 0) this.idle.splice(place, 1);
    const memory = error?.code === "ERR_WORKER_OUT_OF_MEMORY";
    job?.reject(
      new ToolError(
        {
          what: memory ? "The plan takes more memory to judge than there is." : "Judging the plan ended unexpectedly.",
          mend: memory
            ? "Split the stack, or give the run task more memory (--worker-memory)."
            : "Start the run anew. If it happens again, report it.",
        },
        { cause: error },
      ),
    );
    if (!this.closed) this.assign();
  }
}
