import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { ToolError } from "../gate/errors";
import { PACKAGE } from "./paths";

const run = promisify(execFile);

/** The one version that builds the bundle: another version makes other bytes. */
export const OPA_VERSION = "1.22.2";

const INSTALL = `install it: GOBIN="$HOME/.cache/plangate-tools/opa-v${OPA_VERSION}" go install github.com/open-policy-agent/opa@v${OPA_VERSION} (or set PLANGATE_OPA to the executable)`;

export interface OpaResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The OPA command line, at the pinned version. */
export class Opa {
  private constructor(
    readonly path: string,
    /** Where it runs: the project's root. */
    readonly root: string = PACKAGE,
  ) {}

  /**
   * Takes the executable that PLANGATE_OPA names; else the first of the pinned version on PATH or in the project's tool cache.
   *
   * @throws ToolError when there is none, or PLANGATE_OPA names another version
   */
  static async find(env: NodeJS.ProcessEnv = process.env): Promise<Opa> {
    const named = env["PLANGATE_OPA"];
    if (named) {
      const version = await versionOf(named);
      if (version === OPA_VERSION) return new Opa(named);
      throw new ToolError({
        what: version
          ? `OPA ${OPA_VERSION} is needed, this is ${version}`
          : "PLANGATE_OPA does not name an OPA executable",
        where: named,
        mend: INSTALL,
      });
    }
    const others: string[] = [];
    for (const path of candidates(env)) {
      const version = await versionOf(path);
      if (version === OPA_VERSION) return new Opa(path);
      if (version) others.push(`${path} is ${version}`);
    }
    throw new ToolError({
      what: `building and testing policies needs OPA ${OPA_VERSION}${others.length > 0 ? ` (${others.join(", ")})` : ""}`,
      mend: INSTALL,
    });
  }

  /** The same OPA for a project elsewhere. */
  in(root: string): Opa {
    return new Opa(this.path, root);
  }

  /** Runs OPA in the project's root; any exit code is a result. */
  async run(args: readonly string[]): Promise<OpaResult> {
    try {
      const { stdout, stderr } = await run(this.path, args, { cwd: this.root, maxBuffer: 256 * 1024 * 1024 });
      return { exitCode: 0, stdout, stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof code !== "number")
        throw new ToolError({ what: "OPA could not be run", where: this.path }, { cause: error });
      return { exitCode: code, stdout: stdout ?? "", stderr: stderr ?? "" };
    }
  }

  /** Runs OPA and takes its output. @throws ToolError with OPA's own words when it fails */
  async output(args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(args);
    if (exitCode === 0) return stdout;
    throw new ToolError({
      what: `opa ${args[0]} failed: ${(stderr + stdout).trim()}`,
      mend: "correct the policy it names",
    });
  }
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const executable = process.platform === "win32" ? "opa.exe" : "opa";
  const onPath = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return [...onPath, join(env["HOME"] ?? homedir(), ".cache", "plangate-tools", `opa-v${OPA_VERSION}`)].map(
    (directory) => join(directory, executable),
  );
}

/** The version an executable says it is; undefined when it is not OPA. */
async function versionOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ["version"]);
    return /^Version: (\S+)$/m.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
