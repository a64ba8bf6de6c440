import { estimateCost } from "../../../gate/cost";
import type { FormatName } from "../../../gate/report";
import { planJson } from "../cost/plan-json";
import { evaluation, judgedStack, runOf } from "../judgement";
import { rendered } from "./rendered";

const cost = estimateCost(
  planJson(
    { address: "aws_nat_gateway.a", after: {} },
    { address: "aws_mq_broker.a", after: {} },
    {
      address: "aws_budgets_budget.b",
      after: {
        name: "shop\u001b[2J",
        budget_type: "COST",
        time_unit: "MONTHLY",
        limit_unit: "USD",
        limit_amount: "20",
        cost_filter: [],
      },
    },
  ),
);

function render(format: FormatName): Promise<string> {
  return rendered(format, runOf([{ ...judgedStack([evaluation()]), cost }]));
}

describe("costs in the text report", () => {
  it("never stand without saying what they are", async () => {
    expect(await render("text")).toMatch(
      /cost +35\.10 USD a month, estimated from list prices of [\d-]{10}, no bill\n/,
    );
  });

  it("say what is left out and which budget is exceeded", async () => {
    const text = await render("text");

    expect(text).toContain("not estimated  aws_mq_broker: no price in the table");
    expect(text).toContain("over budget  176 % of the 20.00 of shop\\u001b[2J, which is of the whole account");
  });

  it("come before the verdict, on which they have no say", async () => {
    const text = await render("text");

    expect(text.indexOf("\n  denied")).toBeGreaterThan(text.indexOf("over budget"));
  });
});

describe("costs of which none could be estimated", () => {
  const unknown = estimateCost(planJson({ address: "aws_mq_broker.a", after: {} }));

  it.each(["text", "markdown", "html"] as const)("are not said to be nothing in %s", async (format) => {
    const report = await rendered(format, runOf([{ ...judgedStack([evaluation()]), cost: unknown }]));

    expect(report.toLowerCase()).toContain("not known");
    expect(report).not.toMatch(/\b0\.00/);
  });

  it("are nothing where nothing costs", async () => {
    const nothing = estimateCost(planJson());

    expect(await rendered("text", runOf([{ ...judgedStack([evaluation()]), cost: nothing }]))).toContain("0.00 USD");
  });
});

describe("costs in the JSON report", () => {
  it("are a member of the judgement, beside it", async () => {
    expect(JSON.parse(await render("json"))).toEqual({
      ...judgedStack([evaluation()]).judgement,
      cost,
    });
  });
});
