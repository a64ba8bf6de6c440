import { generateKeyPairSync, sign } from "node:crypto";
import { dsse } from "@sigstore/core";
import { strToU8, zipSync } from "fflate";
import {
  createApproval,
  verifyApproval,
  type ApprovalCheck,
  type ApprovalRequest,
  type ApprovalVerdict,
} from "../../../gate/approval";
import { approvedJudgement, POLICIES } from "./fixture";

const NOW = new Date("2030-01-01T00:00:00Z");
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const HOUR = 3_600_000;
const PLAN = { format_version: "1.2", resource_changes: [], timestamp: "2030-01-01T00:00:00Z" };
const ours = generateKeyPairSync("ed25519");
const theirs = generateKeyPairSync("ed25519");

const SUBJECT = {
  stack: "storefront",
  planFile: Buffer.from("the plan file"),
  planJson: PLAN,
  configuration: "7".repeat(64),
  policies: POLICIES,
};

function approve(change: Partial<ApprovalRequest> = {}): Buffer {
  return createApproval({
    ...SUBJECT,
    judgement: approvedJudgement(),
    offline: false,
    now: NOW,
    gateVersion: "0.1.0",
    ...change,
  });
}

function verify(envelope: Uint8Array, change: Partial<ApprovalCheck> = {}): ApprovalVerdict {
  return verifyApproval(envelope, { ...SUBJECT, now: NOW, ...change });
}

function codes(verdict: ApprovalVerdict): string[] {
  return verdict.ok ? [] : verdict.refusals.map(({ code }) => code);
}

interface RawEnvelope {
  payloadType: string;
  payload: string;
  signatures: { keyid?: string; sig: string }[];
}
interface RawStatement {
  _type: string;
  predicateType: string;
  subject: { name: string; digest: { sha256: string } }[];
  predicate: Record<string, unknown>;
}

/** The envelope with a change made to what it says: what somebody who can write the file could do. */
function forge(envelope: Buffer, change: (statement: RawStatement) => void): Buffer {
  const raw = JSON.parse(envelope.toString("utf8")) as RawEnvelope;
  const statement = JSON.parse(Buffer.from(raw.payload, "base64").toString("utf8")) as RawStatement;
  change(statement);
  return Buffer.from(JSON.stringify({ ...raw, payload: Buffer.from(JSON.stringify(statement)).toString("base64") }));
}

describe("what was approved", () => {
  test("may be applied, until it expires", () => {
    expect(verify(approve())).toEqual({ ok: true, signed: false, expiresAt: later(24 * HOUR) });
    expect(verify(approve(), { now: later(24 * HOUR - 1) }).ok).toBe(true);
  });

  test("is the same change when only the time of planning and an order differ", () => {
    const relevant = [
      { resource: "a", attribute: ["id"] },
      { resource: "b", attribute: ["id"] },
    ];
    const envelope = approve({ planJson: { ...PLAN, relevant_attributes: relevant } });
    const again = { timestamp: "2031-01-01T00:00:00Z", relevant_attributes: [...relevant].reverse() };
    expect(verify(envelope, { planJson: { ...PLAN, ...again } }).ok).toBe(true);
  });
});

describe("what has changed is named", () => {
  const other = "f".repeat(64);
  test.each<[string, Partial<ApprovalCheck>]>([
    ["plan-file-changed", { planFile: Buffer.from("the plan filf") }],
    ["plan-changed", { planJson: { ...PLAN, resource_changes: [{}] } }],
    ["configuration-changed", { configuration: other }],
    ["policy-module-changed", { policies: { ...POLICIES, wasm: other } }],
    ["policy-module-changed", { policies: { ...POLICIES, catalog: other } }],
    ["parameters-changed", { policies: { ...POLICIES, parameters: other } }],
    ["enforcement-changed", { policies: { ...POLICIES, enforcement: other } }],
    ["exemptions-changed", { policies: { ...POLICIES, exemptions: other } }],
    ["other-stack", { stack: "finance" }],
    ["expired", { now: later(24 * HOUR) }],
    ["not-yet-valid", { now: later(-HOUR) }],
  ])("%s", (code, change) => {
    expect(codes(verify(approve(), change))).toEqual([code]);
  });

  test("all of it at once", () => {
    const change = { planFile: Buffer.from("x"), stack: "finance", now: later(25 * HOUR) };
    expect(codes(verify(approve(), change))).toEqual(["other-stack", "expired", "plan-file-changed"]);
  });

  test("a shorter life is kept to", () => {
    expect(codes(verify(approve({ lifetimeMs: HOUR }), { now: later(HOUR) }))).toEqual(["expired"]);
  });
});

describe("a denied plan", () => {
  test("never gets an approval", () => {
    expect(() => approve({ judgement: { ...approvedJudgement(), verdict: "denied" } })).toThrow("never written");
  });

  test("is refused when somebody wrote one", () => {
    const forged = forge(approve(), ({ predicate }) => (predicate["verdict"] = "denied"));
    expect(codes(verify(forged))).toEqual(["denied-verdict"]);
  });
});

describe("an offline plan", () => {
  const planFile = Buffer.from(
    zipSync({
      "tfconfig/m-/cdk.tf.json": strToU8("{}"),
      "tfconfig/m-/plangate_offline_override.tf.json": strToU8("{}"),
    }),
  );

  test("can be approved, but not for apply", () => {
    expect(codes(verify(approve({ offline: true })))).toEqual(["offline-plan"]);
  });

  test("is known by its file, whatever the approval says", () => {
    const lying = forge(approve({ planFile }), ({ predicate }) => (predicate["offline"] = false));
    expect(codes(verify(lying, { planFile }))).toEqual(["offline-plan"]);
  });
});

describe("signatures", () => {
  const signed = approve({ signingKey: ours.privateKey });

  test("of the configured key are accepted", () => {
    expect(verify(signed, { publicKey: ours.publicKey })).toMatchObject({ ok: true, signed: true });
  });

  test("of another key are refused, also under the configured key's id", () => {
    const raw = JSON.parse(approve({ signingKey: theirs.privateKey }).toString("utf8")) as RawEnvelope;
    const keyid = (JSON.parse(signed.toString("utf8")) as RawEnvelope).signatures[0]?.keyid;
    const disguised = { ...raw, signatures: raw.signatures.map(({ sig }) => ({ keyid, sig })) };
    expect(codes(verify(Buffer.from(JSON.stringify(disguised)), { publicKey: ours.publicKey }))).toEqual([
      "bad-signature",
    ]);
  });

  test("do not cover a changed statement", () => {
    const forged = forge(signed, ({ predicate }) => (predicate["expiresAt"] = "2099-01-01T00:00:00.000Z"));
    expect(codes(verify(forged, { publicKey: ours.publicKey }))).toEqual(["bad-signature"]);
  });

  test("are over DSSE's encoding, not over the bare payload", () => {
    const raw = JSON.parse(signed.toString("utf8")) as RawEnvelope;
    const payload = Buffer.from(raw.payload, "base64");
    const good = sign(null, dsse.preAuthEncoding("application/vnd.in-toto+json", payload), ours.privateKey);
    expect(raw.signatures[0]?.sig).toBe(good.toString("base64"));
    const bare = { ...raw, signatures: [{ sig: sign(null, payload, ours.privateKey).toString("base64") }] };
    expect(codes(verify(Buffer.from(JSON.stringify(bare)), { publicKey: ours.publicKey }))).toEqual(["bad-signature"]);
  });

  test("are needed where a public key is configured", () => {
    expect(codes(verify(approve(), { publicKey: ours.publicKey }))).toEqual(["unsigned"]);
  });

  test("are not looked at where none is configured", () => {
    expect(verify(signed)).toMatchObject({ ok: true, signed: false });
  });
});

describe("a malformed approval", () => {
  const change = (edit: (statement: RawStatement) => void): Buffer => forge(approve(), edit);
  test.each<[string, Uint8Array]>([
    ["nothing", Buffer.alloc(0)],
    ["no JSON", Buffer.from("approved!")],
    ["half of it", approve().subarray(0, 200)],
    ["not UTF-8", Buffer.from([0xff, 0xfe, 0x7b])],
    ["a bare statement", Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}')],
    ["another payload type", Buffer.from(approve().toString("utf8").replace("in-toto+json", "in-toto"))],
    ["a payload that is no base64", Buffer.from(approve().toString("utf8").replace('"payload": "', '"payload": "!'))],
    ["another statement type", change((statement) => (statement._type = "https://in-toto.io/Statement/v0.1"))],
    ["another predicate", change((statement) => (statement.predicateType = "https://slsa.dev/provenance/v1"))],
    ["no subjects", change((statement) => (statement.subject = []))],
    ["a subject left out", change((statement) => statement.subject.pop())],
    ["a subject twice", change((statement) => statement.subject.push(...statement.subject.slice(0, 1)))],
    ["a digest that is none", change(({ subject }) => subject.forEach(({ digest }) => (digest.sha256 = "")))],
    ["no expiry", change(({ predicate }) => delete predicate["expiresAt"])],
    ["an expiry that is no time", change(({ predicate }) => (predicate["expiresAt"] = "never"))],
    ["offline left out", change(({ predicate }) => delete predicate["offline"])],
  ])("%s", (_, envelope) => {
    expect(codes(verify(envelope))).toEqual(["malformed"]);
  });
});
