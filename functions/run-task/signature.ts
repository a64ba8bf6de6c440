import { createHmac, timingSafeEqual } from "node:crypto";

/** Header with the signature, in lower case. */
export const SIGNATURE_HEADER = "x-tfc-task-signature";

/** Hex HMAC-SHA512 of a request's body, as HCP Terraform makes it. */
export function sign(body: Uint8Array, key: string): string {
  return createHmac("sha512", key).update(body).digest("hex");
}

/**
 * Whether a body was signed with one of the keys. Takes the same time whatever the signature is, and whichever key fits.
 *
 * @param body as received: one byte decoded and encoded anew would be another text
 * @param signature from the header; HCP Terraform sends an empty one when its run task has no key, which is refused
 * @param keys the current one, and while a key is changed the one before or after
 */
export function isSigned(body: Uint8Array, signature: string | undefined, keys: readonly string[]): boolean {
  const given = Buffer.from(signature ?? "", "utf8");
  // No key would sign with the empty one, which everybody has.
  const fits = keys.filter((key) => key !== "").map((key) => equal(given, Buffer.from(sign(body, key), "utf8")));
  return fits.includes(true);
}

function equal(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
