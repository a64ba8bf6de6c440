import { unzipSync, type UnzipFileInfo } from "fflate";
import { InputError } from "../errors";
import { isObject } from "../json";
import { OFFLINE_OVERRIDE } from "./offline";
import { SANDBOX_OVERRIDE } from "./sandbox";
import type { PlanFileConfiguration } from "./types";

/**
 * Part of the configuration snapshot in a plan file: `tfconfig/m-` and the module's key, which is empty for the root. OpenTofu
 * puts its own `.tofu` files there as well.
 */
const SOURCE = /^tfconfig\/m-([^/]*)\/([^/]+\.(?:tf|tofu)(?:\.json)?)$/;
/** Where each module lies. */
const MODULES = "tfconfig/modules.json";
const LARGEST_FILE = 256 * 1024 * 1024;
const LARGEST_TOTAL = 512 * 1024 * 1024;
const MOST_FILES = 1_000;

/** Bytes are a saved plan of Terraform (a zip), rather than JSON. Says nothing of its integrity. */
export function isPlanFile(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** What `plan -out` writes for a stack whose plans are made by HCP Terraform: not the plan, but where it lies. */
export interface CloudRun {
  readonly runId: string;
  readonly hostname: string;
}

/** The longest bookmark: a few names. */
const LARGEST_BOOKMARK = 4096;

/**
 * The run that a plan file is a bookmark of; null when the plan is in the file itself.
 * https://developer.hashicorp.com/terraform/cloud-docs/run/cli#saved-plans
 */
export function cloudRunOf(bytes: Uint8Array): CloudRun | null {
  if (bytes.length > LARGEST_BOOKMARK || bytes[0] !== 0x7b) return null;
  try {
    const bookmark: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!isObject(bookmark) || bookmark["remote_plan_format"] !== 1) return null;
    const { run_id: runId, hostname } = bookmark;
    return typeof runId === "string" && typeof hostname === "string" ? { runId, hostname } : null;
  } catch {
    return null;
  }
}

/**
 * The configuration that a plan file embeds; null when it is no zip or holds none. InputError when the zip is corrupt or
 * unpacks to more than a configuration can be.
 */
export function configurationInPlanFile(bytes: Uint8Array): PlanFileConfiguration | null {
  if (!isPlanFile(bytes)) return null;
  let total = 0;
  let count = 0;
  const wanted = (file: UnzipFileInfo): boolean => {
    if (file.name !== MODULES && !SOURCE.test(file.name)) return false;
    total += file.originalSize;
    count += 1;
    if (file.originalSize > LARGEST_FILE || total > LARGEST_TOTAL || count > MOST_FILES) {
      throw corrupt(`its configuration is larger than ${LARGEST_TOTAL / 1024 / 1024} MiB or ${MOST_FILES} files`);
    }
    return true;
  };
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(bytes, { filter: wanted });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw corrupt(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const directories = directoriesIn(unpacked[MODULES]);
  const modules = new Map<string, { readonly directory: string; readonly files: Map<string, string> }>();
  for (const [path, content] of Object.entries(unpacked).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, key, name] = SOURCE.exec(path) ?? [];
    if (key === undefined || name === undefined) continue;
    const module = modules.get(key) ?? { directory: directories.get(key) ?? key, files: new Map<string, string>() };
    modules.set(key, module);
    module.files.set(name, decode(content, name));
  }
  const files = modules.get("")?.files;
  if (files === undefined) return null;
  modules.delete("");
  const offline = files.delete(OFFLINE_OVERRIDE);
  const sandbox = files.delete(SANDBOX_OVERRIDE);
  return { files, modules, offline, sandbox };
}

/** Of each module, the directory relative to the root module's. */
function directoriesIn(manifest: Uint8Array | undefined): ReadonlyMap<string, string> {
  if (manifest === undefined) return new Map();
  const text = decode(manifest, "modules.json");
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (cause) {
    throw corrupt("modules.json in it is not JSON", cause);
  }
  return new Map(
    (Array.isArray(entries) ? entries : []).filter(isObject).flatMap(({ Key: key, Dir: directory }) => {
      return typeof key === "string" && typeof directory === "string" ? [[key, directory] as const] : [];
    }),
  );
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw corrupt(`${name} in it is not UTF-8`, cause);
  }
}

function corrupt(why: string, cause?: unknown): InputError {
  return new InputError(
    { what: `The plan file is corrupt: ${why}`, mend: "Make the plan again with `terraform plan -out`." },
    { cause },
  );
}
