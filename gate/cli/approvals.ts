import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import {
  createApproval,
  loadPublicKey,
  loadSigningKey,
  readApproval,
  verifyApproval,
  writeApproval,
  type ApprovalSubject,
  type ApprovalVerdict,
} from "../approval";
import { InputError } from "../errors";
import { packageVersion } from "../package-root";
import type { PlannedStack } from "./planning";

/** @throws InputError where an approval is asked for, or given, and there are several stacks */
export function refuseSharedApproval(
  command: "plan" | "deploy",
  stacks: readonly { readonly name: string }[],
  { approval }: { readonly approval?: string },
): void {
  const [first, ...others] = stacks;
  if (approval === undefined || first === undefined || others.length === 0) return;
  throw new InputError({
    what: `An approval is of one stack, and this would ${command} ${stacks.length}.`,
    mend: `Name the stack: plangate ${command} ${first.name} --approval ${approval}`,
  });
}

/** The plan file that belongs to an approval lies beside it, under the same name: `a.json` approves `a.tfplan`. */
export function planFileOf(approvalFile: string): string {
  const { dir, name } = parse(approvalFile);
  return join(dir, `${name}.tfplan`);
}

/** Where `deploy` keeps the approval of a stack that it has just judged: beside the private copy of the plan file. */
export function ownApprovalFile({ snapshot }: PlannedStack): string {
  return join(dirname(snapshot.path), "approval.json");
}

/**
 * Writes the approval of an approved stack; signed where a key is configured.
 *
 * @throws InputError where the key or the file is no good.
 */
export function approve(planned: PlannedStack, file: string, env: NodeJS.ProcessEnv): void {
  const envelope = createApproval({
    ...planned.subject,
    judgement: planned.judged.judgement,
    offline: planned.mode.offline,
    now: new Date(),
    gateVersion: packageVersion(),
    signingKey: loadSigningKey(env),
  });
  mkdirSync(dirname(file), { recursive: true });
  writeApproval(file, envelope);
}

/** Keeps an approved plan for a later `deploy --approval`: the approval and, beside it, the plan file. */
export function keep(planned: PlannedStack, file: string, env: NodeJS.ProcessEnv): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(planFileOf(file), planned.snapshot.bytes, { mode: 0o600 });
  approve(planned, file, env);
}

/** Whether an approval file lets exactly this be applied now. */
export function verify(subject: ApprovalSubject, file: string, env: NodeJS.ProcessEnv): ApprovalVerdict {
  return verifyApproval(readApproval(file), { ...subject, now: new Date(), publicKey: loadPublicKey(env) });
}
