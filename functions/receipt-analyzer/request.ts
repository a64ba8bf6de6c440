import type { APIGatewayProxyEvent } from "aws-lambda";
import validate from "./contract/request.schema.json";
import { decodeDocument, type Document } from "./document/decode";
import { Problem } from "./problem";

/** What a caller asks for, checked. */
export interface ReceiptRequest {
  /** Who is signed in: the `sub` of the token that the gateway has verified. */
  readonly user: string;
  readonly idempotencyKey: string;
  readonly document: Document;
  readonly country?: string;
  /** When the gateway got it, milliseconds since 1970. */
  readonly time: number;
}

/** Unguessable is not needed, as the user is part of what is remembered; unique is. */
const KEY = /^"?([A-Za-z0-9_-]{16,64})"?$/;

/**
 * Reads a request. The gateway has checked the same by its model; the function does not count on it.
 *
 * @throws Problem
 */
export function readRequest(event: APIGatewayProxyEvent, maxDocumentBytes: number): ReceiptRequest {
  const user = (event.requestContext.authorizer as { claims?: { sub?: unknown } } | null | undefined)?.claims?.sub;
  if (typeof user !== "string" || user === "") {
    throw new Problem("not-signed-in", "Send the token of a signed-in user in the header Authorization.");
  }
  const key = KEY.exec(header(event, "idempotency-key"))?.[1];
  if (key === undefined) {
    throw new Problem(
      "invalid-request",
      "Header Idempotency-Key: send a new UUID with each receipt, and the same one when you try again.",
    );
  }
  const body = parse(event);
  if (!validate(body)) {
    const [error] = validate.errors ?? [];
    const where = error?.instancePath.slice(1) ?? "";
    throw new Problem("invalid-request", `${where === "" ? "Body" : where}: ${error?.message ?? "not as described"}.`);
  }
  const { document, country } = body as { document: string; country?: string };
  return {
    user,
    idempotencyKey: key,
    document: decodeDocument(document, maxDocumentBytes),
    ...(country !== undefined && { country }),
    time: event.requestContext.requestTimeEpoch,
  };
}

function header(event: APIGatewayProxyEvent, name: string): string {
  const found = Object.entries(event.headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1]?.trim() ?? "";
}

function parse(event: APIGatewayProxyEvent): unknown {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : (event.body ?? "");
  try {
    return JSON.parse(body);
  } catch {
    throw new Problem("invalid-request", "Body: send one JSON object.");
  }
}
