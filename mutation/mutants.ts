import type { Opa } from "../authoring";

/** A source with one change. */
export interface Mutant {
  /** 1-based. */
  readonly line: number;
  /** What was done, e.g. `== → !=`. */
  readonly change: string;
  readonly source: string;
}

/** A node of OPA's syntax tree, as `opa parse --format json --json-include locations` prints it. */
interface Node {
  readonly location?: { readonly row: number; readonly col: number; /** base64 */ readonly text?: string };
  readonly type?: string;
  readonly value?: unknown;
  readonly terms?: Node | readonly Node[];
  readonly symbols?: unknown;
  readonly negated?: boolean;
  readonly body?: unknown;
  readonly [member: string]: unknown;
}

interface Span {
  readonly start: number;
  readonly text: string;
}

interface Edit extends Span {
  readonly by: string;
}

/** What another comparison or calculation is put in its place. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "==": ["!="],
  "!=": ["=="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "|": ["&"],
  "&": ["|"],
};

/**
 * The mutants of a Rego file, in the order of their places; the same for the same source.
 *
 * @param file relative to OPA's root
 * @param source its text
 */
export async function mutantsOf(opa: Opa, file: string, source: string): Promise<Mutant[]> {
  const tree = JSON.parse(
    await opa.output(["parse", file, "--format", "json", "--json-include", "locations,-comments"]),
  ) as { readonly rules?: readonly Node[] };
  const edits = [...(tree.rules ?? [])].flatMap((rule) => [...editsBelow(rule, new Places(source))]);
  const mutants = new Map<string, Mutant>();
  for (const { start, text, by } of edits.sort((a, b) => a.start - b.start)) {
    const mutated = source.slice(0, start) + by + source.slice(start + text.length);
    mutants.set(mutated, {
      line: source.slice(0, start).split("\n").length,
      change: `${shorten(text)} → ${shorten(by)}`,
      source: mutated,
    });
  }
  return [...mutants.values()];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Finds nodes in the source. */
class Places {
  readonly #lines: number[] = [0];

  constructor(private readonly source: string) {
    for (let i = 0; i < source.length; i++) if (source[i] === "\n") this.#lines.push(i + 1);
  }

  /** undefined where the tree's own text is not what stands there. */
  of({ location }: Node): Span | undefined {
    const line = location === undefined ? undefined : this.#lines[location.row - 1];
    if (location?.text === undefined || line === undefined) return undefined;
    const text = Buffer.from(location.text, "base64").toString("utf8");
    const start = line + location.col - 1;
    return text !== "" && this.source.startsWith(text, start) ? { start, text } : undefined;
  }

  between(left: Span, right: Span): Span {
    const start = left.start + left.text.length;
    return { start, text: this.source.slice(start, right.start) };
  }
}

function* editsBelow(node: unknown, places: Places): Generator<Edit> {
  if (Array.isArray(node)) {
    for (const item of node) yield* editsBelow(item, places);
  } else if (typeof node === "object" && node !== null) {
    const one = node as Node;
    yield* ownEdits(one, places);
    for (const [name, member] of Object.entries(one)) if (name !== "location") yield* editsBelow(member, places);
  }
}

function* ownEdits(node: Node, places: Places): Generator<Edit> {
  if (node.terms !== undefined) yield* ofExpression(node, places);
  const call = node.type === "call" ? node.value : node.terms;
  if (Array.isArray(call) && call.length === 3) yield* ofOperator(call as Node[], places);
  if (node.type === "boolean" || node.type === "number" || node.type === "string") yield* ofConstant(node, places);
}

/** Without what it says, or with its opposite. What gives a variable its value cannot be left out. */
function* ofExpression(node: Node, places: Places): Generator<Edit> {
  const span = places.of(node);
  if (span === undefined || /^(some|every)\b|:=/.test(span.text)) return;
  if (span.text !== "true") yield { ...span, by: "true" };
  if (node.negated === true) yield { ...span, by: span.text.replace(/^not\s+/, "") };
  else yield { ...span, by: `not ${span.text}` };
}

function* ofOperator([, left, right]: readonly Node[], places: Places): Generator<Edit> {
  const [before, after] = [left && places.of(left), right && places.of(right)];
  if (before === undefined || after === undefined || after.start < before.start + before.text.length) return;
  const { start, text } = places.between(before, after);
  const operator = text.trim();
  for (const by of OPERATORS[operator] ?? []) yield { start: start + text.indexOf(operator), text: operator, by };
}

function* ofConstant(node: Node, places: Places): Generator<Edit> {
  const span = places.of(node);
  if (span === undefined) return;
  const { text } = span;
  if (text === "true") yield { ...span, by: "false" };
  if (text === "false") yield { ...span, by: "true" };
  if (/^\d+$/.test(text)) yield { ...span, by: String(Number(text) + 1) };
  // A member of a reference, `input.resources`, is text without quotes.
  if (/^"[^]*"$|^`[^]*`$/.test(text)) yield { ...span, by: `${text.slice(0, -1)}_${text.slice(-1)}` };
}
