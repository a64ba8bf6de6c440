export {
  compare,
  deniesMore,
  type Change,
  type Comparison,
  type Finding,
  type PlanChange,
  type Replayed,
  type Settings,
} from "./compare";
export { json } from "./json";
export { markdown } from "./markdown";
export { text } from "./text";
export type { Replay } from "./words";
