import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string; readonly BOOL?: boolean }>>;

interface Message {
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly MessageDeduplicationId: string;
}

/**
 * The few calls of DynamoDB, SQS and Secrets Manager that the run task makes, for the real SDK to talk to: JSON protocol, the
 * call named by the header `x-amz-target`. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export class FakeAws {
  /** By version stage. */
  readonly secrets = new Map<string, string>();
  readonly items = new Map<string, Item>();
  readonly messages: Message[] = [];
  readonly calls: string[] = [];
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Readonly<Record<string, unknown>>;
    const call = String(request.headers["x-amz-target"]).replace(/^.*\./, "");
    this.calls.push(call);
    const answer = this.answer(call, input);
    const error = typeof answer === "string";
    response.writeHead(error ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(error ? { __type: answer, message: answer } : answer));
  }

  /** The output, or the name of an error. */
  private answer(call: string, input: Readonly<Record<string, unknown>>): object | string {
    const id = ((input["Key"] ?? input["Item"]) as Item | undefined)?.["task"]?.S ?? "";
    const item = this.items.get(id);
    switch (call) {
      case "GetSecretValue": {
        const text = this.secrets.get(String(input["VersionStage"]));
        return text === undefined ? "ResourceNotFoundException" : { SecretString: text };
      }
      case "SendMessage": {
        const message = input as unknown as Message;
        // FIFO: the same deduplication id is taken once within five minutes.
        const known = this.messages.some((each) => each.MessageDeduplicationId === message.MessageDeduplicationId);
        if (!known) this.messages.push(message);
        // The SDK checks that the queue got what it sent.
        return { MessageId: "1", MD5OfMessageBody: createHash("md5").update(message.MessageBody).digest("hex") };
      }
      case "PutItem":
        if (item !== undefined) return "ConditionalCheckFailedException";
        this.items.set(id, input["Item"] as Item);
        return {};
      case "GetItem":
        return item === undefined ? {} : { Item: item };
      case "UpdateItem":
        if (item === undefined) return "ConditionalCheckFailedException";
        this.items.set(id, { ...item, finished: { BOOL: true } });
        return {};
      default:
        return "UnknownOperationException";
    }
  }
}
