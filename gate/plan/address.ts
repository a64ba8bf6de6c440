/**
 * Terraform's resource addresses and attribute traversals, e.g. `module.a["x"].aws_vpc.main[0].tags.Name`.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */

/** A step of a traversal: an attribute name, a literal index, an index that is itself a traversal, or `*` for a splat. */
export type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly key: string | number }
  | { readonly kind: "computed"; readonly traversal: Traversal }
  | { readonly kind: "splat" };

/** A root name and the steps from it. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const SPACE = /\s*/y;
const NUMBER = /\d+/y;
/** A quoted string without interpolation. */
const QUOTED = /"(?:[^"\\$%]|\\.|[$%](?!\{))*"/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unquote(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/**
 * Reads the longest traversal that starts at `at`.
 *
 * @returns the traversal and the offset after it, or undefined where no name starts at `at`
 */
export function readTraversal(text: string, at: number): { traversal: Traversal; end: number } | undefined {
  const root = match(NAME, text, at);
  if (root === undefined) return undefined;
  const steps: Step[] = [];
  let end = at + root.length;
  for (;;) {
    const step =
      text[end] === "." ? readAttribute(text, end + 1) : text[end] === "[" ? readIndex(text, end + 1) : undefined;
    if (step === undefined) return { traversal: { root, steps }, end };
    steps.push(step.step);
    end = step.end;
  }
}

function readAttribute(text: string, at: number): { step: Step; end: number } | undefined {
  if (text[at] === "*") return { step: { kind: "splat" }, end: at + 1 };
  const name = match(NAME, text, at);
  if (name !== undefined) return { step: { kind: "name", name }, end: at + name.length };
  const number = match(NUMBER, text, at);
  return number === undefined ? undefined : { step: { kind: "index", key: Number(number) }, end: at + number.length };
}

function readIndex(text: string, at: number): { step: Step; end: number } | undefined {
  let end = at + (match(SPACE, text, at)?.length ?? 0);
  let step: Step | undefined;
  const number = match(NUMBER, text, end);
  const quoted = number === undefined ? match(QUOTED, text, end) : undefined;
  if (number !== undefined) {
    step = { kind: "index", key: Number(number) };
    end += number.length;
  } else if (quoted !== undefined) {
    const key = unquote(quoted);
    if (key === undefined) return undefined;
    step = { kind: "index", key };
    end += quoted.length;
  } else if (text[end] === "*") {
    step = { kind: "splat" };
    end += 1;
  } else {
    const inner = readTraversal(text, end);
    if (inner === undefined) return undefined;
    step = { kind: "computed", traversal: inner.traversal };
    end = inner.end;
  }
  end += match(SPACE, text, end)?.length ?? 0;
  return text[end] === "]" ? { step, end: end + 1 } : undefined;
}

/** `aws_vpc.main.id`: what most references look like, read at once. */
const PLAIN = /^([a-z]\w*)\.(\w[\w-]*)\.([a-z]\w*)$/;

/** Parses a text that is one traversal and nothing else; undefined where it is not. */
export function parseTraversal(text: string): Traversal | undefined {
  const plain = PLAIN.exec(text);
  if (plain !== null) {
    const [, root = "", name = "", attribute = ""] = plain;
    return {
      root,
      steps: [
        { kind: "name", name },
        { kind: "name", name: attribute },
      ],
    };
  }
  const start = match(SPACE, text, 0)?.length ?? 0;
  const read = readTraversal(text, start);
  if (read === undefined) return undefined;
  const end = read.end + (match(SPACE, text, read.end)?.length ?? 0);
  return end === text.length ? read.traversal : undefined;
}

/** `["key"]` or `[0]`, as Terraform writes it; empty for undefined. */
export function formatKey(key: string | number | undefined): string {
  if (key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
}

/** Steps as text, without a leading dot: `master_user_secret[0].secret_arn`. */
export function formatSteps(steps: readonly Step[]): string {
  const [only] = steps;
  if (only?.kind === "name" && steps.length === 1) return only.name;
  return steps
    .map((step) => {
      switch (step.kind) {
        case "name":
          return `.${step.name}`;
        case "index":
          return formatKey(step.key);
        case "splat":
          return "[*]";
        case "computed":
          return `[${formatTraversal(step.traversal)}]`;
      }
    })
    .join("")
    .replace(/^\./, "");
}

export function formatTraversal(traversal: Traversal): string {
  const steps = formatSteps(traversal.steps);
  return steps === "" ? traversal.root : steps.startsWith("[") ? traversal.root + steps : `${traversal.root}.${steps}`;
}

/** One module call on the way to a resource. */
export interface ModuleStep {
  readonly name: string;
  readonly key: string | number | undefined;
}

/** `module.a["x"].module.b` → its steps. @returns undefined where the text is no module address */
export function parseModuleAddress(address: string): ModuleStep[] | undefined {
  const traversal = parseTraversal(address);
  if (traversal === undefined) return undefined;
  const path: ModuleStep[] = [];
  const steps: Step[] = [{ kind: "name", name: traversal.root }, ...traversal.steps];
  for (let at = 0; at < steps.length;) {
    const keyword = steps[at];
    const name = steps[at + 1];
    if (keyword?.kind !== "name" || keyword.name !== "module" || name?.kind !== "name") return undefined;
    const index = steps[at + 2];
    path.push({ name: name.name, key: index?.kind === "index" ? index.key : undefined });
    at += index?.kind === "index" ? 3 : 2;
  }
  return path;
}

/** An address without instance keys: the name of the block in the configuration that made it. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}
