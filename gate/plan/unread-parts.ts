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

/** What Terraform writes into every plan since 1.8: where one is missing, it may have been among what is left out. */
const WRITTEN = ["resource_changes", "configuration", "applyable", "complete", "errored"];

/**
 * Parses plan JSON but for what is more than half of it and takes part in no judgement: the planned values, the drift and the prior
 * state. Parsing them would be a third of what a large plan takes.
 *
 * Where a part ends is looked for, not parsed. A value of the plan may look the same; as that lies deeper than the members of the
 * plan, what comes before it and what comes after it have brackets without counterparts. So both are JSON only where the part was the right
 * one (docs/decisions/unread-parts.md).
 *
 * @param bytes of plan JSON
 * @returns undefined where it does not look like what Terraform writes: only the whole will tell what it is, or what is wrong with it
 */
export function parseReadParts(bytes: Uint8Array): Record<string, unknown> | undefined {
  const read = readParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const last = read.length - 1;
  if (last === 0) return undefined;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const members = read.map((part, at) => {
      const text = decoder.decode(part);
      return JSON.parse(`${at === 0 ? "" : "{"}${text}${at === last ? "" : "}"}`) as object;
    });
    const document = Object.assign({}, ...members) as Record<string, unknown>;
    return WRITTEN.every((member) => Object.hasOwn(document, member)) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** What lies before, between and after the parts that nobody reads, without the comma at its start. */
function readParts(plan: Buffer): readonly Buffer[] {
  const read: Buffer[] = [];
  let from = 0;
  for (const { start, ends } of UNREAD) {
    const begin = plan.indexOf(start, from);
    const end = begin < 0 ? -1 : firstOf(ends, plan, begin);
    if (end < 0) continue;
    read.push(plan.subarray(from, begin));
    from = end + 1;
  }
  return [...read, plan.subarray(from)];
}

/** Where the first of some texts is that is there at all: each takes its time to look for. */
function firstOf(texts: readonly string[], plan: Buffer, from: number): number {
  for (const text of texts) {
    const at = plan.indexOf(text, from);
    if (at >= 0) return at;
  }
  return -1;
}
