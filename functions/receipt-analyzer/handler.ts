import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { analyzeReceipt } from "./analysis";
import { problemAnswer, receiptAnswer } from "./answer";
import { Expenses } from "./expenses";
import { Idempotency } from "./idempotency";
import { Classifier } from "./model/classifier";
import { describeError, type Facts, Observability } from "./observability";
import { Problem } from "./problem";
import { readRequest } from "./request";
import type { Settings } from "./settings";

export type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Milliseconds that are left for remembering the answer and sending it. */
const RESERVE = 2_000;

/** The function: clients are made once, and serve all requests of its life. */
export function createHandler(settings: Settings): Handler {
  const observability = new Observability();
  const expenses = new Expenses();
  const classifier = settings.modelId === undefined ? undefined : new Classifier(settings.modelId);
  const idempotency = new Idempotency(settings.idempotencyTable);
  const { allowedOrigin, timeouts, maxDocumentBytes } = settings;

  return async (event, context) => {
    observability.begin(context);
    const { requestId } = event.requestContext;
    let facts: Facts = { requestId };
    try {
      const request = readRequest(event, maxDocumentBytes);
      const { document, country, time } = request;
      facts = { ...facts, documentType: document.type, documentBytes: document.bytes.length };
      const signalOf = (timeout: number) => () =>
        AbortSignal.timeout(Math.max(1, Math.min(timeout, context.getRemainingTimeInMillis() - RESERVE)));
      const { receipt, replayed } = await idempotency.once(request, context, () =>
        analyzeReceipt(
          document,
          { now: time, ...(country !== undefined && { country }) },
          {
            expenses,
            ...(classifier !== undefined && { classifier }),
            observability,
            signals: { textract: signalOf(timeouts.textract), model: signalOf(timeouts.model) },
          },
        ),
      );
      observability.end(receipt.status, "info", {
        ...facts,
        replayed,
        items: receipt.items.length,
        unresolved: receipt.unresolved.length,
        sums: receipt.sums.status,
      });
      return receiptAnswer(receipt, replayed, allowedOrigin);
    } catch (error) {
      const problem = error instanceof Problem ? error : internal(error);
      const { status } = problem.kind;
      observability.end(problem.problem, status === 500 ? "error" : status > 500 ? "warn" : "info", {
        ...facts,
        status,
        ...(problem.cause !== undefined && describeError(problem.cause)),
      });
      return problemAnswer(problem, requestId, allowedOrigin);
    }
  };
}

function internal(cause: unknown): Problem {
  return new Problem("internal-error", "Try again; if it stays so, tell the operators the instance.", { cause });
}
