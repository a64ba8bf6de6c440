import { readFileSync, statSync } from "node:fs";
import { InputError } from "../../gate/errors";

/** Where the HMAC keys come from that requests may be signed with. */
export interface KeySource {
  /**
   * The keys that count now: one, or two while a key is being changed.
   *
   * @param stale a request did not fit the keys as they were last read: look again, if that makes sense by now
   */
  keys(stale?: boolean): Promise<readonly string[]>;
}

/** More would be a list of keys that nobody took away. */
const MOST_KEYS = 2;
/** HCP Terraform takes any text; a short one can be guessed. */
const SHORTEST = 16;

const CHANGING = "To change a key, add the new one, give it to HCP Terraform, and then take the old one away.";

/**
 * `PLANGATE_HMAC_KEY`, and while it is changed `PLANGATE_HMAC_KEY_NEXT`.
 *
 * @throws InputError where there is no key, or one that is too short
 */
export function keysFromEnvironment(env: NodeJS.ProcessEnv): KeySource {
  const keys = checkedKeys(
    [env["PLANGATE_HMAC_KEY"] ?? "", env["PLANGATE_HMAC_KEY_NEXT"] ?? ""].filter((key) => key !== ""),
    "PLANGATE_HMAC_KEY",
  );
  return { keys: () => Promise.resolve(keys) };
}

/**
 * A file with a key a line. It is read again when it changes, so that a key can be changed without a restart; as long as
 * it cannot be read, the keys that it had count on.
 *
 * @throws InputError where it cannot be read at first, or holds no key, or one that is too short
 */
export function keysFromFile(file: string): KeySource {
  let version = versionOf(file);
  let keys = readKeys(file);
  return {
    keys() {
      try {
        const found = versionOf(file);
        if (found !== version) {
          keys = readKeys(file);
          version = found;
        }
      } catch {
        // In the middle of being replaced.
      }
      return Promise.resolve(keys);
    },
  };
}

/** @throws InputError where there is no key, more than two, or one that is too short */
export function checkedKeys(keys: readonly string[], where: string): readonly string[] {
  const refuse = (what: string, mend: string) => new InputError({ what, where, mend });
  if (keys.length === 0) {
    throw refuse(
      "There is no HMAC key: a request could come from anybody.",
      "Make one (`openssl rand -hex 32`), give it to the run task in HCP Terraform, and name it in PLANGATE_HMAC_KEY or --key-file.",
    );
  }
  if (keys.length > MOST_KEYS) throw refuse(`There are ${keys.length} HMAC keys; two are the most.`, CHANGING);
  if (keys.some((key) => key.length < SHORTEST)) {
    throw refuse(
      `An HMAC key has fewer than ${SHORTEST} characters; it could be guessed.`,
      "Make one: openssl rand -hex 32",
    );
  }
  return keys;
}

function readKeys(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(
      { what: "The file with the HMAC key cannot be read.", where: file, mend: "Name a file with one key a line." },
      { cause: error },
    );
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return checkedKeys(
    lines.filter((line) => line !== ""),
    file,
  );
}

function versionOf(file: string): string {
  const { mtimeNs, size, ino } = statSync(file, { bigint: true, throwIfNoEntry: false }) ?? {};
  return `${ino} ${size} ${mtimeNs}`;
}
