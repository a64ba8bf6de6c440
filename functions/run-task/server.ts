import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ToolError } from "../../gate/errors";
import { report } from "./callback";
import { describeError, factsOf } from "./log";
import { receive, REQUEST_LIMIT, type ReceiveServices, type Reply } from "./receive";
import type { Task } from "./request";
import { work, type WorkServices } from "./work";

export type ServerServices = Omit<ReceiveServices, "enqueue"> & WorkServices;

/** Milliseconds until a client that sends nothing is let go. */
const REQUEST_TIMEOUT = 30_000;

/** The run task as a server of its own: answers, and works tasks off in the same process. */
export class RunTaskServer {
  private readonly server: Server;
  /** Tasks that are being worked off, by id. */
  private readonly running = new Map<string, { readonly task: Task; readonly done: Promise<void> }>();

  constructor(private readonly services: ServerServices) {
    this.server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
      void this.answer(request, response);
    });
  }

  /**
   * @returns the port, which was chosen by the system where 0 was asked for
   * @throws ToolError where the port is taken or not allowed
   */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", (error: NodeJS.ErrnoException) => {
        const what = `The server cannot listen on ${host}, port ${port}: ${error.code ?? error.message}.`;
        reject(new ToolError({ what, mend: "Choose another port, or end what listens there." }, { cause: error }));
      });
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Works a task off, unless it is at it. For tasks that a server before this one did not finish, too. */
  start(task: Task): void {
    const id = task.request.task_result_id;
    if (this.running.has(id)) return;
    const done = this.workOff(task).finally(() => this.running.delete(id));
    this.running.set(id, { task, done });
  }

  /** When all tasks that are there by now are finished. */
  async idle(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  /**
   * Lets tasks finish, as long as there is time. Those that do not are reported as failed, unless they are kept for the
   * server that is started next.
   *
   * @param grace milliseconds
   * @returns how many tasks did not finish
   */
  async end(grace: number, kept: boolean): Promise<number> {
    await new Promise<void>((resolve) => {
      const stop = this.services.clock.every(grace, resolve);
      void this.idle().then(() => {
        stop();
        resolve();
      });
    });
    const left = [...this.running.values()].map(({ task }) => task);
    if (!kept) await Promise.all(left.map((task) => this.giveUp(task)));
    return left.length;
  }

  private async giveUp(task: Task): Promise<void> {
    const { log, settings, clock } = this.services;
    const message = "Not judged: the run task was shut down in the middle. Start the run anew.";
    try {
      await report(task.request, { status: "failed", message }, { ...settings, clock });
    } catch (error) {
      log("error", "given-up", { ...factsOf(task), error: describeError(error) });
    }
  }

  /** Takes no more requests. */
  async close(): Promise<void> {
    this.server.closeIdleConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async workOff(task: Task): Promise<void> {
    const { log, ledger } = this.services;
    try {
      await work(task, this.services);
      await ledger.finish(task.request.task_result_id);
    } catch (error) {
      // HCP Terraform could not be told for an hour: it has given the task up, which counts as failed.
      log("error", "given-up", { ...factsOf(task), error: describeError(error) });
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log } = this.services;
    try {
      const { status, text } = await this.reply(request);
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
    } catch (error) {
      // Not answered 200, HCP Terraform asks again.
      log("error", "not-answered", { error: describeError(error) });
      response.writeHead(500).end();
    }
  }

  private async reply(request: IncomingMessage): Promise<Reply | { status: 405; text: string }> {
    if (request.method === "GET" || request.method === "HEAD") return { status: 200, text: "plangate is ready." };
    if (request.method !== "POST") return { status: 405, text: "Run tasks come by POST." };
    const enqueue = (task: Task) => {
      this.start(task);
      return Promise.resolve();
    };
    return await receive(singleHeaders(request), await readBody(request), { ...this.services, enqueue });
  }
}

/** The body; of one that is too large, only as much as shows that it is. */
async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // Read to the end, or the answer would not be read either; `requestTimeout` bounds how long that takes.
    if (size <= REQUEST_LIMIT) chunks.push(chunk as Buffer);
    size += (chunk as Buffer).byteLength;
  }
  return Buffer.concat(chunks);
}

/** A header that comes twice has no meaning here. */
function singleHeaders({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? undefined : value]),
  );
}
