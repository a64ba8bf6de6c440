import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Receipt } from "../../../functions/receipt-analyzer/contract/receipt";
import { createHandler, type Handler } from "../../../functions/receipt-analyzer/handler";
import type { Settings } from "../../../functions/receipt-analyzer/settings";
import type { Gist } from "./cases/case";
import { StandIn } from "./stand-in";

/** When all receipts are handed in. */
export const NOW = Date.parse("2026-11-20T12:00:00Z");

export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from("JFIF, but nothing to see")]);

const SETTINGS: Settings = {
  allowedOrigin: "https://www.example.com",
  maxDocumentBytes: 50_000,
  idempotencyTable: "receipts-idempotency",
  timeouts: { textract: 5_000, model: 5_000 },
};

/** What a test says of a request; the rest is as the gateway and Lambda have it. */
export interface Sent {
  readonly document?: Buffer;
  readonly country?: string;
  /** Instead of a well-formed one. */
  readonly body?: string;
  readonly key?: string | null;
  readonly user?: string | null;
  /** Milliseconds that the function has left. */
  readonly remaining?: number;
}

/** The handler against the stand-in; every request with a key of its own, unless it says otherwise. */
export class Harness {
  readonly standIn = new StandIn();
  private handlers = new Map<string, Handler>();

  async start(): Promise<void> {
    const url = await this.standIn.start();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_TEXTRACT: url,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
      AWS_ENDPOINT_URL_DYNAMODB: url,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      // Powertools then writes through the console, where a test can listen.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
    });
  }

  send(sent: Sent = {}, settings: Partial<Settings> = {}): Promise<APIGatewayProxyResult> {
    const handler = this.handler({ ...SETTINGS, ...settings });
    const { document = JPEG, country, key = randomUUID(), user = "user-1" } = sent;
    const body = sent.body ?? JSON.stringify({ document: document.toString("base64"), ...(country && { country }) });
    const event = {
      body,
      headers: key === null ? {} : { "Idempotency-Key": key },
      isBase64Encoded: false,
      requestContext: {
        requestId: "11111111-2222-4333-8444-555555555555",
        requestTimeEpoch: NOW,
        authorizer: user === null ? null : { claims: { sub: user } },
      },
    } as unknown as APIGatewayProxyEvent;
    const context = {
      functionName: "receipt-analyzer",
      awsRequestId: "lambda-request",
      getRemainingTimeInMillis: () => sent.remaining ?? 28_000,
    } as unknown as Context;
    return handler(event, context);
  }

  private handler(settings: Settings): Handler {
    const key = JSON.stringify(settings);
    const handler = this.handlers.get(key) ?? createHandler(settings);
    this.handlers.set(key, handler);
    return handler;
  }
}

/** A receipt in few words: see cases/case.ts. */
export function gist(receipt: Receipt): Gist {
  const { schemaVersion, status, items, sums, unresolved, ...fields } = receipt;
  const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
  expect(schemaVersion).toBe("1.0");
  return {
    ...values,
    status,
    ...(items.length > 0 && {
      items: items.map((item) => [
        item.description?.value ?? null,
        item.quantity?.value ?? null,
        item.unitPrice?.value ?? null,
        item.price?.value ?? null,
      ]),
    }),
    sums: [
      sums.status,
      sums.of,
      sums.computed,
      sums.difference,
      sums.taxIncluded === undefined ? undefined : sums.taxIncluded ? "tax included" : "tax on top",
    ]
      .filter((part) => part !== undefined)
      .join(" "),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.map(({ field, reason, text, candidates }) =>
        [field, reason, text, candidates?.join("|")].filter((part) => part !== undefined).join(" "),
      ),
    }),
  };
}
