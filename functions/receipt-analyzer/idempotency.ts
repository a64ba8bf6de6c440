import {
  IdempotencyConfig,
  IdempotencyItemAlreadyExistsError,
  IdempotencyAlreadyInProgressError,
  IdempotencyInconsistentStateError,
  IdempotencyPersistenceLayerError,
  IdempotencyValidationError,
  makeIdempotent,
} from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Context } from "aws-lambda";
import { createHash } from "node:crypto";
import { clientSettings } from "./client-settings";
import type { Receipt } from "./contract/receipt";
import { Problem } from "./problem";
import type { ReceiptRequest } from "./request";

/** Seconds for which an answer is remembered: as long as a phone without a network may try again. */
const REMEMBERED = 3600;

/** Remembers answers, so that a request that is sent again is neither analyzed nor paid twice. Problems are not remembered. */
export class Idempotency {
  private readonly store: DynamoDBPersistenceLayer;

  constructor(tableName: string) {
    this.store = new DynamoDBPersistenceLayer({ tableName, awsSdkV3Client: new DynamoDBClient(clientSettings()) });
  }

  /**
   * The answer to a request: the one that was given before, or a new one.
   *
   * @throws Problem for a key that is in use at this moment, or was used for something else
   */
  async once(
    request: ReceiptRequest,
    context: Context,
    run: () => Promise<Receipt>,
  ): Promise<{ readonly receipt: Receipt; readonly replayed: boolean }> {
    let replayed = true;
    const config = new IdempotencyConfig({
      // A key is the user's own: nobody gets another one's receipt by it.
      eventKeyJmesPath: "[user, key]",
      payloadValidationJmesPath: "payload",
      throwOnNoIdempotencyKey: true,
      hashFunction: "sha256",
      expiresAfterSeconds: REMEMBERED,
      lambdaContext: context,
    });
    const { user, idempotencyKey: key, document, country } = request;
    const digest = createHash("sha256").update(document.bytes).digest("base64");
    const analyze: (input: object) => Promise<Record<string, never>> = async () => {
      replayed = false;
      // Powertools stores JSON values, of which a receipt consists.
      return (await run()) as unknown as Record<string, never>;
    };
    const answer = makeIdempotent(analyze, { persistenceStore: this.store, config });
    try {
      const receipt = (await answer({
        user,
        key,
        payload: { digest, country: country ?? null },
      })) as unknown as Receipt;
      return { receipt, replayed };
    } catch (error) {
      throw problemOf(error);
    }
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof IdempotencyValidationError) {
    return new Problem("idempotency-key-reused", "Send a new UUID in Idempotency-Key with each receipt.");
  }
  if (
    error instanceof IdempotencyAlreadyInProgressError ||
    error instanceof IdempotencyItemAlreadyExistsError ||
    error instanceof IdempotencyInconsistentStateError
  ) {
    return new Problem("request-in-progress", "Wait, then try again with the same idempotency key.");
  }
  if (error instanceof IdempotencyPersistenceLayerError) {
    return new Problem("analysis-unavailable", "Try again later.", { cause: error.cause });
  }
  return error;
}
