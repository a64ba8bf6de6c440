import { systemOf, toDot } from "../../../gate/diagram";
import type { ResourceChange } from "../../../gate/plan";
import { changeOf, planOf } from "../planned";

/** The diagram of one resource that is created, in Graphviz' language. */
function drawn(address: string, change: Partial<ResourceChange["change"]> = {}): string {
  return toDot(systemOf(planOf([changeOf(address, change)]), "shop"));
}

describe("a box is called", () => {
  it.each([
    ["as its construct, of whose path CDKTF made the name", "aws_lb.web_public_lb_6BC78143", "web/public/lb"],
    ["as its block in plain Terraform", "aws_lb.web_public", "web_public"],
  ])("%s", (_, address, label) => {
    expect(drawn(address)).toContain(`label="Application Load Balancer\\n${label}"`);
  });

  it("by the keys that tell it from its like, and by its module", () => {
    const dot = drawn('module.shop["eu"].module.edge.aws_lb.web["a"]');

    expect(dot).toContain(String.raw`label="Application Load Balancer\nshop[\"eu\"]/edge/web[\"a\"]"`);
  });
});

describe("how many instances a fleet has", () => {
  const fleet = "aws_autoscaling_group.web";
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
