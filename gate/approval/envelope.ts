import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { dsse } from "@sigstore/core";
import { isObject } from "../json";
import { parseJson, PAYLOAD_TYPE } from "./statement";

/** https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  readonly payload: Buffer;
  readonly signatures: readonly Buffer[];
}

/** Seals a payload; without a key the list of signatures is empty. */
export function seal(payload: Buffer, key: KeyObject | null): Buffer {
  const signatures =
    key === null
      ? []
      : [
          {
            keyid: keyId(createPublicKey(key)),
            sig: sign(null, dsse.preAuthEncoding(PAYLOAD_TYPE, payload), key).toString("base64"),
          },
        ];
  const envelope = { payloadType: PAYLOAD_TYPE, payload: payload.toString("base64"), signatures };
  return Buffer.from(`${JSON.stringify(envelope, null, 2)}\n`, "utf8");
}

/** The envelope, or a string that says what is wrong with it. */
export function open(bytes: Uint8Array): Envelope | string {
  const json = parseJson(bytes);
  if (!isObject(json)) return "it is not a JSON object";
  if (json["payloadType"] !== PAYLOAD_TYPE) return `its payload type is not ${PAYLOAD_TYPE}`;
  const payload = fromBase64(json["payload"]);
  if (payload === null) return "its payload is not base64";
  if (!Array.isArray(json["signatures"])) return "it has no list of signatures";
  const signatures: Buffer[] = [];
  for (const signature of json["signatures"]) {
    const bytes = isObject(signature) ? fromBase64(signature["sig"]) : null;
    if (bytes === null) return "one of its signatures is not base64";
    signatures.push(bytes);
  }
  return { payload, signatures };
}

/** One of the signatures was made with this key. The key id is a hint that anyone can write, so it is not looked at. */
export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const signed = dsse.preAuthEncoding(PAYLOAD_TYPE, envelope.payload);
  return envelope.signatures.some((signature) => verify(null, signed, key, signature));
}

/** Hex sha256 of the public key's DER form. */
function keyId(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** Standard or URL-safe base64, as DSSE allows; null for anything else, which Node would silently skip over. */
function fromBase64(text: unknown): Buffer | null {
  if (typeof text !== "string" || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null;
  return Buffer.from(text.replace(/-/g, "+").replace(/_/g, "/"), "base64");
}
