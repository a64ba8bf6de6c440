/** How much callers may ask for. */
export interface Limits {
  /** Largest document in bytes, before base64; 4,400,000 or less, as a function takes requests of 6 MB. */
  readonly documentBytes: number;
  /** Requests in a second, of all callers together, in the long run. */
  readonly requestsPerSecond: number;
  /** Requests at the same time, for a moment. */
  readonly burst: number;
}

/** What Textract can read: https://docs.aws.amazon.com/textract/latest/dg/limits-document.html */
const CONTENT_TYPES = ["image/jpeg", "image/png", "application/pdf"];

/**
 * What a request has to look like, as JSON Schema (draft 4, which API Gateway knows): the document in base64 beside its
 * type. Whatever is larger, of another type or something else altogether is refused before the function is called.
 */
export function requestSchema({ documentBytes }: Limits): object {
  return {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Receipt",
    type: "object",
    additionalProperties: false,
    required: ["contentType", "document"],
    properties: {
      contentType: { type: "string", enum: CONTENT_TYPES },
      document: { type: "string", minLength: 4, maxLength: base64Length(documentBytes) },
    },
  };
}

/** Characters that base64 needs for so many bytes. */
function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
