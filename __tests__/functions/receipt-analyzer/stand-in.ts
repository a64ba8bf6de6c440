import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { documentType } from "../../../functions/receipt-analyzer/document/sniff";
import { Table } from "./table";

/** What a service is to answer: a body, an error of its API, a broken connection, or nothing at all. */
export type Answer =
  | { readonly body: object }
  | { readonly error: string; readonly status: number }
  | { readonly broken: "connection" | "json" }
  | { readonly silent: true };

/** A request as it arrived. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

/**
 * Textract, Bedrock Runtime and DynamoDB as far as the receipt analyzer calls them, over HTTP on loopback, for the AWS SDK
 * itself. Written from the API references; what they forbid is refused here, too:
 * https://docs.aws.amazon.com/textract/latest/APIReference/API_AnalyzeExpense.html
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export class StandIn {
  readonly calls: Call[] = [];
  readonly table = new Table();
  /** In the order of the calls; the last one stays. */
  expenses: Answer[] = [];
  replies: Answer[] = [];
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  reset(): void {
    this.calls.length = 0;
    this.expenses = [];
    this.replies = [];
    this.table.clear();
  }

  to(service: string): readonly Call[] {
    return this.calls.filter((call) => call.service === service);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
    // Signature Version 4 names the service that a request is signed for.
    const service = /Credential=[^/]+\/\d{8}\/us-east-1\/([a-z]+)\/aws4_request/.exec(
      request.headers.authorization ?? "",
    )?.[1];
    const target = /^(?:Textract|DynamoDB_20120810)\.(\w+)$/.exec(String(request.headers["x-amz-target"]))?.[1];
    const model = /^\/model\/([^/]+)\/converse$/.exec(request.url ?? "")?.[1];
    if (service === "textract" && target === "AnalyzeExpense") {
      this.calls.push({ service, operation: target, body });
      send(response, "json", refusedByTextract(body) ?? next(this.expenses));
    } else if (service === "bedrock" && model !== undefined) {
      this.calls.push({ service, operation: "Converse", body: { ...body, modelId: decodeURIComponent(model) } });
      send(response, "rest", refusedByBedrock(body) ?? next(this.replies));
    } else if (service === "dynamodb" && target !== undefined) {
      this.calls.push({ service, operation: target, body });
      const { error, ...result } = this.table.apply(target, body);
      send(response, "json", error === undefined ? { body: result } : { error, status: 400 }, result);
    } else {
      send(response, "json", { error: "UnrecognizedClientException", status: 403 });
    }
  }
}

function next(answers: Answer[]): Answer {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  return answer ?? { error: "InternalServerError", status: 500 };
}

function refusedByTextract(body: Record<string, unknown>): Answer | undefined {
  const { Bytes: base64 } = (body["Document"] ?? {}) as { Bytes?: string };
  if (Object.keys(body).join() !== "Document" || base64 === undefined || base64 === "") {
    return { error: "InvalidParameterException", status: 400 };
  }
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > 10 * 1024 * 1024) return { error: "DocumentTooLargeException", status: 400 };
  // It reads no HEIC.
  return ["jpeg", "png", "pdf"].includes(documentType(bytes) ?? "")
    ? undefined
    : { error: "UnsupportedDocumentException", status: 400 };
}

function refusedByBedrock(body: Record<string, unknown>): Answer | undefined {
  const known = ["inferenceConfig", "messages", "system", "toolConfig", "guardrailConfig"];
  const messages = (body["messages"] ?? []) as { role: string; content: { text?: string }[] }[];
  const valid =
    Object.keys(body).every((key) => known.includes(key)) &&
    messages.length % 2 === 1 &&
    messages.every(({ role, content }, index) => {
      const blank = content.length === 0 || content.some(({ text }) => text?.trim() === "");
      return role === (index % 2 === 0 ? "user" : "assistant") && !blank;
    });
  return valid ? undefined : { error: "ValidationException", status: 400 };
}

function send(response: ServerResponse, protocol: "json" | "rest", answer: Answer, besides: object = {}): void {
  if ("silent" in answer) return;
  if ("broken" in answer && answer.broken === "connection") {
    response.destroy();
    return;
  }
  const headers = {
    "Content-Type": protocol === "json" ? "application/x-amz-json-1.1" : "application/json",
    "x-amzn-RequestId": "00000000-0000-4000-8000-000000000000",
  };
  if ("broken" in answer) {
    response.writeHead(200, headers).end('{"ExpenseDocuments": [{"Summary');
  } else if ("error" in answer) {
    // Messages of AWS can quote what was sent: nothing of them may get into a log.
    const body = { __type: `com.amazonaws#${answer.error}`, message: "QUOTED SECRET", ...besides };
    response.writeHead(answer.status, { ...headers, "x-amzn-ErrorType": answer.error }).end(JSON.stringify(body));
  } else {
    response.writeHead(200, headers).end(JSON.stringify(answer.body));
  }
}
