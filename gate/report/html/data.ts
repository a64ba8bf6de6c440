import { SEVERITIES, type Severity } from "../../../policies/contract/rule";
import { isOpen, type Status } from "../../../policies/contract/evaluation";
import { isConstruct, type AppliedExemption, type Enforcement, type JudgedEvaluation } from "../../decision";
import type { Origin } from "../../details";
import type { JudgedStack } from "../run";

/** What one stack's part of the page is made from: on the server for the page as it stands, in the browser for what is asked of it. */
export interface StackData {
  readonly resources: readonly ResourceData[];
  /** The most severe first, what does not apply last. */
  readonly findings: readonly FindingGroup[];
  /** By rule: the resources that comply, by their place in `resources`. */
  readonly compliant: { readonly [rule: string]: readonly number[] };
}

export interface ResourceData {
  readonly address: string;
  readonly action: string | null;
  /** Of the construct that made it; null where none did, as in plain Terraform. */
  readonly path: string | null;
  /** `modules/database/index.ts:41`. */
  readonly place: string | null;
  /** The line of the stack that asked for it, where a module made it. */
  readonly requestedAt: string | null;
  /** Findings that are open, and the severity of the worst. */
  readonly open: number;
  readonly worst: Severity | null;
}

export type FindingStatus = Exclude<Status, "COMPLIANT"> | "EXEMPTED";

/** What one rule says of resources. */
export interface FindingGroup {
  readonly rule: string;
  readonly status: FindingStatus;
  readonly severity: Severity;
  readonly enforcement: Enforcement;
  readonly remediation: string;
  /** How many resources it is about. */
  readonly resources: number;
  readonly messages: readonly FindingMessage[];
}

export interface FindingMessage {
  readonly message: string;
  readonly exemption: AppliedExemption | null;
  readonly items: readonly FindingItem[];
}

export interface FindingItem {
  /** Place in `resources`. */
  readonly resource: number;
  readonly attribute: string | null;
  /** The change that mends it, where the gate proved one. */
  readonly fix?: string;
}

/** A value that is known only after apply. */
export interface UnknownData {
  readonly resource: number;
  readonly path: string;
  readonly origin: Origin;
  readonly text: string;
  readonly read: boolean;
}

export const STATUSES: readonly FindingStatus[] = ["NON_COMPLIANT", "INSUFFICIENT_DATA", "EXEMPTED", "NOT_APPLICABLE"];

/** Brings a judgement into the order and the shape of the page. */
export function stackData({ judgement, details }: JudgedStack): StackData {
  const { evaluations } = judgement;
  const described = new Map((details?.resources ?? []).map((resource) => [resource.address, resource]));
  const addresses = [...new Set([...described.keys(), ...evaluations.map(({ resource }) => resource)])];
  const places = new Map(addresses.map((address, index) => [address, index]));
  const at = (address: string) => places.get(address) ?? -1;
  const open = new Map<string, { readonly rules: Set<string>; worst: Severity }>();
  const constructs = new Map<string, JudgedEvaluation["construct"]>();
  const compliant: Record<string, number[]> = {};
  for (const { rule, status, resource, exemption, severity, construct } of evaluations) {
    constructs.set(resource, construct);
    if (status === "COMPLIANT") (compliant[rule] ??= []).push(at(resource));
    if (exemption !== null || !isOpen(status)) continue;
    const known = open.get(resource);
    if (known === undefined) open.set(resource, { rules: new Set([rule]), worst: severity });
    else {
      known.rules.add(rule);
      if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known.worst)) known.worst = severity;
    }
  }
  const resources = addresses.map((address): ResourceData => {
    const resource = described.get(address);
    const construct = resource?.construct ?? constructs.get(address) ?? null;
    const found = open.get(address);
    return {
      address,
      action: resource?.action ?? null,
      path: construct !== null && isConstruct(construct) ? construct.path : null,
      place: typeof construct?.file === "string" ? `${construct.file}:${construct.line ?? 1}` : null,
      requestedAt: construct?.requestedAt ? `${construct.requestedAt.file}:${construct.requestedAt.line}` : null,
      open: found?.rules.size ?? 0,
      worst: found?.worst ?? null,
    };
  });
  return { resources, findings: groupsOf(evaluations, at), compliant };
}

/** A group while it is being made. */
interface Draft extends Omit<FindingGroup, "messages" | "resources"> {
  readonly messages: { readonly message: string; readonly exemption: AppliedExemption | null; items: FindingItem[] }[];
  readonly addresses: Set<string>;
}

function groupsOf(evaluations: readonly JudgedEvaluation[], at: (address: string) => number): readonly FindingGroup[] {
  const groups = new Map<string, Draft>();
  for (const evaluation of evaluations) {
    const { rule, severity, enforcement, remediation, message, exemption, resource, attribute, fix } = evaluation;
    if (evaluation.status === "COMPLIANT") continue;
    const status = exemption === null ? evaluation.status : "EXEMPTED";
    const key = `${status} ${rule}`;
    const group = groups.get(key) ?? {
      ...{ rule, status, severity, enforcement, remediation },
      messages: [],
      addresses: new Set<string>(),
    };
    groups.set(key, group);
    group.addresses.add(resource);
    const item = { resource: at(resource), attribute, ...(fix === null ? {} : { fix: fix.message }) };
    const same = group.messages.find(
      (each) => each.message === message && JSON.stringify(each.exemption) === JSON.stringify(exemption),
    );
    if (same === undefined) group.messages.push({ message, exemption, items: [item] });
    else same.items.push(item);
  }
  return [...groups.values()]
    .map(({ addresses, ...group }) => ({ ...group, resources: addresses.size }))
    .sort(bySeriousness);
}

function bySeriousness(a: FindingGroup, b: FindingGroup): number {
  const rank = ({ status, severity, enforcement }: FindingGroup) =>
    (isOpen(status) ? 0 : 100 * STATUSES.indexOf(status)) +
    10 * (enforcement === "mandatory" ? 0 : 1) +
    SEVERITIES.indexOf(severity);
  return rank(a) - rank(b) || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || (a.rule < b.rule ? -1 : 1);
}

/** What is known only after apply and is made from something; what was left out altogether is merely counted. */
export function unknownsOf({ details }: JudgedStack): {
  readonly unknowns: readonly UnknownData[];
  readonly unset: number;
} {
  const unknowns: UnknownData[] = [];
  let unset = 0;
  for (const [resource, { attributes }] of (details?.resources ?? []).entries()) {
    for (const { path, after, read } of attributes) {
      if (after === null || after.origin === "known" || after.origin === "sensitive") continue;
      if (after.origin === "unset") unset += 1;
      else unknowns.push({ resource, path, origin: after.origin, text: after.text, read });
    }
  }
  return { unknowns, unset };
}
