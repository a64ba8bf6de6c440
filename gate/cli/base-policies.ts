import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { GateError, InputError, ToolError } from "../errors";
import { loadPolicies, type Policies } from "../evaluate";

/** What `loadPolicies` reads of a policies folder. */
const FILES = [
  "bundle/policy.wasm",
  "bundle/catalog.json",
  "contract/relations.json",
  "parameters.json",
  "enforcement.json",
  "exemptions.json",
];

/**
 * The policies to compare edited ones with: those of a folder, or those that git has of the edited folder at a revision.
 *
 * @param base a policies folder, a project that has one, or a revision; relative to `directory`
 * @param edited the policies folder that is being edited
 * @throws InputError where there is no such folder or revision, or this program cannot read its policies; ToolError without git
 */
export function basePolicies(base: string, directory: string, edited: string): Policies {
  const folder = [join(resolve(directory, base), "policies"), resolve(directory, base)].find((candidate) =>
    existsSync(join(candidate, "bundle")),
  );
  if (folder !== undefined) return load(folder, base);
  const copy = mkdtempSync(join(tmpdir(), "plangate-base-"));
  try {
    const commit = commitOf(base, edited);
    for (const file of FILES) {
      const path = join(copy, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, show(commit, file, base, edited));
    }
    return load(copy, base);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function commitOf(revision: string, folder: string): string {
  try {
    return git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])
      .toString("utf8")
      .trim();
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new InputError(
      {
        what: `"${revision}" is neither a folder with built policies nor a revision of the repository that the policies are in.`,
        where: folder,
        mend: "Name with --base a policies folder, or a branch, tag or commit. A shallow clone may have to fetch it first.",
      },
      { cause: error },
    );
  }
}

function show(commit: string, file: string, revision: string, folder: string): Buffer {
  try {
    return git(folder, ["show", `${commit}:./${file}`]);
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new InputError(
      {
        what: `The policies at ${revision} have no ${file}.`,
        where: folder,
        mend: "Compare with a revision at which the policies were built and committed: --base REVISION.",
      },
      { cause: error },
    );
  }
}

/** @throws ToolError where git is missing; the error of the process where it fails */
function git(folder: string, args: readonly string[]): Buffer {
  try {
    return execFileSync("git", args, { cwd: folder, maxBuffer: 256 * 2 ** 20, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ToolError(
      { what: "Git was not found.", mend: "Install it, or name a policies folder to compare with: --base DIR." },
      { cause: error },
    );
  }
}

/** An old policies folder may be one that this program no longer understands; that is no fault of the edited one. */
function load(folder: string, base: string): Policies {
  try {
    return loadPolicies({ directory: folder });
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    throw new InputError(
      {
        what: `The policies of ${base} cannot be used: ${error.problem.what}`,
        ...(error.problem.where === undefined ? {} : { where: error.problem.where.replace(`${folder}/`, "") }),
        mend: "Compare with another revision or folder: --base REVISION_OR_DIR.",
      },
      { cause: error },
    );
  }
}
