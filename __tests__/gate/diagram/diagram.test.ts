import { systemOf, toDot } from "../../../gate/diagram";
import type { ResourceChange, TerraformPlan } from "../../../gate/plan";

/** The diagram of one resource that is created, in Graphviz' language. */
function drawn(
  fields: Partial<ResourceChange> & Pick<ResourceChange, "address" | "type" | "name">,
  change = {},
): string {
  const created = { actions: ["create"], before: null, after: {}, ...change };
  const resource = { mode: "managed", ...fields, change: created } as unknown as ResourceChange;
  return toDot(systemOf({ resource_changes: [resource] } as unknown as TerraformPlan, "shop"));
}

describe("a box is called", () => {
  it.each([
    ["as its construct, of whose path CDKTF made the name", "aws_lb.web_public_lb_6BC78143", "web/public/lb"],
    ["as its block in plain Terraform", "aws_lb.web_public", "web_public"],
  ])("%s", (_, address, label) => {
    const [type = "", name = ""] = address.split(".");

    expect(drawn({ address, type, name })).toContain(`label="Application Load Balancer\\n${label}"`);
  });

  it("by the keys that tell it from its like, and by its module", () => {
    const dot = drawn({
      address: 'module.shop["eu"].module.edge.aws_lb.web["a"]',
      module_address: 'module.shop["eu"].module.edge',
      type: "aws_lb",
      name: "web",
      index: "a",
    });

    expect(dot).toContain(String.raw`label="Application Load Balancer\nshop[\"eu\"]/edge/web[\"a\"]"`);
  });
});

describe("how many instances a fleet has", () => {
  const fleet = { address: "aws_autoscaling_group.web", type: "aws_autoscaling_group", name: "web" };
  const after = { min_size: 2, max_size: 6 };

  it("is in its box", () => {
    expect(drawn(fleet, { after })).toContain("2 to 6 instances");
  });

  it.each([
    ["sensitive", { after, after_sensitive: { min_size: true } }],
    ["not known yet", { after: { max_size: 6 }, after_unknown: { min_size: true } }],
  ])("is not said where one of the numbers is %s", (_, change) => {
    expect(drawn(fleet, change)).not.toContain("instances");
  });
});
