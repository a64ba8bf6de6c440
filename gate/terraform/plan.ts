import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { InputError, ToolError } from "../errors";
import { readConfiguration, type Configuration } from "./configuration";
import { describe, diagnosticOf, parseMessage, PlainText, terraformFailed, type Diagnostic } from "./diagnostics";
import { terraformEnvironment } from "./environment";
import { offlineFiles } from "./offline";
import { cloudRunOf, configurationInPlanFile, type CloudRun } from "./plan-file";
import { newRunDirectory } from "./private-directory";
import { settingArguments } from "./settings";
import { stateLocked } from "./state-lock";
import { runOutliving } from "./outliving";
import type { Engine, Environment, OnProgress, PlanOptions, PlannedStack, Workspace } from "./types";

interface PlanStackOptions {
  /** Default: `process.env`. */
  readonly env?: Environment;
  readonly onProgress?: OnProgress;
  readonly plan?: PlanOptions;
}

/** `-detailed-exitcode`: https://developer.hashicorp.com/terraform/cli/commands/plan#detailed-exitcode */
const NO_CHANGES = 0;
const CHANGES = 2;

/**
 * `terraform plan` into a private run directory. ToolError quotes Terraform's diagnostics, or says that the
 * state is locked, or that the configuration was rewritten meanwhile. InputError for options that cannot be.
 */
export async function planStack(
  engine: Engine,
  workspace: Workspace,
  options: PlanStackOptions = {},
): Promise<PlannedStack> {
  const { stack, offline } = workspace;
  const { onProgress } = options;
  const report = (message: string): void => onProgress?.({ step: "plan", stack: stack.name, message });
  const configuration = readConfiguration(stack);
  const directory = newRunDirectory(workspace.projectDirectory, stack.name);
  const planFile = join(directory, "plan.tfplan");
  const diagnostics: Diagnostic[] = [];
  const plain = new PlainText();
  let plannedChanges = 0;
  let refreshed = 0;
  report(offline ? "planning offline, without an account" : "planning");
  const [stdoutFile, stderrFile] = [join(directory, "plan.jsonl"), join(directory, "stderr.txt")];
  const { code, stderr } = await runOutliving({
    command: engine.path,
    args: planArguments(planFile, options.plan ?? {}, offline),
    cwd: workspace.directory,
    env: terraformEnvironment(options.env ?? process.env, offline),
    stdoutFile,
    stderrFile,
    onLine: (line) => {
      const message = parseMessage(line);
      if (message === null) {
        plain.add(line);
        return;
      }
      const diagnostic = diagnosticOf(message);
      if (diagnostic) diagnostics.push(diagnostic);
      if (message["type"] === "planned_change") plannedChanges += 1;
      if (message["type"] === "refresh_complete" && ++refreshed % 25 === 0) report(`read ${refreshed} resources`);
    },
    onInterrupt: () =>
      onProgress?.({
        step: "plan",
        stack: stack.name,
        message: `interrupted: waiting for ${engine.product} to end, which releases the lock of the state`,
        stays: true,
      }),
  }).finally(() => [stdoutFile, stderrFile].forEach((file) => rmSync(file, { force: true })));
  if (code !== NO_CHANGES && code !== CHANGES) {
    const locked = stateLocked(diagnostics, engine, workspace);
    if (locked !== null) throw locked;
    throw terraformFailed(
      `${engine.product} plan of stack ${stack.name} failed`,
      stack.directory,
      diagnostics,
      stderr === "" ? plain.toString() : stderr,
      mendOf(diagnostics, workspace),
    );
  }
  const cloudRun = assertPlanOf(workspace, configuration, planFile);
  report(
    cloudRun === null
      ? `planned ${plannedChanges} ${plannedChanges === 1 ? "change" : "changes"}`
      : `planned by ${cloudRun.hostname}, as its ${cloudRun.runId}`,
  );
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").map(describe);
  return {
    stack,
    offline,
    planFile,
    changes: code === CHANGES,
    plannedChanges,
    configuration: configuration.files,
    warnings,
  };
}

function planArguments(planFile: string, plan: PlanOptions, offline: boolean): string[] {
  if (plan.refreshOnly && plan.destroy) throw new InputError({ what: "-refresh-only and -destroy exclude each other" });
  return [
    "plan",
    "-json",
    "-input=false",
    "-no-color",
    "-detailed-exitcode",
    `-out=${planFile}`,
    ...(plan.refreshOnly ? ["-refresh-only"] : []),
    ...(plan.destroy ? ["-destroy"] : []),
    // Nothing is shared that a lock would protect.
    ...settingArguments(offline ? { ...plan, lock: false } : plan),
    ...(plan.refresh === false ? ["-refresh=false"] : []),
    ...(plan.targets ?? []).map((target) => `-target=${target}`),
    ...(plan.replace ?? []).map((address) => `-replace=${address}`),
    ...(plan.varFiles ?? []).map((file) => `-var-file=${resolve(file)}`),
    ...(plan.vars ?? []).map((value) => `-var=${value}`),
  ];
}

function mendOf(diagnostics: readonly Diagnostic[], { stack, offline }: Workspace): string | undefined {
  if (diagnostics.some(({ summary }) => summary === "No value for required variable")) {
    const files = readdirSync(stack.directory).filter((name) => /\.tfvars(\.json)?$/.test(name));
    const here = files.length > 0 ? ` Here lie: ${files.join(", ")}.` : "";
    return `Give it one: --var NAME=VALUE, or --var-file FILE.${here}`;
  }
  if (!offline) return undefined;
  const asking = diagnostics
    .map(({ address }) => address)
    .filter((address) => address !== null && /(^|\.)data\./.test(address));
  return asking.length > 0
    ? `An offline plan cannot ask AWS. Give what ${[...new Set(asking)].join(", ")} reads as a setting, or plan with AWS credentials.`
    : "This plan was made without an account. If it needs one, plan with AWS credentials.";
}

/**
 * The plan file embeds what was planned: it must be what the stack's directory held, during the whole plan, and nothing else.
 *
 * @returns The run of HCP Terraform that the plan file is a bookmark of, and which embeds nothing; null: the plan is in it.
 */
function assertPlanOf({ stack, offline }: Workspace, planned: Configuration, planFile: string): CloudRun | null {
  const bytes = readFileSync(planFile);
  const cloudRun = cloudRunOf(bytes);
  const embedded = cloudRun === null ? configurationInPlanFile(bytes) : null;
  const found = cloudRun === null ? embedded?.files : readConfiguration(stack).files;
  const expected = offline ? offlineFiles(planned) : planned.files;
  const where = stack.configurationPath ?? stack.directory;
  const others = [...(found?.keys() ?? [])].filter((name) => !expected.has(name));
  if (others.length > 0) {
    throw new ToolError({
      what: `Stack ${stack.name} was planned with files that the gate has not read: ${others.join(", ")}`,
      where,
      mend:
        stack.configurationPath === null
          ? "Let one run at a time use this directory, and give files the ending .tf or .tf.json."
          : "Remove them: a stack is what was synthesized.",
    });
  }
  const isSame = found !== undefined && [...expected].every(([name, text]) => found.get(name) === text);
  if (isSame && (cloudRun !== null || embedded?.offline === offline)) return cloudRun;
  throw new ToolError({
    what: `The configuration of stack ${stack.name} changed while it was planned`,
    where,
    mend: "Let one run at a time use this directory, and run the command again.",
  });
}
