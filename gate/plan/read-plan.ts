import { constants } from "node:buffer";
import { getHeapStatistics } from "node:v8";
import { InputError } from "../errors";
import { isObject } from "../json";
import { refuseContradictions } from "./consistency";
import validate from "./plan.schema.json";
import type { TerraformPlan } from "./terraform-plan";
import { unchangedResources } from "./unchanged";
import { parseReadParts } from "./unread-parts";

/** Heap that one byte of plan JSON needs while it is judged: 4.4 at 400 MB, as measured, and a reserve. */
const HEAP_PER_BYTE = 6;
const SHOW = "Make the plan JSON with `terraform show -json <plan file>`.";

/**
 * Reads plan JSON: UTF-8, or UTF-16 with a byte-order mark, which is what PowerShell's redirection writes.
 *
 * @param bytes as read from the file
 * @param name of the file, for errors
 * @throws InputError where it is not a plan that the gate can read; the message says what it is instead
 */
export function readPlan(bytes: Uint8Array, name: string): TerraformPlan {
  if (bytes.length === 0) throw new InputError({ what: "The plan is empty.", where: name, mend: SHOW });
  refuseTooLarge(bytes.length, name);
  const document = parseReadParts(bytes) ?? withUnchanged(parseAll(bytes, name));
  refuseOtherDocuments(document, name);
  refuseOtherFormats(document["format_version"], name);
  if (!validate(document)) {
    const [error] = validate.errors ?? [];
    const where =
      error?.instancePath === undefined || error.instancePath === "" ? name : `${name} at ${error.instancePath}`;
    throw new InputError({
      what: `The plan is malformed: ${error?.message ?? "it does not fit the format"}.`,
      where,
      mend: SHOW,
    });
  }
  const plan = document as unknown as TerraformPlan;
  refuseContradictions(plan.resource_changes ?? [], name);
  return whatIsJudged(plan);
}

function parseAll(bytes: Uint8Array, name: string): Record<string, unknown> {
  const text = decode(bytes, name);
  if (text.trim() === "") throw new InputError({ what: "The plan is empty.", where: name, mend: SHOW });
  return parse(text, name);
}

/** Before the plan is validated, so that what is added is validated as well. */
function withUnchanged(document: Record<string, unknown>): Record<string, unknown> {
  if ("resource_changes" in document || !("planned_values" in document)) return document;
  return { ...document, resource_changes: unchangedResources(document["planned_values"]) };
}

/** The planned values, the prior state and the like are more than half of a plan, and nobody reads them: let go of them. */
function whatIsJudged(plan: TerraformPlan): TerraformPlan {
  const kept = [
    "format_version",
    "terraform_version",
    "variables",
    "resource_changes",
    "deferred_changes",
    "configuration",
    "applyable",
    "complete",
    "errored",
  ] as const satisfies readonly (keyof TerraformPlan)[];
  return Object.fromEntries(
    kept.filter((key) => Object.hasOwn(plan, key)).map((key) => [key, plan[key]]),
  ) as unknown as TerraformPlan;
}

function refuseTooLarge(size: number, name: string): void {
  const heap = getHeapStatistics().heap_size_limit;
  const limit = Math.min(Math.floor(heap / HEAP_PER_BYTE), constants.MAX_STRING_LENGTH);
  if (size <= limit) return;
  const needed = Math.ceil((size * HEAP_PER_BYTE) / 2 ** 20);
  throw new InputError({
    what: `The plan has ${megabytes(size)}; at most ${megabytes(limit)} can be judged within the memory that Node.js has.`,
    where: name,
    mend:
      size > constants.MAX_STRING_LENGTH
        ? "Split the stack."
        : `Set NODE_OPTIONS=--max-old-space-size=${needed} (MB), or split the stack.`,
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04) {
    throw new InputError({ what: "This is a plan file, not plan JSON.", where: name, mend: SHOW });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputError({ what: "The plan is not UTF-8 text.", where: name, mend: SHOW }, { cause: error });
  }
}

function parse(text: string, name: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const truncated = /Unexpected end|Unterminated/.test(detail);
    throw new InputError(
      {
        what: truncated
          ? "The plan JSON is truncated: it ends in the middle."
          : `${["The plan is not JSON", shorten(detail)].filter(Boolean).join(": ")}.`,
        where: name,
        mend: SHOW,
      },
      { cause: error },
    );
  }
  if (!isObject(document)) throw new InputError({ what: "The plan is not a JSON object.", where: name, mend: SHOW });
  return document;
}

/** The parser's message quotes the input, which may hold secrets: keep what it says, drop what it quotes. */
function shorten(detail: string): string {
  return detail.replace(/,? ?(?:\.\.\.)?".*$/s, "").replace(/Unexpected token .*?(?=,| in |$)/s, "unexpected token");
}

function refuseOtherDocuments(document: Record<string, unknown>, name: string): void {
  const isStateFile = "serial" in document && "lineage" in document;
  const isState = "values" in document && !("resource_changes" in document) && !("configuration" in document);
  if (isStateFile || isState) {
    throw new InputError({ what: "This is a Terraform state, not a plan.", where: name, mend: SHOW });
  }
  if (!("format_version" in document)) {
    throw new InputError({
      what: "This JSON is not a Terraform plan: it has no format_version.",
      where: name,
      mend: SHOW,
    });
  }
  if (!("configuration" in document) && !("resource_changes" in document) && !("planned_values" in document)) {
    throw new InputError({
      what: "This JSON is not a Terraform plan: it plans nothing and has no configuration.",
      where: name,
      mend: SHOW,
    });
  }
}

/** Minor versions only add members; a new major version may change their meaning. */
function refuseOtherFormats(version: unknown, name: string): void {
  if (typeof version === "string" && /^1\.\d+$/.test(version)) return;
  throw new InputError({
    what: `The plan has format version ${JSON.stringify(version).slice(0, 40)}; this gate reads 1.x.`,
    where: name,
    mend: "Use Terraform 1.1 or later and a plangate that knows its plan format.",
  });
}
