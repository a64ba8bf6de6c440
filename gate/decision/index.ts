export { decide, type DecisionInput } from "./decide";
export type {
  AppliedExemption,
  ConstructLocation,
  Enforcement,
  JudgedEvaluation,
  Judgement,
  Reason,
} from "./judgement";
