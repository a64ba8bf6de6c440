/** What the function is deployed with; modules/receipt-analyzer sets it. */
export interface Settings {
  /** The one website whose scripts may read answers. */
  readonly allowedOrigin: string;
  readonly maxDocumentBytes: number;
  /** DynamoDB table that remembers answers by idempotency key. */
  readonly idempotencyTable: string;
  /** Foundation model of Bedrock. Left out, Textract works alone. */
  readonly modelId?: string;
  /** Milliseconds for everything with its retries; less if the function itself has less left. */
  readonly timeouts: { readonly textract: number; readonly model: number };
}

/** Together below the function's 28 s, which is below the gateway's 29 s; what is left is for decoding and answering. */
const TIMEOUTS = { textract: 14_000, model: 8_000 };

/** @throws Error at start, that is before any request, if the environment lacks a variable or has one that is no number */
export function settingsFrom(environment: NodeJS.ProcessEnv): Settings {
  const required = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === "") {
      throw new Error(`The environment variable ${name} is not set: see functions/receipt-analyzer/README.md`);
    }
    return value;
  };
  const maxDocumentBytes = Number(required("MAX_DOCUMENT_BYTES"));
  if (!Number.isSafeInteger(maxDocumentBytes) || maxDocumentBytes < 1) {
    throw new Error("The environment variable MAX_DOCUMENT_BYTES is not a number of bytes");
  }
  const modelId = environment["BEDROCK_MODEL_ID"] ?? "";
  return {
    allowedOrigin: required("ALLOWED_ORIGIN"),
    maxDocumentBytes,
    idempotencyTable: required("IDEMPOTENCY_TABLE"),
    ...(modelId !== "" && { modelId }),
    timeouts: TIMEOUTS,
  };
}
