export {
  compare,
  deniesMore,
  type Change,
  type Comparison,
  type Finding,
  type PlanChange,
  type Replayed,
} from "./compare";
export { json } from "./json";
export { markdown } from "./markdown";
export { changedRules, withoutForeignGraphRules } from "./rules";
export { text } from "./text";
export { KINDS, type Replay } from "./words";
