import { ToolError } from "../../gate/errors";
import type { Clock } from "./clock";

/** How patient requests are. Milliseconds, but for `attempts`. */
export interface Patience {
  /** Of one request, reading its answer included. */
  readonly timeout: number;
  /** First try included. */
  readonly attempts: number;
  /** Before the second try; doubles with every further one. */
  readonly firstDelay: number;
  /** Also of what the server asks for by Retry-After. */
  readonly longestDelay: number;
}

export interface HttpServices {
  readonly clock: Clock;
  readonly patience: Patience;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** At most as many bytes as asked for. */
  readonly body: Uint8Array;
}

export interface Call {
  readonly method?: "GET" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the answer; more is an error. */
  readonly limit: number;
  /** For errors: `plan JSON`. */
  readonly what: string;
}

/** An answer larger than asked for. */
export class TooLarge extends Error {}

/**
 * Calls a URL. What may go away by itself is tried again, each time after a longer while, or after the one that the server
 * asks for: no answer, 429 and 5xx. Redirects are answers: who follows them looks at where they lead first.
 *
 * @throws ToolError where there is no answer in the end; TooLarge
 */
export async function call(url: URL, request: Call, { clock, patience }: HttpServices): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await once(url, request, patience.timeout);
    const last = attempt >= patience.attempts;
    if (answer !== null && !(isTransient(answer.status) && !last)) return answer;
    if (last) {
      throw new ToolError({
        what: `${url.origin} did not answer ${patience.attempts} requests for the ${request.what}.`,
        mend: "Look whether it can be reached from where plangate runs, then start the run anew.",
      });
    }
    await clock.wait(delay(attempt, answer, patience, clock.now()));
  }
}

/** Whether the same request may be answered otherwise later. */
function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}

/** @returns null where there is no whole answer in time */
async function once(url: URL, request: Call, timeout: number): Promise<Answer | null> {
  try {
    const response = await fetch(url, {
      method: request.method ?? "GET",
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: await readLimited(response, request.limit),
    };
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    return null;
  }
}

async function readLimited(response: Response, limit: number): Promise<Uint8Array> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (announced <= limit) {
    // Compressed answers come unpacked, so that what is announced says little.
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk as Uint8Array);
      size += (chunk as Uint8Array).byteLength;
      if (size > limit) break;
    }
  }
  if (announced > limit || size > limit) {
    await response.body?.cancel().catch(() => undefined);
    throw new TooLarge();
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}

function delay(attempt: number, answer: Answer | null, patience: Patience, now: Date): number {
  const asked = retryAfter(answer?.headers.get("retry-after") ?? null, now);
  const longest = Math.min(patience.firstDelay * 2 ** (attempt - 1), patience.longestDelay);
  // Up to half of it at random, so that many tasks do not come back at once.
  return Math.min(asked ?? longest * (0.5 + Math.random() / 2), patience.longestDelay);
}

/** Milliseconds: the header holds seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
