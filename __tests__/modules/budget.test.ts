import { Budget, type BudgetProps, CostAllocationTags } from "../../modules/budget";
import { synthesized } from "./synthesized";

const PROPS: BudgetProps = {
  name: "example",
  limit: 1000,
  topicArn: "arn:aws:sns:us-east-1:123456789012:example",
};
const budgetWith = (props: Partial<BudgetProps> = {}) =>
  synthesized((stack) => {
    new Budget(stack, "budget", { ...PROPS, ...props });
  });

test("is monthly, and tells the operators of 80 % to come and of 100 % spent", () => {
  const notification = {
    threshold_type: "PERCENTAGE",
    comparison_operator: "GREATER_THAN",
    subscriber_sns_topic_arns: [PROPS.topicArn],
  };
  expect(budgetWith().one("aws_budgets_budget").arguments).toMatchObject({
    name: "example",
    budget_type: "COST",
    time_unit: "MONTHLY",
    limit_amount: "1000",
    limit_unit: "USD",
    notification: [
      { ...notification, notification_type: "FORECASTED", threshold: 80 },
      { ...notification, notification_type: "ACTUAL", threshold: 100 },
    ],
  });
});

test("has parts for services, all of them for the resources with the tag", () => {
  const resources = budgetWith({
    parts: [{ name: "database", services: ["Amazon Relational Database Service"], limit: 300 }],
    tag: { key: "Project", value: "storefront" },
  });
  const tagged = { name: "TagKeyValue", values: ["user:Project$storefront"] };
  expect(resources.one("aws_budgets_budget", { name: "example" }).arguments["cost_filter"]).toEqual([tagged]);
  expect(resources.one("aws_budgets_budget", { name: "example-database" }).arguments).toMatchObject({
    limit_amount: "300",
    cost_filter: [tagged, { name: "Service", values: ["Amazon Relational Database Service"] }],
  });
});

test("tags count for bills", () => {
  const resources = synthesized((stack) => {
    new CostAllocationTags(stack, "tags", { keys: ["Project", "CostCenter"] });
  });
  expect(resources.all("aws_ce_cost_allocation_tag", { status: "Active" })).toHaveLength(2);
});
