import { readTerraformSources } from "../../../gate/plan";
import { ConfigurationIndex } from "../../../gate/plan/configuration-index";
import { Resolver } from "../../../gate/plan/scope";
import { SymbolicValues } from "../../../gate/plan/symbolic-values";
import type { ResourceChange, TerraformPlan } from "../../../gate/plan/terraform-plan";

/** The rules of a resource that has these blocks, where the plan knows this of them. */
function rules(blocks: string, after: unknown, unknowns: unknown) {
  const change: ResourceChange = {
    address: "aws_x.y",
    mode: "managed",
    type: "aws_x",
    name: "y",
    change: { actions: ["create"], before: null, after: { rule: after }, after_unknown: { rule: unknowns } },
  };
  const config = { address: "aws_x.y", expressions: {} };
  const plan: TerraformPlan = {
    format_version: "1.2",
    resource_changes: [change],
    configuration: { root_module: { resources: [config, { address: "aws_a.b" }] } },
  };
  const { written } = readTerraformSources(new Map([["main.tf", `resource "aws_x" "y" {\n${blocks}\n}\n`]]), new Map());
  const resolver = new Resolver(plan, new ConfigurationIndex(plan, written));
  return new SymbolicValues(resolver, change, config, new Set(["rule"])).after("rule");
}

const over = (list: string) => `dynamic "rule" {
  for_each = ${list}
  content {
    port   = rule.value.port
    source = rule.value.source
    left   = null
  }
}`;
const TWO = '[{ port = 1, source = aws_a.b.arn }, { port = 2, source = "${aws_a.b.id}/x" }]';
const ARN = { $symbol: "reference", address: "aws_a.b", attribute: "arn" };
const OPEN = { $symbol: "unknown", references: [] };
const UNSET = { $symbol: "unset" };

test("what is decided at apply is what the block was made with", () => {
  expect(rules(over(TWO), [{ port: 2 }, { port: 1 }], [{ source: true }, { source: true }])).toEqual([
    { port: 2, source: { $symbol: "template", parts: [{ ...ARN, attribute: "id" }, "/x"] } },
    { port: 1, source: ARN },
  ]);
});

test("blocks of which nothing is known are those that are made", () => {
  expect(rules(over("[{ port = 1, source = aws_a.b.arn }]"), undefined, true)).toEqual([
    { port: 1, source: ARN, left: UNSET },
  ]);
});

test.each([
  ["two may have made it", over(TWO.replace("port = 2", "port = 1")), [{ port: 1 }, { port: 1 }]],
  ["there are more than were made", over("[{ port = 1, source = aws_a.b.arn }]"), [{ port: 1 }, { port: 1 }]],
  ["others stand beside them", `rule {\n  port = 1\n}\n${over("[{ port = 1, source = aws_a.b.arn }]")}`, [{}, {}]],
  ["it is not known over what they are", over("local.late"), [{ port: 1 }, { port: 2 }]],
])("nothing is assigned where %s", (_, blocks, after) => {
  expect(rules(blocks, after, [{ source: true }, { source: true }])).toEqual(
    after.map((each) => ({ ...each, source: OPEN })),
  );
});
