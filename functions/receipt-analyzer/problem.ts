/** Every problem that is answered: its status, its title, and after how many seconds trying again makes sense. */
export const PROBLEMS = {
  "invalid-request": { status: 400, title: "The request is not what the API describes" },
  "not-signed-in": { status: 401, title: "Nobody is signed in" },
  "request-in-progress": { status: 409, title: "A request with this idempotency key is under way", retryAfter: 5 },
  "document-too-large": { status: 413, title: "The document is too large" },
  "unsupported-document": { status: 415, title: "The document is of a kind that cannot be read" },
  "idempotency-key-reused": { status: 422, title: "This idempotency key was used for another request" },
  "unreadable-document": { status: 422, title: "The document cannot be read" },
  "no-receipt": { status: 422, title: "There is no receipt on the document" },
  "several-receipts": { status: 422, title: "There are several receipts on the document" },
  "internal-error": { status: 500, title: "The receipt could not be analyzed" },
  "analysis-unavailable": { status: 503, title: "Receipts cannot be analyzed at the moment", retryAfter: 10 },
  "analysis-timed-out": { status: 504, title: "The analysis took too long", retryAfter: 5 },
} as const satisfies Record<string, ProblemKind>;

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

export type ProblemName = keyof typeof PROBLEMS;

/**
 * Why there is no receipt: what the caller is told. https://www.rfc-editor.org/rfc/rfc9457
 *
 * The detail says what to do. It never holds anything of the document, because details are logged.
 */
export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}: ${detail}`, options);
    this.name = "Problem";
  }

  get kind(): ProblemKind {
    return PROBLEMS[this.problem];
  }
}
