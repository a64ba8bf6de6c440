import type { KeyObject } from "node:crypto";
import type { Judgement } from "../decision";
import { configurationInPlanFile } from "../terraform";
import { digestPlanJson, sha256 } from "./digest";
import { isSignedBy, open, seal } from "./envelope";
import { parseStatement, serializeStatement, type Digests, type Predicate, type SubjectName } from "./statement";

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

const DAY_MS = 24 * 60 * 60 * 1000;
/** The clocks of the machine that approved and the one that applies may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

const CHANGED: { readonly [name in SubjectName]: Refusal } = {
  "plan-file": {
    code: "plan-file-changed",
    message: "The plan file is not the one that was approved. Plan and judge again.",
  },
  plan: {
    code: "plan-changed",
    message: "The plan makes other changes than those that were approved. Plan and judge again.",
  },
  configuration: {
    code: "configuration-changed",
    message: "The synthesized configuration or one of its assets changed since the approval. Plan and judge again.",
  },
  "policy-module": {
    code: "policy-module-changed",
    message: "The policy module is not the one that approved the plan. Judge the plan again.",
  },
  "policy-catalog": {
    code: "policy-module-changed",
    message: "The catalog of the policies is not the one that approved the plan. Judge the plan again.",
  },
  parameters: {
    code: "parameters-changed",
    message: "The rules' parameters changed since the approval. Judge the plan again.",
  },
  enforcement: {
    code: "enforcement-changed",
    message: "The enforcement levels changed since the approval. Judge the plan again.",
  },
  exemptions: {
    code: "exemptions-changed",
    message: "The exemptions changed since the approval. Judge the plan again.",
  },
};

/** The envelope as bytes (JSON). Throws when the judgement is not `approved`: an approval of a denied plan does not exist. */
export function createApproval(request: ApprovalRequest): Buffer {
  const { judgement, now, lifetimeMs = DAY_MS } = request;
  if (judgement.verdict !== "approved") throw new Error("An approval of a plan that was denied is never written");
  if (!(lifetimeMs > 0)) throw new RangeError("An approval must live for some time");
  const predicate: Predicate = {
    stack: request.stack,
    verdict: judgement.verdict,
    summary: judgement.summary,
    offline: request.offline || isOffline(request.planFile),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + lifetimeMs).toISOString(),
    terraformVersion: judgement.plan.terraformVersion,
    gateVersion: request.gateVersion,
  };
  return seal(serializeStatement({ digests: digestsOf(request), predicate }), request.signingKey ?? null);
}

/** All refusals, not only the first; after a bad signature or a malformed envelope nothing else is looked at. */
export function verifyApproval(envelope: Uint8Array, check: ApprovalCheck): ApprovalVerdict {
  const opened = open(envelope);
  if (typeof opened === "string") return malformed(opened);
  const publicKey = check.publicKey ?? null;
  if (publicKey !== null) {
    if (opened.signatures.length === 0) {
      return refuse({
        code: "unsigned",
        message: "The approval is not signed, but a public key is configured. Approve with the signing key set.",
      });
    }
    if (!isSignedBy(opened, publicKey)) {
      return refuse({
        code: "bad-signature",
        message:
          "No signature of the approval was made with the configured key. Take the approval from the pipeline that holds the signing key.",
      });
    }
  }
  const statement = parseStatement(opened.payload);
  if (typeof statement === "string") return malformed(statement);
  const refusals = [...refusePredicate(statement.predicate, check), ...refuseDigests(statement.digests, check)];
  if (refusals.length > 0) return refuse(...refusals);
  return { ok: true, signed: publicKey !== null, expiresAt: new Date(statement.predicate.expiresAt) };
}

function refusePredicate(predicate: Predicate, check: ApprovalCheck): Refusal[] {
  const refusals: Refusal[] = [];
  const now = check.now.getTime();
  if (predicate.verdict !== "approved") {
    refusals.push({
      code: "denied-verdict",
      message: `The verdict is ${JSON.stringify(predicate.verdict)}, not "approved". Mend the findings and judge again.`,
    });
  }
  if (predicate.offline || isOffline(check.planFile)) {
    refusals.push({
      code: "offline-plan",
      message: "The plan was made offline, from an empty state: it is never applied. Plan with AWS credentials.",
    });
  }
  if (predicate.stack !== check.stack) {
    refusals.push({
      code: "other-stack",
      message: `The approval is for stack ${JSON.stringify(predicate.stack)}, not ${JSON.stringify(check.stack)}. Give the approval of this stack.`,
    });
  }
  if (now < Date.parse(predicate.createdAt) - CLOCK_SKEW_MS) {
    refusals.push({
      code: "not-yet-valid",
      message: `The approval is dated ${predicate.createdAt}, which is in the future. Set the clocks right.`,
    });
  }
  if (!(now < Date.parse(predicate.expiresAt))) {
    refusals.push({
      code: "expired",
      message: `The approval expired at ${predicate.expiresAt}. Plan and judge again.`,
    });
  }
  return refusals;
}

function refuseDigests(approved: Digests, check: ApprovalCheck): Refusal[] {
  const actual = digestsOf(check);
  const names = Object.keys(CHANGED) as SubjectName[];
  return names.filter((name) => approved[name] !== actual[name]).map((name) => CHANGED[name]);
}

function digestsOf({ planFile, planJson, configuration, policies }: ApprovalSubject): Digests {
  return {
    "plan-file": sha256(planFile),
    plan: digestPlanJson(planJson),
    configuration,
    "policy-module": policies.wasm,
    "policy-catalog": policies.catalog,
    parameters: policies.parameters,
    enforcement: policies.enforcement,
    exemptions: policies.exemptions,
  };
}

/** A plan file tells by itself; one that cannot be read is refused for its digest. */
function isOffline(planFile: Uint8Array): boolean {
  try {
    return configurationInPlanFile(planFile)?.offline === true;
  } catch {
    return false;
  }
}

function malformed(why: string): ApprovalVerdict {
  return refuse({ code: "malformed", message: `The approval cannot be read: ${why}. Judge the plan again.` });
}

function refuse(...refusals: Refusal[]): ApprovalVerdict {
  return { ok: false, refusals };
}
