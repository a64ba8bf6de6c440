import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Clock } from "../clock";
import { checkedKeys, type KeySource } from "../keys";

/** Milliseconds for which keys are kept, and after which one that does not fit makes them looked up again. */
const KEPT = 300_000;
const STALE = 30_000;

/**
 * Keys of a secret of AWS Secrets Manager: its current version and the one before. Whoever puts a new version changes the key
 * without a gap: the old one counts until the version after the next.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
 */
export function keysFromSecret(client: SecretsManagerClient, secretId: string, clock: Pick<Clock, "now">): KeySource {
  let keys: readonly string[] = [];
  let readAt = -Infinity;
  const read = async (stage: string) => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }))).SecretString;
    } catch (error) {
      // Until a second version is put, there is none before.
      if (stage === "AWSPREVIOUS" && (error as Error).name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  };
  return {
    async keys(stale = false) {
      const age = clock.now().getTime() - readAt;
      if (age > (stale ? STALE : KEPT)) {
        const found = await Promise.all([read("AWSCURRENT"), read("AWSPREVIOUS")]);
        keys = checkedKeys(
          found.flatMap((key) => (key === undefined || key === "" ? [] : [key])),
          "the secret of the run task",
        );
        readAt = clock.now().getTime();
      }
      return keys;
    },
  };
}
