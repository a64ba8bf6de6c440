/** A line of the project's code. */
export interface SourceLine {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly line: number;
}

/** A construct, by its path and the calls that made it, innermost first. */
interface Traced {
  readonly path: string;
  readonly trace: readonly string[];
}

/** `modules/network/index.ts:41:5`, alone or in brackets after a function's name. */
const FRAME = /^(?:.*\()?([^()]+?):(\d+)(?::\d+)?\)?$/;

/** The line that a frame names; null where it names none. */
export function readFrame(frame: string): SourceLine | null {
  const [, file, line] = FRAME.exec(frame) ?? [];
  return file === undefined || line === undefined ? null : { file, line: Number(line) };
}

/**
 * Finds the line of the stack that asked for a construct.
 *
 * Nothing in cdk.tf.json names the file of a stack. But all that a stack makes is made while its constructor runs: the
 * calls that led there are the same for all, and the call after them is a line of the stack. Where the stack has helpers in
 * the same file, the one nearest to the module counts.
 *
 * @param constructs all of one stack
 * @returns tells for one of them; null where the stack itself made it, or no lines were recorded
 */
export function requestsIn(constructs: readonly Traced[]): (construct: Traced) => SourceLine | null {
  const traced = constructs.filter(({ trace }) => trace.length > 0);
  const shared = sharedCalls(traced);
  return ({ trace }) => {
    const files = trace.map((frame) => readFrame(frame)?.file);
    const stack = files[stackFrame(files, shared)];
    const request = readFrame(trace[files.indexOf(stack)] ?? "");
    return stack === undefined || stack === files[0] ? null : request;
  };
}

/** How many of the outermost calls all constructs have in common; null where that says nothing. */
function sharedCalls(constructs: readonly Traced[]): number | null {
  // All below one construct share the stack's line as well.
  const children = new Set(constructs.map(({ path }) => path.split("/", 2).join("/")));
  const [first, ...others] = constructs;
  if (first === undefined || children.size < 2) return null;
  return others.reduce((shared, { trace }) => {
    let same = 0;
    while (same < shared && trace.at(-1 - same) === first.trace.at(-1 - same)) same++;
    return same;
  }, first.trace.length);
}

/** Where shared calls cannot tell, the stack is taken to be what the program's entry file calls. */
function stackFrame(files: readonly (string | undefined)[], shared: number | null): number {
  if (shared !== null) return files.length - 1 - shared;
  return files.findLastIndex((file) => file !== files.at(-1));
}
