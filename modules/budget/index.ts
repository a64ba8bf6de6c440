import { BudgetsBudget, type BudgetsBudgetNotification } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";

export { CostAllocationTags, type CostAllocationTagsProps } from "./cost-allocation-tags";

export interface BudgetProps {
  /** Unique in the account; the parts are called `<name>-<part>`. */
  readonly name: string;
  /** USD a month. */
  readonly limit: number;
  /** What some services may take of it. Default: no such limits. */
  readonly parts?: readonly BudgetPart[];
  /** Only costs of resources with this tag, which has to be active for cost allocation. Default: of the whole account. */
  readonly tag?: { readonly key: string; readonly value: string };
  /** SNS topic that AWS Budgets may publish to. */
  readonly topicArn: string;
}

export interface BudgetPart {
  readonly name: string;
  /** As Cost Explorer calls them: `Amazon CloudFront`. */
  readonly services: readonly string[];
  /** USD a month. */
  readonly limit: number;
}

/**
 * A monthly budget. It says so when four fifths will be spent at this rate, and when all of it is; it stops nothing.
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { name, limit, parts = [], tag, topicArn }: BudgetProps) {
    super(scope, id);
    // A tag that users made is called `user:<key>$<value>`; to Terraform a dollar sign without a brace is just that.
    const tagged = tag ? [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }] : [];
    const monthly = {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitUnit: "USD",
      notification: notifications(topicArn),
    };
    new BudgetsBudget(this, "total", { ...monthly, name, limitAmount: String(limit), costFilter: tagged });
    for (const part of parts) {
      new BudgetsBudget(this, part.name, {
        ...monthly,
        name: `${name}-${part.name}`,
        limitAmount: String(part.limit),
        costFilter: [...tagged, { name: "Service", values: [...part.services] }],
      });
    }
  }
}

function notifications(topicArn: string): BudgetsBudgetNotification[] {
  const thresholds = [
    { notificationType: "FORECASTED", threshold: 80 },
    { notificationType: "ACTUAL", threshold: 100 },
  ];
  return thresholds.map((threshold) => ({
    ...threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberSnsTopicArns: [topicArn],
  }));
}
