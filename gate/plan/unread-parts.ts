/** A part that nobody reads: where it begins, and where Terraform begins the next one that somebody does. */
interface UnreadPart {
  readonly start: string;
  readonly ends: readonly string[];
}

/**
 * Members in the order in which Terraform writes them: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/jsonplan/plan.go#L57
 * (`planned_values`, `resource_drift`, `resource_changes`; `prior_state`, `configuration`).
 */
const UNREAD: readonly UnreadPart[] = [
  { start: ',"planned_values":{', ends: [',"resource_changes":['] },
  { start: ',"prior_state":{', ends: [',"configuration":{"provider_config":', ',"configuration":{"root_module":'] },
];

/**
 * What must not be lost where somebody wrote it between the members that nobody reads. Without variables or configuration,
 * whose names values of a plan have as well, the gate only knows less, and so doubts more.
 */
const READ = ["resource_changes", "deferred_changes", "applyable", "complete", "errored"];

/**
 * Plan JSON without what is more than half of it and takes part in no judgement: the planned values, the drift and the prior state, which
 * become empty. Parsing them would be a third of what a large plan takes.
 *
 * Where a part ends is looked for, not parsed. A value of the plan may look the same; as that lies deeper than the members of the
 * plan, leaving out everything before it leaves brackets without their counterparts. So the result is JSON only where the parts were
 * the right ones: whoever cannot parse it has to parse the whole (docs/decisions/unread-parts.md).
 *
 * @param bytes of plan JSON in UTF-8
 * @returns undefined where it does not look like what Terraform writes
 */
export function withoutUnreadParts(bytes: Uint8Array): Uint8Array | undefined {
  const plan = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let from = 0;
  for (const { start, ends } of UNREAD) {
    const begin = plan.indexOf(start, from);
    if (begin < 0) continue;
    const inside = begin + start.length;
    const end = Math.min(...ends.map((text) => plan.indexOf(text, inside)).filter((at) => at >= 0));
    if (end === Infinity || hasWhatIsRead(plan.subarray(inside, end))) return undefined;
    kept.push(plan.subarray(from, inside), CLOSED);
    from = end;
  }
  return from === 0 ? undefined : Buffer.concat([...kept, plan.subarray(from)]);
}

function hasWhatIsRead(part: Buffer): boolean {
  return READ.some((member) => part.includes(`,"${member}":`));
}

const CLOSED = Buffer.from("}");
