/**
 * The engine: runs Terraform (or OpenTofu), imitates nothing of it. The way through it:
 *
 *     engine    = await findEngine(env)
 *     synthesis = plainTerraform(projectDirectory) ?? await synthesize(projectDirectory, { env, onProgress })
 *     mode      = choosePlanMode("auto", stack, env)              per stack
 *     workspace = prepareWorkspace(stack, mode, projectDirectory)
 *     await initialize(engine, workspaces, { env, onProgress })   once, for all stacks
 *     planned   = await planStack(engine, workspace, { env, onProgress, plan: { vars } })
 *     json      = await showPlan(engine, planned.planFile, workspace.directory, { env })
 *     snapshot  = takeSnapshot(planned.planFile, projectDirectory)  before an approval is verified
 *     await applyPlan(engine, workspace, snapshot, { env, onProgress, now })
 *
 * Every function throws InputError (exit 2) for what the caller gave and ToolError (exit 3) for what a tool did.
 * Children get SIGINT and SIGTERM passed on, once each, and are waited for; the promise then rejects with ToolError.
 */
export type * from "./types";
export { INSIDE } from "./environment";
export { findEngine, locateEngine } from "./engine";
export { plainStack, plainTerraform } from "./plain";
export { readSynthesis, synthesize } from "./synthesize";
export { choosePlanMode, findCredentials, requireOnline } from "./credentials";
export { OFFLINE_OVERRIDE, prepareWorkspace } from "./offline";
export { prepareSandbox, SANDBOX_OVERRIDE, sandboxState } from "./sandbox";
export { initialize, providerArguments, type ProviderArguments } from "./initialize";
export { isPlannedRemotely } from "./cloud";
export { hasOutputs, readConfiguration } from "./configuration";
export { passThrough } from "./pass-through";
export { newRunDirectory } from "./private-directory";
export { planStack } from "./plan";
export { showPlan } from "./show";
export { cloudRunOf, configurationInPlanFile, isPlanFile, type CloudRun } from "./plan-file";
export { targetsInPlanFile } from "./plan-targets";
export { takeSnapshot } from "./snapshot";
export { applyPlan } from "./apply";
export { acknowledgeUnfinished, lastApply, unfinishedApplies } from "./apply-record";
