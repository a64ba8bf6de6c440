import * as fs from "node:fs";
import * as path from "node:path";
import { type IConstruct, Node } from "constructs";

/** One line of `Error.stack`: an optional name, then file (path or file: URL), line and column. */
const FRAME = /^\s*at (?:(?<name>.*) \()?(?<file>[^()]+?):(?<line>\d+):(?<column>\d+)\)?$/;

/** The project directory of each construct tree whose source lines are recorded. */
const recorded = new WeakMap<IConstruct, string>();

/**
 * Makes every Terraform element created below `root` carry the source lines that created it.
 *
 * They appear in cdk.tf.json as `"//": {"metadata": {"stackTrace": […]}}`: all frames of the project's own code, innermost
 * first, each `modules/network/index.ts:41:5`. Paths are relative to the project directory and use forward slashes, so
 * the output is the same on every machine. CDKTF declares `stackTrace` and writes it, but never captures one:
 * https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/terraform-element.ts
 *
 * @param root the App; call this before anything is created below it
 * @param projectDirectory the directory of cdktf.json
 */
export function recordSourceLines(root: IConstruct, projectDirectory: string): void {
  // Node resolves symbolic links in the paths of modules, hence of frames.
  recorded.set(root, fs.realpathSync(projectDirectory));
  captureOnAddMetadata();
}

const CAPTURES = Symbol.for("plangate/captures-source-lines");

/** Wraps the one method through which CDKTF announces that an element was created. Wrapping twice changes nothing. */
function captureOnAddMetadata(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the node that it is called on
  const original = Node.prototype.addMetadata;
  if (CAPTURES in original) {
    return;
  }
  function addMetadata(this: Node, ...[type, data, options]: Parameters<typeof original>): void {
    const projectDirectory = type === "stacktrace" ? recorded.get(this.root) : undefined;
    const trace = projectDirectory === undefined ? {} : { stackTraceOverride: ownFrames(projectDirectory) };
    original.call(this, type, data, { ...options, ...trace });
  }
  Node.prototype.addMetadata = Object.assign(addMetadata, { [CAPTURES]: true });
}

/** The current call stack, reduced to the project's own code, innermost first. */
function ownFrames(projectDirectory: string): string[] {
  return currentStack().flatMap(({ name, file, line, column }, index, stack) => {
    if (file.split("/").includes("node_modules") || path.posix.dirname(file) === OWN_DIRECTORY) {
      return [];
    }
    // tsx puts a function around a module's code; the module as such is then a second frame, at its last character.
    if (name === "Object.<anonymous>" && stack[index - 1]?.file === file && stack[index - 1]?.name === "<anonymous>") {
      return [];
    }
    const relative = path.relative(projectDirectory, file).replaceAll("\\", "/");
    // Another drive on Windows has no relative path; naming the absolute one would make the output depend on the machine.
    return path.isAbsolute(relative) ? [] : [`${relative}:${line}:${column}`];
  });
}

interface Frame {
  /** Of the function; empty if it has none. */
  readonly name: string;
  /** Absolute, forward slashes. */
  readonly file: string;
  readonly line: string;
  readonly column: string;
}

/**
 * Reads the text of `Error.stack` on purpose: source maps (of tsx, jest, `node --enable-source-maps`) are applied to the
 * text, not to the call sites that `Error.prepareStackTrace` gets.
 */
function currentStack(): Frame[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const { stack = "" } = new Error("captured");
  Error.stackTraceLimit = limit;
  return stack.split("\n").flatMap((text) => {
    const { name = "", file, line, column } = FRAME.exec(text)?.groups ?? {};
    if (file === undefined || line === undefined || column === undefined) {
      return [];
    }
    const absolute = absolutePath(file);
    return absolute === undefined ? [] : [{ name, file: absolute, line, column }];
  });
}

/** Undefined for what is no file: `node:internal/…`, `native`, `<anonymous>`. */
function absolutePath(location: string): string | undefined {
  const file = location.startsWith("file:") ? decodeURI(new URL(location).pathname) : location.replaceAll("\\", "/");
  const withoutDriveSlash = file.replace(/^\/(?=[A-Za-z]:\/)/, "");
  return path.isAbsolute(withoutDriveSlash) ? withoutDriveSlash : undefined;
}

/** synth/ itself; taken from a frame, so that it is right in a bundle, too. */
const OWN_DIRECTORY = path.posix.dirname(currentStack()[0]?.file ?? "");
