import type { APIGatewayProxyResult } from "aws-lambda";
import type { Receipt } from "./contract/receipt";
import type { Problem } from "./problem";

/** Every answer: for the one website, kept by nobody, taken for nothing but what it is. */
function headers(allowedOrigin: string, contentType: string): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": allowedOrigin,
    "Access-Control-Expose-Headers": "Retry-After,Idempotency-Replayed",
    "Cache-Control": "no-store",
    "Content-Type": contentType,
    "Strict-Transport-Security": "max-age=31536000",
    Vary: "Origin",
    "X-Content-Type-Options": "nosniff",
  };
}

export function receiptAnswer(receipt: Receipt, replayed: boolean, allowedOrigin: string): APIGatewayProxyResult {
  return {
    statusCode: 200,
    headers: {
      ...headers(allowedOrigin, "application/json"),
      ...(replayed && { "Idempotency-Replayed": "true" }),
    },
    body: JSON.stringify(receipt),
  };
}

/** @param requestId A UUID of the gateway, by which the logs are searched. */
export function problemAnswer(problem: Problem, requestId: string, allowedOrigin: string): APIGatewayProxyResult {
  const { status, title, retryAfter } = problem.kind;
  return {
    statusCode: status,
    headers: {
      ...headers(allowedOrigin, "application/problem+json"),
      ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    },
    body: JSON.stringify({
      type: `/problems/${problem.problem}`,
      title,
      status,
      detail: problem.detail,
      instance: `urn:uuid:${requestId}`,
    }),
  };
}
