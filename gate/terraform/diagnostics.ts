import { stripVTControlCharacters } from "node:util";
import { ToolError } from "../errors";
import { isObject, type JsonObject } from "../json";

/** A message of Terraform's machine-readable output: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Resource address, where Terraform names one. */
  readonly address: string | null;
  /** e.g. `cdk.tf.json:12`. */
  readonly position: string | null;
}

const QUOTED = 10;
/** Lines of text that are kept to be quoted. */
const KEPT = 200;

/** One line of `-json` output; null when it is none (a provider or wrapper that prints to standard output). */
export function parseMessage(line: string): JsonObject | null {
  if (!line.startsWith("{")) return null;
  try {
    const message: unknown = JSON.parse(line);
    return isObject(message) ? message : null;
  } catch {
    return null;
  }
}

/**
 * What Terraform says in `-json` output without being a message. HCP Terraform's log of a run is passed on like that, with
 * its errors in it, whatever output was asked for.
 */
export class PlainText {
  private readonly lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length > KEPT) this.lines.shift();
  }

  toString(): string {
    return this.lines.join("\n");
  }
}

/** The diagnostic of a message; null when the message is of another type. */
export function diagnosticOf(message: JsonObject): Diagnostic | null {
  const raw = message["diagnostic"];
  if (message["type"] !== "diagnostic" || !isObject(raw)) return null;
  const range = isObject(raw["range"]) ? raw["range"] : null;
  const start = range && isObject(range["start"]) ? range["start"]["line"] : null;
  return {
    severity: raw["severity"] === "warning" ? "warning" : "error",
    summary: text(raw["summary"]) || text(message["@message"]),
    detail: text(raw["detail"]),
    address: text(raw["address"]) || null,
    position: range ? `${text(range["filename"])}:${String(start)}` : null,
  };
}

/** One diagnostic as a reader wants it, without the snippet of source, which may hold values. */
export function describe(diagnostic: Diagnostic): string {
  const at = [diagnostic.address, diagnostic.position].filter(Boolean).join(", ");
  return [`${diagnostic.summary}${at ? ` (${at})` : ""}`, ...diagnostic.detail.split("\n")].join("\n    ").trim();
}

/** Terraform's errors as one ToolError; what else it printed where it gave no diagnostics. */
export function terraformFailed(
  what: string,
  where: string,
  diagnostics: readonly Diagnostic[],
  printed: string,
  mend?: string,
): ToolError {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(describe);
  const shown = errors.length > 0 ? errors.slice(0, QUOTED) : [errorText(printed)];
  if (errors.length > QUOTED) shown.push(`… and ${errors.length - QUOTED} more errors`);
  return new ToolError({ what: [`${what}:`, ...shown].join("\n  "), where, ...(mend === undefined ? {} : { mend }) });
}

/** Of the source that an error quotes, and of the values in it: neither is the reader's of a log. */
const SNIPPET = /^\s*(\d+:|[├│])/;

/**
 * What a command without `-json` printed from its first `Error:` on, without the frame that Terraform draws and without
 * the snippet of source.
 */
export function errorText(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split(/\r?\n/)
    .map((line) => line.replace(/^[╷│╵]\s?/, "").trimEnd());
  const first = lines.findIndex((line) => line.startsWith("Error:"));
  const kept = (first >= 0 ? lines.slice(first) : lines).filter((line) => line !== "" && !SNIPPET.test(line));
  return kept.slice(0, 30).join("\n  ") || "it printed nothing";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
