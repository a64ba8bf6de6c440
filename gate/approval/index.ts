/**
 * The approval: an in-toto statement over the digests of what was judged, in a DSSE envelope, checked again right
 * before apply. https://github.com/in-toto/attestation/tree/main/spec/v1 and https://github.com/secure-systems-lab/dsse
 */
import type { KeyObject } from "node:crypto";
import type { Judgement } from "../decision/judgement";

/** Digests (hex sha256) of the parts of the policies, as the loader read them. */
export interface PolicyDigests {
  /** policy.wasm */
  readonly wasm: string;
  /** catalog.json */
  readonly catalog: string;
  readonly parameters: string;
  readonly enforcement: string;
  readonly exemptions: string;
}

/** What was judged and may be applied. */
export interface ApprovalSubject {
  readonly stack: string;
  /** Bytes of the plan file (`PlanSnapshot.bytes`). */
  readonly planFile: Uint8Array;
  /** The parsed plan JSON of exactly these bytes. */
  readonly planJson: unknown;
  /** `digestConfiguration` of the synthesized stack. */
  readonly configuration: string;
  readonly policies: PolicyDigests;
}

export interface ApprovalRequest extends ApprovalSubject {
  readonly judgement: Judgement;
  /** The plan was made offline. Such an approval says that the policies hold; it never lets the plan be applied. */
  readonly offline: boolean;
  readonly now: Date;
  /** Default 24 h. */
  readonly lifetimeMs?: number;
  readonly gateVersion: string;
  /** ed25519; without it the envelope has no signature. */
  readonly signingKey?: KeyObject | null;
}

export interface ApprovalCheck extends ApprovalSubject {
  readonly now: Date;
  /** ed25519. Without it an unsigned approval is accepted, and a signature is not looked at. */
  readonly publicKey?: KeyObject | null;
}

/** Why an approval does not let this plan be applied. The codes are stable. */
export type RefusalCode =
  | "malformed"
  | "unsigned"
  | "bad-signature"
  | "denied-verdict"
  | "offline-plan"
  | "other-stack"
  | "not-yet-valid"
  | "expired"
  | "plan-file-changed"
  | "plan-changed"
  | "configuration-changed"
  | "policy-module-changed"
  | "parameters-changed"
  | "enforcement-changed"
  | "exemptions-changed";

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence with the way to mend it. */
  readonly message: string;
}

/** `signed`: a signature was verified with the public key. */
export type ApprovalVerdict =
  | { readonly ok: true; readonly signed: boolean; readonly expiresAt: Date }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The envelope as bytes (JSON). Throws when the judgement is not `approved`: an approval of a denied plan does not exist. */
export declare function createApproval(request: ApprovalRequest): Buffer;

/** All refusals, not only the first; after a bad signature or a malformed envelope nothing else is looked at. */
export declare function verifyApproval(envelope: Uint8Array, check: ApprovalCheck): ApprovalVerdict;

/** Writes the envelope through a temporary file beside it, so a reader sees the old or the new one whole. */
export declare function writeApproval(file: string, envelope: Uint8Array): void;

/** Reads an approval file. InputError when it cannot be read or is larger than 1 MiB. */
export declare function readApproval(file: string): Buffer;

/** PLANGATE_SIGNING_KEY (PEM) or PLANGATE_SIGNING_KEY_FILE; null when neither is set. InputError when it is no ed25519 private key. */
export declare function loadSigningKey(env?: Readonly<Record<string, string | undefined>>): KeyObject | null;

/**
 * PLANGATE_VERIFY_KEY (PEM) or PLANGATE_VERIFY_KEY_FILE, else the public half of the signing key; null when none is set.
 * InputError when it is no ed25519 public key.
 */
export declare function loadPublicKey(env?: Readonly<Record<string, string | undefined>>): KeyObject | null;

/**
 * Digest of a synthesized stack: the RFC 8785 form of cdk.tf.json without its `//` comments (construct paths and source
 * lines may move), and every asset file. InputError when the configuration cannot be read.
 */
export declare function digestConfiguration(stackDirectory: string): string;

/** Digest of a change: the RFC 8785 form of the plan JSON without `timestamp`, `relevant_attributes` in one order. */
export declare function digestPlanJson(planJson: unknown): string;
