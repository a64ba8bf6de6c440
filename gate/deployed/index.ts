/** What is deployed, as Terraform finds it when it plans: to be judged like a plan, and compared with what was approved. */
export { deployedState } from "./state";
export { driftIn, type Drift, type DriftedAttribute } from "./drift";
