import type { Judgement } from "../decision";
import { isObject } from "../json";

/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const PREDICATE_TYPE = "https://plangate.dev/approval/v1";
/** https://github.com/in-toto/attestation/blob/main/spec/v1/envelope.md */
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** One subject for each part that an approval binds, so that a refusal can say which part changed. */
const SUBJECTS = [
  "plan-file",
  "plan",
  "configuration",
  "policy-module",
  "policy-catalog",
  "parameters",
  "enforcement",
  "exemptions",
] as const;
export type SubjectName = (typeof SUBJECTS)[number];
/** Hex sha256 by subject. */
export type Digests = { readonly [name in SubjectName]: string };

export interface Predicate {
  readonly stack: string;
  readonly verdict: string;
  readonly summary: Judgement["summary"];
  /** The plan was made offline: never to be applied. */
  readonly offline: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly terraformVersion: string;
  readonly gateVersion: string;
}

export interface Statement {
  readonly digests: Digests;
  readonly predicate: Predicate;
}

/** The statement as it is signed. */
export function serializeStatement({ digests, predicate }: Statement): Buffer {
  const subject = SUBJECTS.map((name) => ({ name, digest: { sha256: digests[name] } }));
  return Buffer.from(
    JSON.stringify({ _type: STATEMENT_TYPE, subject, predicateType: PREDICATE_TYPE, predicate }),
    "utf8",
  );
}

/** The statement in a payload, or a string that says what is wrong with it. Nothing unknown is let through. */
export function parseStatement(payload: Uint8Array): Statement | string {
  const json = parseJson(payload);
  if (!isObject(json)) return "its payload is not a JSON object";
  if (json["_type"] !== STATEMENT_TYPE) return `it is not an in-toto statement (${STATEMENT_TYPE})`;
  if (json["predicateType"] !== PREDICATE_TYPE) return `its predicate is not ${PREDICATE_TYPE}`;
  const digests = parseSubjects(json["subject"]);
  if (typeof digests === "string") return digests;
  const predicate = json["predicate"];
  if (!isObject(predicate)) return "it has no predicate";
  const { offline, summary, createdAt, expiresAt } = predicate;
  for (const name of ["stack", "verdict", "createdAt", "expiresAt", "terraformVersion", "gateVersion"]) {
    if (typeof predicate[name] !== "string") return `its predicate has no ${name}`;
  }
  if (typeof offline !== "boolean") return "its predicate does not say whether the plan was made offline";
  if (!isObject(summary)) return "its predicate has no summary";
  if (!isInstant(createdAt) || !isInstant(expiresAt)) return "its times are not ISO 8601 in UTC";
  return { digests, predicate: predicate as unknown as Predicate };
}

function parseSubjects(subjects: unknown): Digests | string {
  if (!Array.isArray(subjects)) return "it has no subjects";
  const digests = new Map<string, string>();
  for (const subject of subjects) {
    const { name, digest } = isObject(subject) ? subject : {};
    const sha256 = isObject(digest) ? digest["sha256"] : undefined;
    if (typeof name !== "string" || typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
      return "one of its subjects has no name or no sha256";
    }
    if (digests.has(name)) return `it has subject ${name} twice`;
    digests.set(name, sha256);
  }
  const missing = SUBJECTS.filter((name) => !digests.has(name));
  return missing.length > 0 ? `it has no subject ${missing.join(", ")}` : (Object.fromEntries(digests) as Digests);
}

/** Null when the bytes are not UTF-8 JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function isInstant(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
