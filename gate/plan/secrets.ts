import type { ResourceChange, TerraformPlan } from "./terraform-plan";

/** Shorter texts are part of too much that is no secret. */
const SHORTEST = 8;

/**
 * The texts that a plan marks sensitive, to be found where it does not mark them: a provider's copies carry no mark
 * (`tags_all` has what `tags` and the provider's `default_tags` have), nor does what a rule says of another resource.
 */
export class Secrets {
  /** By their first characters. */
  readonly #known = new Map<string, string[]>();
  /** What was asked: the values of a large plan are the same few again and again. */
  readonly #asked = new Map<string, boolean>();

  constructor(texts: ReadonlySet<string>) {
    for (const text of texts) {
      if (text.length < SHORTEST) continue;
      const start = text.slice(0, SHORTEST);
      this.#known.set(start, [...(this.#known.get(start) ?? []), text]);
    }
  }

  /** Whether a text is one of them, or has one in it. */
  isIn(text: string): boolean {
    if (this.#known.size === 0 || text.length < SHORTEST) return false;
    let found = this.#asked.get(text);
    if (found === undefined) {
      found = this.#search(text);
      this.#asked.set(text, found);
    }
    return found;
  }

  #search(text: string): boolean {
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      if (this.#known.get(text.slice(at, at + SHORTEST))?.some((secret) => text.startsWith(secret, at))) return true;
    }
    return false;
  }
}

/** What a plan marks sensitive: variables of the root module, and values of resources that are marked themselves. */
export function secretsIn(plan: {
  readonly variables?: TerraformPlan["variables"];
  readonly configuration?: TerraformPlan["configuration"];
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
}): Secrets {
  const texts = new Set<string>();
  for (const [name, { sensitive }] of Object.entries(plan.configuration?.root_module?.variables ?? {})) {
    if (sensitive === true) collectAll(plan.variables?.[name]?.value, texts);
  }
  for (const { change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    collectMarked(change.before, change.before_sensitive, texts);
    collectMarked(change.after, change.after_sensitive, texts);
  }
  return new Secrets(texts);
}

/** Adds a text, and as it stands within JSON, which policies are. */
function add(text: string, texts: Set<string>): void {
  texts.add(text);
  texts.add(JSON.stringify(text).slice(1, -1));
}

function collectAll(value: unknown, texts: Set<string>): void {
  if (typeof value === "string") add(value, texts);
  else if (typeof value === "object" && value !== null)
    for (const item of Object.values(value)) collectAll(item, texts);
}

/**
 * Only what is marked itself: where a block has a secret in it, Terraform marks all of the set that the block is in, and the
 * ports and ranges of the other blocks are no secrets.
 */
function collectMarked(value: unknown, mark: unknown, texts: Set<string>): void {
  if (typeof value === "string") {
    if (mark === true) add(value, texts);
  } else if (typeof value === "object" && value !== null && typeof mark === "object" && mark !== null) {
    // Every resource has such marks, of which almost all say nothing: no list is made of them.
    for (const key in mark) {
      const inner = (mark as Record<string, unknown>)[key];
      if (Object.hasOwn(value, key)) collectMarked((value as Record<string, unknown>)[key], inner, texts);
    }
  }
}
