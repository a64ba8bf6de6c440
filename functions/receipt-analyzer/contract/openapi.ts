import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROBLEMS, type ProblemKind } from "../problem";

/** What differs from one deployment to the next. */
export interface Deployment {
  /** Where the API is: https://api.example.com. */
  readonly url: string;
  /** Largest document in bytes, before base64. */
  readonly documentBytes: number;
}

/** A JSON Schema, and whatever else of the description is data. */
export interface Json {
  readonly [name: string]: unknown;
}

/** Where receipts are sent to. */
export const PATH = "receipts";

/** The header that has to come with a receipt. */
export const IDEMPOTENCY_HEADER = "Idempotency-Key";

/**
 * The API as OpenAPI 3.0.3, which is the version that API Gateway imports and exports. Its request is what the gateway
 * validates, because modules/receipt-analyzer takes model and parameters from here.
 */
export function describeApi({ url, documentBytes }: Deployment) {
  return {
    openapi: "3.0.3",
    info: {
      title: "Receipt analyzer",
      version: "1.0.0",
      description: "Reads the merchant, date, items and amounts of a receipt.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url }],
    security: [{ users: [] }],
    paths: {
      [`/${PATH}`]: {
        post: {
          operationId: "AnalyzeReceipt",
          summary: "Analyze a receipt",
          parameters: [
            {
              name: IDEMPOTENCY_HEADER,
              in: "header",
              required: true,
              description:
                "A new UUID for each receipt, and the same one when a request is repeated: within an hour it gets the same answer, and the receipt is not analyzed again. A problem is not kept.",
              schema: { type: "string", pattern: '^"?[A-Za-z0-9_-]{16,64}"?$' },
            },
          ],
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/ReceiptRequest" } } },
          },
          responses: {
            "200": {
              description: "What was read: all of it, or a part, as `status` says",
              headers: {
                "Idempotency-Replayed": {
                  description: "true if this is the answer that was given before",
                  schema: { type: "string", enum: ["true"] },
                },
              },
              content: { "application/json": { schema: { $ref: "#/components/schemas/Receipt" } } },
            },
            ...problemResponses(),
          },
        },
      },
    },
    components: {
      securitySchemes: { users: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: {
        ...schema("receipt"),
        ...requestSchema(documentBytes),
        ...schema("problem"),
      },
    },
  };
}

/** The schema of the body, with the limit of this deployment. */
export function requestSchema(documentBytes: number): { readonly ReceiptRequest: Json } {
  const { ReceiptRequest: request } = schema("request") as {
    ReceiptRequest: { properties: { document: Json } & Json } & Json;
  };
  const document = { ...request.properties.document, maxLength: base64Length(documentBytes) };
  return { ReceiptRequest: { ...request, properties: { ...request.properties, document } } };
}

/** By status; those of the gateway itself – throttled, blocked, a body above 10 MB – look the same. */
function problemResponses(): Json {
  const byStatus = new Map<number, string[]>([
    [403, ["The firewall does not let it through"]],
    [429, ["Too many requests"]],
  ]);
  const kinds: readonly ProblemKind[] = Object.values(PROBLEMS);
  for (const { status, title } of kinds) byStatus.set(status, [...(byStatus.get(status) ?? []), title]);
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [
      String(status),
      {
        description: titles.join("; or: "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

/** A schema file as components: its definitions become components of their own. */
function schema(name: "problem" | "receipt" | "request"): Record<string, Json> {
  const text = readFileSync(join(__dirname, `${name}.schema.json`), "utf8");
  const renamed = text.replaceAll('"#/definitions/', '"#/components/schemas/');
  const { title, definitions, ...rest } = JSON.parse(renamed) as { title: string; definitions?: Record<string, Json> };
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== "$schema"));
  return { [title]: own, ...definitions };
}

/** Characters that base64 needs for so many bytes. */
function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
