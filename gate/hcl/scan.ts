/** `name = expression`. */
export interface Attribute {
  readonly name: string;
  /** The expression as it is written. */
  readonly text: string;
  /** Offsets of the whole attribute in the text that was scanned. */
  readonly start: number;
  readonly end: number;
}

/** `type "label" { … }`. */
export interface Block extends Body {
  readonly type: string;
  readonly labels: readonly string[];
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** Spaces, line ends and comments; commas part the items of an object. */
const FILLER = /(?:[\s,]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))+/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/**
 * Finds the blocks and attributes of a text in Terraform's native syntax, or of the inside of an object. What is malformed is
 * left out: Terraform refuses it anyway.
 * https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function scan(text: string): Body {
  return new Scanner(text).body();
}

class Scanner {
  private at = 0;
  private line = 1;
  /** Up to where lines have been counted. */
  private counted = 0;

  constructor(private readonly text: string) {}

  /** Up to the brace that closes it, or the end. */
  body(): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (;;) {
      this.take(FILLER);
      const start = this.at;
      if (start >= this.text.length || this.text[start] === "}") return { attributes, blocks };
      const name = this.text[start] === '"' ? this.quoted() : this.take(NAME);
      if (name === null) {
        this.at += 1;
        continue;
      }
      this.spaces();
      const sign = this.text[this.at];
      if ((sign === "=" && this.text[this.at + 1] !== "=") || sign === ":") {
        this.at += 1;
        const from = this.at;
        this.expression();
        attributes.push({ name, text: this.text.slice(from, this.at).trim(), start, end: this.at });
      } else {
        const block = this.block(name, start);
        if (block !== null) blocks.push(block);
      }
    }
  }

  private block(type: string, start: number): Block | null {
    const labels: string[] = [];
    for (;;) {
      this.spaces();
      if (this.text[this.at] === "{") break;
      const label = this.text[this.at] === '"' ? this.quoted() : this.take(NAME);
      if (label === null) return null;
      labels.push(label);
    }
    this.at += 1;
    const line = this.lineOf(start);
    const body = this.body();
    // The brace that closes it.
    this.at += 1;
    return { type, labels, line, start, end: Math.min(this.at, this.text.length), ...body };
  }

  /** To the end of an expression: of its line, as far as no bracket, text or heredoc is open; or a comma. */
  private expression(): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (character === '"') this.quoted();
      else if (character === "<" && this.heredoc()) {
        if (depth === 0) return;
      } else if (character === "#" || this.text.startsWith("//", this.at) || this.text.startsWith("/*", this.at)) {
        if (depth === 0) return;
        this.take(FILLER);
      } else if (depth === 0 && (character === "\n" || character === "," || CLOSING.has(character))) return;
      else {
        if (OPENING.has(character)) depth += 1;
        if (CLOSING.has(character)) depth -= 1;
        this.at += 1;
      }
    }
  }

  /** A quoted text, its templates included; null where it does not end. */
  private quoted(): string | null {
    const start = this.at + 1;
    for (this.at = start; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at];
      if (character === "\\") this.at += 1;
      else if (character === '"') {
        this.at += 1;
        return this.text.slice(start, this.at - 1);
      } else if ((character === "$" || character === "%") && this.text[this.at + 1] === "{") {
        // `$${` is no template.
        if (this.text[this.at - 1] === character) continue;
        this.at += 2;
        this.template();
      }
    }
    return null;
  }

  /** To the brace that closes a template. */
  private template(): void {
    let depth = 1;
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at];
      if (character === "{") depth += 1;
      else if (character === "}") {
        depth -= 1;
        if (depth === 0) return;
      } else if (character === '"') {
        this.quoted();
        this.at -= 1;
      }
    }
  }

  /** Over a heredoc; false where none begins here. */
  private heredoc(): boolean {
    HEREDOC.lastIndex = this.at;
    const [opening, word] = HEREDOC.exec(this.text) ?? [];
    if (opening === undefined || word === undefined) return false;
    this.at += opening.length;
    while (this.at < this.text.length) {
      const end = this.text.indexOf("\n", this.at);
      const line = this.text.slice(this.at, end < 0 ? undefined : end);
      // The line end after it closes the expression.
      this.at = end < 0 ? this.text.length : end;
      if (line.trim() === word) return true;
      this.at += 1;
    }
    return true;
  }

  private spaces(): void {
    while (this.text[this.at] === " " || this.text[this.at] === "\t") this.at += 1;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }

  private lineOf(offset: number): number {
    for (; this.counted < offset; this.counted += 1) if (this.text[this.counted] === "\n") this.line += 1;
    return this.line;
  }
}
