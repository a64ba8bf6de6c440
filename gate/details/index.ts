export { describePlan, type DescribeInput } from "./describe";
export type { AttributeDetails, Origin, PlanDetails, ResourceDetails, ShownValue } from "./details";
