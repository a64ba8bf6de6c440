/**
 * The gate as a library: plan JSON in, judgement out. The command line is made of the same parts.
 *
 *     const policies = loadPolicies({ directory: bundledPolicies() });
 *     const { verdict, reasons } = judge({ planJson, name: "plan.json", stack: "shop", policies, now: new Date() });
 *
 * Whatever is thrown is no approval.
 */
export { bundledPolicies } from "./package-root";
export { judge, type JudgeInput } from "./judge";
export { loadPolicies, type Policies, type PolicyFiles } from "./evaluate";
export { readSynthesizedConfiguration, type SynthesizedConfiguration } from "./plan";
export { GateError, InputError, ToolError } from "./errors";
export type { JudgedEvaluation, Judgement, Reason } from "./decision";
export type { Evaluation, Status } from "../policies/contract/evaluation";
export type { RuleMetadata, Severity } from "../policies/contract/rule";
