import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { InputError, ToolError } from "../errors";
import { isObject, type JsonObject } from "../json";
import { diagnosticOf, parseMessage, PlainText, terraformFailed, type Diagnostic } from "./diagnostics";
import { terraformEnvironment } from "./environment";
import { configurationInPlanFile } from "./plan-file";
import { runOutliving } from "./outliving";
import { privateDirectory } from "./private-directory";
import { Interrupted } from "./process";
import { settingArguments } from "./settings";
import { stateLocked } from "./state-lock";
import { applyLog, inFlight, isErrorCode, recordApply } from "./apply-record";
import { sha256 } from "./snapshot";
import type { ApplyResult, ApplySettings, Engine, Environment, OnProgress, PlanSnapshot, Workspace } from "./types";

interface ApplyOptions {
  /** Default: `process.env`. */
  readonly env?: Environment;
  readonly onProgress?: OnProgress;
  readonly now: Date;
  readonly apply?: ApplySettings;
  /** Digest of the configuration that was planned; kept with the record. */
  readonly configuration?: string;
}

const SHOWN = ["apply_start", "apply_complete", "apply_errored", "provision_errored"];
const PLAIN_RESULT = /^Apply complete! Resources: (?:\d+ imported, )?(\d+) added, (\d+) changed, (\d+) destroyed/;
const GO_ON =
  "Nothing is rolled back: the state holds what was made. Mend the cause and run the deployment again; it plans what is left, and that plan is judged anew.";

/**
 * Applies exactly the snapshot's bytes: they are hashed again right before. Refuses (InputError) an offline plan
 * whatever its approval says, a sandbox's plan elsewhere, and a plan whose apply was begun before. ToolError when Terraform fails; it says that the
 * state keeps what was made and how to go on.
 *
 * Terraform writes to a log file, not to a pipe: if the gate is killed, Terraform does not die on its next line but goes
 * on and saves its state. The next run finds the log through `unfinishedApplies`.
 */
export async function applyPlan(
  engine: Engine,
  workspace: Workspace,
  snapshot: PlanSnapshot,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const { stack } = workspace;
  const planned = configurationInPlanFile(snapshot.bytes);
  if (planned?.sandbox === true && workspace.sandbox !== true) {
    throw new InputError({
      what: `The plan of stack ${stack.name} was made for a sandbox: it is never applied elsewhere`,
      where: snapshot.path,
      mend: "Plan the stack itself.",
    });
  }
  if (workspace.offline || planned?.offline === true) {
    throw new InputError({
      what: `The plan of stack ${stack.name} was made offline, with dummy credentials and from an empty state: it is never applied`,
      where: snapshot.path,
      mend: "Plan with AWS credentials.",
    });
  }
  const directory = beginApply(workspace, snapshot);
  const record = (ended: "applied" | "failed" | null, pid: number | null): void =>
    recordApply(directory, {
      stack: stack.name,
      planSha256: snapshot.sha256,
      configuration: options.configuration ?? null,
      startedAt: options.now.toISOString(),
      pid,
      ended,
    });
  record(null, null);
  const log = applyLog(directory);
  const messages = new Messages(stack.name, options.onProgress);
  options.onProgress?.({ step: "apply", stack: stack.name, message: "applying" });
  let code: number | null;
  let stderr: string;
  try {
    if (sha256(readFileSync(snapshot.path)) !== snapshot.sha256) {
      throw new ToolError({
        what: "The plan file changed after it was verified: nothing was applied",
        where: snapshot.path,
        mend: "Plan again.",
      });
    }
    ({ code, stderr } = await runOutliving({
      command: engine.path,
      args: ["apply", "-json", "-input=false", "-no-color", ...settingArguments(options.apply ?? {}), snapshot.path],
      cwd: workspace.directory,
      env: terraformEnvironment(options.env ?? process.env, false),
      stdoutFile: log,
      stderrFile: join(directory, "stderr.txt"),
      onLine: (line) => messages.read(line),
      onStart: (pid) => record(null, pid),
      onInterrupt: (signals) =>
        options.onProgress?.({ step: "apply", stack: stack.name, message: interrupted(engine, signals), stays: true }),
    }));
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      record("failed", null);
      throw error;
    }
    const cutOff = inFlight(readFileSync(log, "utf8")).length > 0;
    record(cutOff ? null : "failed", null);
    if (cutOff) throw killed(engine, stack.name, log);
    throw new ToolError(
      { what: `The apply of stack ${stack.name} was interrupted`, where: log, mend: GO_ON },
      { cause: error },
    );
  } finally {
    // The plan holds secrets, and cannot be applied a second time anyway.
    rmSync(snapshot.path, { force: true });
  }
  if (code === null) throw killed(engine, stack.name, log);
  record(code === 0 ? "applied" : "failed", null);
  if (code === 0) return messages.result;
  const locked = stateLocked(messages.diagnostics, engine, workspace);
  if (locked !== null) throw locked;
  throw terraformFailed(
    `${engine.product} apply of stack ${stack.name} failed`,
    workspace.directory,
    messages.diagnostics,
    stderr || messages.plain.toString(),
    GO_ON,
  );
}

function interrupted({ product }: Engine, signals: number): string {
  return signals > 1
    ? `interrupted again: ${product} drops what it is at`
    : `interrupted: ${product} ends what it has begun, starts nothing more, and saves the state; a second interrupt would drop what it is at`;
}

/** Terraform did not end by itself, and could not save what it was at: the apply counts as unfinished, and the next run says so. */
function killed(engine: Engine, stack: string, log: string): ToolError {
  const begun = inFlight(readFileSync(log, "utf8"));
  const what =
    begun.length === 0
      ? "nothing was under way"
      : `under way, and maybe there without being in the state:\n  ${begun.join("\n  ")}`;
  return new ToolError({
    what: `${engine.product} was cut off while it applied stack ${stack}; ${what}`,
    where: log,
    mend: "Look for these, and import what is there (`terraform import`). Then run the deployment again: it plans what is left.",
  });
}

/** One directory for each plan that was ever applied here; making it is the lock against applying it twice. */
function beginApply(workspace: Workspace, snapshot: PlanSnapshot): string {
  const directory = join(privateDirectory(workspace.projectDirectory, "applies"), snapshot.sha256);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (cause) {
    if (!isErrorCode(cause, "EEXIST")) throw cause;
    throw new InputError(
      {
        what: `This plan of stack ${workspace.stack.name} was applied before, or its apply was begun`,
        where: directory,
        mend: "Plan again.",
      },
      { cause },
    );
  }
  return directory;
}

/** What Terraform says while it applies: reports progress, keeps the diagnostics and the counts. */
class Messages {
  readonly diagnostics: Diagnostic[] = [];
  readonly plain = new PlainText();
  result: ApplyResult = { added: 0, changed: 0, destroyed: 0 };

  constructor(
    private readonly stack: string,
    private readonly onProgress: OnProgress | undefined,
  ) {}

  read(line: string): void {
    const message = parseMessage(line);
    if (message === null) {
      this.readPlain(line);
      return;
    }
    const diagnostic = diagnosticOf(message);
    if (diagnostic) this.diagnostics.push(diagnostic);
    const type = String(message["type"]);
    if (SHOWN.includes(type) || isReminder(message))
      this.onProgress?.({ step: "apply", stack: this.stack, message: String(message["@message"]) });
    const changes = message["changes"];
    if (type === "change_summary" && isObject(changes) && changes["operation"] === "apply") {
      this.result = {
        added: count(changes["add"]),
        changed: count(changes["change"]),
        destroyed: count(changes["remove"]),
      };
    }
  }

  /** Of an apply that HCP Terraform does, its log is passed on as text, whatever output was asked for. */
  private readPlain(line: string): void {
    this.plain.add(line);
    const [, added, changed, destroyed] = PLAIN_RESULT.exec(stripVTControlCharacters(line)) ?? [];
    if (added !== undefined) {
      this.result = { added: Number(added), changed: Number(changed), destroyed: Number(destroyed) };
    }
  }
}

/** Every minute that something takes: who waits wants to know for what. Terraform says so every ten seconds. */
function isReminder({ type, hook }: JsonObject): boolean {
  const seconds = isObject(hook) ? hook["elapsed_seconds"] : null;
  return type === "apply_progress" && typeof seconds === "number" && seconds % 60 === 0;
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
