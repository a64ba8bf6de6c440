export {
  evaluate,
  evaluateSome,
  loadedOf,
  type PartialEvaluation,
  type RuleEvaluations,
  type RuleSet,
} from "./evaluate";
export { restoreModule } from "./machine-code";
export {
  loadPolicies,
  type Exemption,
  type ExemptionSettings,
  type EnforcementSettings,
  type Policies,
  type PolicyFiles,
} from "./policies";
export { profileRego, RegoModule } from "./rego";
