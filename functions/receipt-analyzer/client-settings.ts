import { NodeHttpHandler } from "@smithy/node-http-handler";

/**
 * What the clients of AWS have in common. Attempts are repeated after a random part of a growing time ("full jitter"), and
 * only for what may pass: throttling, server errors, broken connections.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function clientSettings() {
  return {
    maxAttempts: 3,
    retryMode: "standard",
    // One attempt that hangs must leave time for another. HTTP/1.1 for all, which has these timeouts.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 1_000,
      requestTimeout: 9_000,
      throwOnRequestTimeout: true,
    }),
  } as const;
}
