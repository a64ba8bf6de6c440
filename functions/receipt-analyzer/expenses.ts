import { AnalyzeExpenseCommand, type ExpenseDocument, TextractClient } from "@aws-sdk/client-textract";
import { clientSettings } from "./client-settings";
import { Problem } from "./problem";

/** What Textract says no to, and what the caller is to do. https://docs.aws.amazon.com/textract/latest/APIReference/API_AnalyzeExpense.html */
const REFUSALS: Readonly<Record<string, () => Problem>> = {
  BadDocumentException: () => new Problem("unreadable-document", "Take the photo anew: sharp, upright, in good light."),
  InvalidParameterException: () => new Problem("unreadable-document", "The document is damaged or empty."),
  UnsupportedDocumentException: () =>
    new Problem("unsupported-document", "Send a PDF of one page without a password, or a JPEG, PNG or HEIC."),
  DocumentTooLargeException: () => new Problem("document-too-large", "Send a smaller picture."),
};

const BUSY = new Set(["ThrottlingException", "ProvisionedThroughputExceededException", "LimitExceededException"]);

/** Amazon Textract, which finds the fields of invoices and receipts. */
export class Expenses {
  private readonly client = new TextractClient(clientSettings());

  /**
   * The receipts on a document.
   *
   * @param signal Gives up, retries included.
   * @throws Problem for what Textract refuses, does not manage in time, or cannot do at the moment
   */
  async analyze(bytes: Uint8Array, signal: AbortSignal): Promise<readonly ExpenseDocument[]> {
    try {
      const command = new AnalyzeExpenseCommand({ Document: { Bytes: bytes } });
      const { ExpenseDocuments: documents } = await this.client.send(command, { abortSignal: signal });
      return documents ?? [];
    } catch (error) {
      throw problemOf(error, signal);
    }
  }
}

function problemOf(error: unknown, signal: AbortSignal): Problem {
  const name = error instanceof Error ? error.name : "";
  const refusal = REFUSALS[name];
  if (refusal !== undefined) return refusal();
  const cause = { cause: error };
  if (signal.aborted || name === "TimeoutError") {
    return new Problem("analysis-timed-out", "Try again with the same idempotency key.", cause);
  }
  if (BUSY.has(name)) return new Problem("analysis-unavailable", "Too much to do; try again later.", cause);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  // Without a whole answer, or with the service's own error: it may pass. Another refusal is a fault of this deployment.
  return status === undefined || status < 400 || status >= 500
    ? new Problem("analysis-unavailable", "Try again later.", cause)
    : new Problem("internal-error", "The operators have been told.", cause);
}
