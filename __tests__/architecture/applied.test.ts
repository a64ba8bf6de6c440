import { appliedSection, type RecordedPlan } from "../../architecture/applied";

/** A plan of resources with what each refers to. */
function planOf(resources: Readonly<Record<string, readonly string[]>>): RecordedPlan {
  const named = Object.entries(resources).map(([address, references]) => {
    const [type = "", name = ""] = address.split(".");
    return { mode: "managed", type, name, expressions: { it: { references } } };
  });
  return { configuration: { root_module: { resources: named } }, resource_changes: named };
}

const shop = {
  title: "Shop",
  stack: "shop",
  plan: planOf({
    "aws_vpc.main": [],
    "aws_budgets_budget.total": [],
    "aws_sns_topic.of-budget": ["aws_budgets_budget.total.id", "aws_budgets_budget.total"],
  }),
};

describe("what is applied for real", () => {
  it("is counted by what the sandbox leaves out and what needs it, each with the reason", () => {
    const lines = appliedSection([shop], {});

    expect(lines).toContain("| Shop | 3 | 1 | 2 | nothing |");
    expect(lines).toContainEqual(expect.stringMatching(/^\| `aws_budgets_budget` \| Shop \| the stand-in: .+ \|$/));
    expect(lines).toContain("| `aws_sns_topic` | Shop | needs `aws_budgets_budget` |");
  });

  it("says what the sandbox's test has seen of a stack, in its own numbers", () => {
    const seen = { shop: { applied: 7, destroyed: 6 } };

    expect(appliedSection([shop], seen)).toContain(
      "| Shop | 3 | 1 | 2 | 7 applied, planned again without a change, looked at with the AWS SDK, 6 destroyed |",
    );
  });
});
