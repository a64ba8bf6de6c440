import { requestSchema } from "../../functions/receipt-analyzer/contract/openapi";

/** How much callers may ask for. */
export interface Limits {
  /** Largest document in bytes, before base64; 4,400,000 or less, as a function takes requests of 6 MB. */
  readonly documentBytes: number;
  /** Requests in a second, of all callers together, in the long run. */
  readonly requestsPerSecond: number;
  /** Requests at the same time, for a moment. */
  readonly burst: number;
}

/**
 * What a request has to look like: the schema of the API's OpenAPI description with the limit of this deployment, as JSON
 * Schema of draft 4, which API Gateway knows. What is larger or something else altogether is refused before the function
 * is called. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function requestModel({ documentBytes }: Limits): object {
  const { ReceiptRequest: schema } = requestSchema(documentBytes);
  return { $schema: "http://json-schema.org/draft-04/schema#", title: "Receipt", ...schema };
}
