import { isObject, type JsonObject } from "../json";
import { parseTemplate, type Traversal } from "../plan";
import { LEFT_OUT, type Gap } from "./gaps";

/** A block that the sandbox does not apply. */
export interface LeftOut {
  /** `aws_budgets_budget.total`, `output.url`. */
  readonly address: string;
  /** As half a sentence: what the stand-in lacks, or `needs` and the address of what is left out. */
  readonly why: string;
}

/** A configuration without what the stand-in lacks. */
export interface Reduced {
  readonly configuration: JsonObject;
  readonly leftOut: readonly LeftOut[];
}

/** What stands at the top of a configuration and may be left out, by the number of labels in front of its body. */
const BLOCKS = { resource: 2, data: 2, module: 1, output: 1 } as const;

interface Block {
  readonly kind: keyof typeof BLOCKS;
  readonly labels: readonly string[];
  readonly address: string;
  body: unknown;
}

/** What a stand-in lacks, by type. */
export type Gaps = typeof LEFT_OUT;

/**
 * Leaves out what the list names, and by the references in the configuration what cannot be without it.
 *
 * @param configuration JSON syntax, as CDKTF writes it: the blocks are objects by their labels.
 * @param gaps Default: the list. Another one is for whoever tries whether an entry still holds.
 */
export function reduce(configuration: JsonObject, gaps: Gaps = LEFT_OUT): Reduced {
  const blocks = blocksOf(configuration);
  const leftOut = new Map<string, { readonly why: string; readonly gap: Gap | null }>();
  for (const { address, kind, labels } of blocks) {
    const gap = kind === "resource" ? gaps[labels[0] ?? ""] : undefined;
    if (gap !== undefined) leftOut.set(address, { why: gap.why, gap });
  }
  for (let before = -1; before !== leftOut.size;) {
    before = leftOut.size;
    for (const block of blocks.filter(({ address }) => !leftOut.has(address))) {
      block.body = withValues(block.body, leftOut);
      const needed = [...referencesIn(block.body)].find((address) => leftOut.has(address));
      if (needed !== undefined) leftOut.set(block.address, { why: `needs ${needed}`, gap: null });
    }
  }
  const kept = blocks.filter(({ address }) => !leftOut.has(address));
  return {
    configuration: { ...configuration, ...assemble(kept.map((block) => finished(block, leftOut))) },
    leftOut: [...leftOut].map(([address, { why }]) => ({ address, why })),
  };
}

function blocksOf(configuration: JsonObject): Block[] {
  const blocks: Block[] = [];
  for (const [kind, depth] of Object.entries(BLOCKS) as [keyof typeof BLOCKS, number][]) {
    for (const [first, value] of entriesOf(configuration[kind])) {
      if (first === "//") continue;
      const named =
        depth === 1
          ? [[[first], value] as const]
          : entriesOf(value).map(([name, body]) => [[first, name], body] as const);
      for (const [labels, body] of named) {
        const address = [...(kind === "resource" ? [] : [kind]), ...labels].join(".");
        blocks.push({ kind, labels, address, body });
      }
    }
  }
  return blocks;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The blocks as they stand in a configuration. */
function assemble(blocks: readonly Block[]): JsonObject {
  const result: Record<string, Record<string, unknown>> = {};
  for (const { kind, labels, body } of blocks) {
    const [first = "", second] = labels;
    const ofKind = (result[kind] ??= {});
    if (second === undefined) ofKind[first] = body;
    else ofKind[first] = { ...(isObject(ofKind[first]) ? ofKind[first] : {}), [second]: body };
  }
  return { ...Object.fromEntries(Object.keys(BLOCKS).map((kind) => [kind, undefined])), ...result };
}

/** A body in which the values of the list stand for what is left out. */
function withValues(body: unknown, leftOut: ReadonlyMap<string, { readonly gap: Gap | null }>): unknown {
  return mapTexts(body, (text) => {
    let result = text;
    for (const traversal of traversalsIn(text)) {
      const address = addressOf(traversal);
      const [attribute] = traversal.steps.slice(1);
      const value = attribute?.kind === "name" ? leftOut.get(address)?.gap?.values?.[attribute.name] : undefined;
      if (value !== undefined && attribute?.kind === "name") {
        result = result.replaceAll(`\${${address}.${attribute.name}}`, value);
      }
    }
    return result;
  });
}

/** Without an order that refers to what is left out, and without a guard against destruction. */
function finished(block: Block, leftOut: ReadonlyMap<string, unknown>): Block {
  if (!isObject(block.body)) return block;
  const { depends_on: order, ...body } = block.body;
  const kept = Array.isArray(order) ? order.filter((address) => !leftOut.has(String(address))) : [];
  // A sandbox ends, whatever it holds.
  const { prevent_destroy: guarded, ...lifecycle } = isObject(body["lifecycle"]) ? body["lifecycle"] : {};
  return {
    ...block,
    body: {
      ...body,
      ...(kept.length > 0 ? { depends_on: kept } : {}),
      ...(guarded === undefined ? {} : { lifecycle }),
    },
  };
}

/** Addresses of the blocks that a body cannot be without. What it only follows in order is not among them. */
function referencesIn(body: unknown): Set<string> {
  const found = new Set<string>();
  const needs = entriesOf(body).filter(([name]) => name !== "depends_on");
  mapTexts(Object.fromEntries(needs), (text) => {
    for (const traversal of traversalsIn(text)) found.add(addressOf(traversal));
    return text;
  });
  return found;
}

function traversalsIn(text: string): readonly Traversal[] {
  return parseTemplate(text).flatMap((part) =>
    part.kind === "traversal" ? [part.traversal] : part.kind === "opaque" ? part.references : [],
  );
}

/** `aws_vpc.main` of `aws_vpc.main.id`, `data.aws_vpc.main` of `data.aws_vpc.main.id`. */
function addressOf({ root, steps }: Traversal): string {
  const names = steps.slice(0, root === "data" ? 2 : 1).map((step) => (step.kind === "name" ? step.name : "?"));
  return [root, ...names].join(".");
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === "//" ? item : mapTexts(item, change)]),
  );
}
