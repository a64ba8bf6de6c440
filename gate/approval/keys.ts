import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { InputError } from "../errors";

type Environment = Readonly<Record<string, string | undefined>>;

/** PLANGATE_SIGNING_KEY (PEM) or PLANGATE_SIGNING_KEY_FILE; null when neither is set. InputError when it is no ed25519 private key. */
export function loadSigningKey(env: Environment = process.env): KeyObject | null {
  return load(env, "PLANGATE_SIGNING_KEY", "private", createPrivateKey);
}

/**
 * PLANGATE_VERIFY_KEY (PEM) or PLANGATE_VERIFY_KEY_FILE, else the public half of the signing key; null when none is set.
 * InputError when it is no ed25519 public key.
 */
export function loadPublicKey(env: Environment = process.env): KeyObject | null {
  const configured = load(env, "PLANGATE_VERIFY_KEY", "public", createPublicKey);
  if (configured !== null) return configured;
  const signing = loadSigningKey(env);
  return signing === null ? null : createPublicKey(signing);
}

/** An empty variable is an error, not an absent key: a secret that CI failed to fill in must not turn verification off. */
function load(
  env: Environment,
  name: string,
  half: "private" | "public",
  parse: (pem: string) => KeyObject,
): KeyObject | null {
  const variable = [name, `${name}_FILE`].find((variable) => env[variable] !== undefined);
  if (variable === undefined) return null;
  const problem = (what: string, cause?: unknown): InputError =>
    new InputError(
      {
        what: `${variable} ${what}`,
        mend: "Make a key with `openssl genpkey -algorithm ed25519`, and its public half with `openssl pkey -pubout`.",
      },
      { cause },
    );
  const value = env[variable] ?? "";
  if (value.trim() === "") throw problem("is set but empty");
  let pem: string;
  try {
    pem = variable === name ? value : readFileSync(value, "utf8");
  } catch (cause) {
    throw problem("names a file that cannot be read", cause);
  }
  let key: KeyObject;
  try {
    key = parse(pem);
  } catch {
    // The cause is left out: an error of the parser may quote the key.
    throw problem(`is not a ${half} key in PEM form`);
  }
  if (key.asymmetricKeyType !== "ed25519")
    throw problem(`is a key of type ${key.asymmetricKeyType ?? "unknown"}, not ed25519`);
  return key;
}
