import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPlan } from "../../../gate/plan";
import { parseReadParts } from "../../../gate/plan/unread-parts";

const plans = join(__dirname, "../../plans");
const recorded = readdirSync(plans).filter((name) => name.endsWith(".json") && name !== "records.json");
const change = { address: "aws_x.a", mode: "managed", type: "aws_x", name: "a", change: { actions: ["create"] } };
const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const END = { applyable: true, complete: true, errored: false };
/** Nothing that Terraform writes looks like this, so that all of it is parsed. */
const spaced = (document: unknown) => Buffer.from(JSON.stringify(document, null, 1));

test.each(recorded)("%s is read as if all of it had been parsed", (name) => {
  const plan: unknown = JSON.parse(readFileSync(join(plans, name), "utf8"));
  const asWritten = bytes(plan);

  expect(Object.keys(parseReadParts(asWritten) ?? {})).toContain("resource_changes");
  expect(parseReadParts(asWritten)).not.toHaveProperty("planned_values");
  expect(readPlan(asWritten, name)).toEqual(readPlan(spaced(plan), name));
});

test.each<readonly [string, object]>([
  ["values that look like members of the plan", { planned_values: { a: 1, resource_changes: [change, change] } }],
  ["a text that does", { planned_values: { a: ',"resource_changes":[' } }],
  ["a key that does", { planned_values: {}, ',"resource_changes': [change, change] }],
  ["a variable that does", { variables: { v: { value: { a: 1, planned_values: { b: 2 } } } }, planned_values: {} }],
  ["what is read between what is not", { planned_values: {}, complete: false }],
  [
    "a prior state that looks like a configuration",
    { planned_values: {}, prior_state: { a: 1, configuration: { provider_config: {} } } },
  ],
])("%s is not taken for where a part begins or ends", (_, members) => {
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    ...members,
    resource_changes: [change],
    configuration: { provider_config: { aws: { name: "aws" } }, root_module: {} },
    ...END,
  };

  expect(readPlan(bytes(plan), "plan.json")).toEqual(readPlan(spaced(plan), "plan.json"));
  expect(readPlan(bytes(plan), "plan.json").resource_changes).toEqual([change]);
});

test("a list of plans is no plan", () => {
  const plan = { format_version: "1.2", planned_values: {}, resource_changes: [] };

  expect(() => readPlan(bytes([plan]), "plan.json")).toThrow("The plan is not a JSON object.");
});
