export { Exemptions, type Finding, type ListedExemption } from "./exemptions";
export { isConstruct } from "../plan";
export { decide, enforcementOf, type DecisionInput } from "./decide";
export { notJudged, wasJudged } from "./not-judged";
export { typesOf } from "./unjudged";
export { weights, type Weight } from "./weights";
export type {
  AppliedExemption,
  ConstructLocation,
  Enforcement,
  JudgedEvaluation,
  Judgement,
  ProvenFix,
  Reason,
  UnjudgedResources,
} from "./judgement";
