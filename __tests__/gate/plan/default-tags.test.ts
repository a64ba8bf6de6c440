import type { Value } from "../../../policies/contract/plan-model";
import { buildModel, NOT_SYNTHESIZED } from "../../../gate/plan";
import type { Expression } from "../../../gate/plan/terraform-plan";
import { changeOf, planOf } from "../planned";

interface Given {
  readonly tags?: Expression;
  readonly defaults?: Expression;
  /** What the plan has in `after`; `tags_all` is unknown where it has none. */
  readonly after?: object;
}

/** An attribute of a resource that is created with these tags by a provider with these default tags. */
function attributeOf({ tags, defaults, after = { tags: null } }: Given, attribute = "tags_all"): Value | undefined {
  const unknown = { ...("tags" in after ? {} : { tags: true }), ...("tags_all" in after ? {} : { tags_all: true }) };
  const model = buildModel(
    planOf([changeOf("aws_thing.it", { after, after_unknown: { ...unknown, disk: [{ tags_all: true }] } })], {
      configuration: {
        provider_config: {
          "aws.tagged": { expressions: defaults === undefined ? {} : { default_tags: [{ tags: defaults }] } },
        },
        root_module: {
          resources: [
            {
              address: "aws_thing.it",
              provider_config_key: "aws.tagged",
              expressions: { disk: [{ tags: {} }], ...(tags === undefined ? {} : { tags }) },
            },
          ],
        },
      },
    }),
    {
      reads: new Map([["aws_thing", new Set([attribute])]]),
      relations: { links: {}, account_wide: [] },
      parameters: {},
      synthesized: NOT_SYNTHESIZED,
    },
  );
  return model.resources["aws_thing"]?.["aws_thing.it"]?.after[attribute];
}

const LATE = { $symbol: "reference", address: "terraform_data.late", attribute: "output" };
const late = { constant_value: { Name: "${terraform_data.late.output}" }, references: ["terraform_data.late.output"] };
const defaults = { constant_value: { CostCenter: "1", Name: "of the provider" } };

describe("tags_all where the provider leaves it to apply", () => {
  test("has none where there are none", () => {
    expect(attributeOf({})).toEqual({});
  });

  test("has the resource's own, of which one is not known yet, and the default tags; its own win", () => {
    expect(attributeOf({ tags: late, defaults, after: {} })).toEqual({ CostCenter: "1", Name: LATE });
  });

  test("is not told where a key is not known", () => {
    const tags = {
      constant_value: { "${terraform_data.late.output}": "x" },
      references: ["terraform_data.late.output"],
    };
    expect(attributeOf({ tags, defaults, after: {} })).toEqual({ $symbol: "unset" });
  });

  test("is not told where the default tags are not", () => {
    expect(attributeOf({ defaults: { references: ["var.tags"] } })).toEqual({ $symbol: "unset" });
  });

  test("is told of the blocks that have tags of their own", () => {
    const after = { tags: null, disk: [{ tags: { Name: "root", Empty: "" } }] };
    expect(attributeOf({ defaults, after }, "disk")).toEqual([
      { tags: { Name: "root", Empty: "" }, tags_all: { CostCenter: "1", Empty: "", Name: "root" } },
    ]);
  });
});

test("tags_all that the plan knows is what the plan says", () => {
  expect(attributeOf({ defaults, after: { tags: null, tags_all: { Of: "the plan" } } })).toEqual({ Of: "the plan" });
});
