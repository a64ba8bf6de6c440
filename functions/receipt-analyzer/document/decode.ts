import { Problem } from "../problem";
import { documentType, type DocumentType } from "./sniff";

export interface Document {
  readonly type: DocumentType;
  readonly bytes: Uint8Array;
}

/**
 * The document of a request.
 *
 * @param base64 As sent.
 * @throws Problem if it is not base64, larger than allowed, or of no known kind
 */
export function decodeDocument(base64: string, maxBytes: number): Document {
  // Node's decoder skips what is not base64: such a document would be analyzed as another one than was sent.
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new Problem("invalid-request", "document: send it in base64, with padding and without line breaks.");
  }
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > maxBytes) {
    throw new Problem("document-too-large", `Send at most ${maxBytes} bytes, which are ${bytes.length}.`);
  }
  const type = documentType(bytes);
  if (type === undefined) {
    throw new Problem(
      "unsupported-document",
      "Send a JPEG, PNG, HEIC or PDF; the content of this document is neither.",
    );
  }
  return { type, bytes };
}
