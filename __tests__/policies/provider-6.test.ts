import { judge } from "../../gate/judge";
import type { ResourceChange, TerraformPlan } from "../../gate/plan/terraform-plan";
import { inputOf, subjects } from "./subjects";

const REGIONS: { readonly [key: string]: string } = { aws: "us-east-1", "aws.replica": "eu-west-1" };

/** The plan as version 6 of the provider writes it: every resource has a `region`, that of its provider where it was left out. */
function asOfProvider6(plan: TerraformPlan): TerraformPlan {
  const blocks = plan.configuration?.root_module?.resources ?? [];
  const withRegion = (change: ResourceChange): ResourceChange => {
    const block = blocks.find(({ address }) => address === `${change.type}.${change.name}`);
    const region = REGIONS[block?.provider_config_key ?? ""];
    const { before, after } = change.change;
    const isOfAws = change.mode === "managed" && change.type.startsWith("aws_") && change.module_address === undefined;
    if (!isOfAws || region === undefined || change.type.startsWith("aws_iam_")) return change;
    const add = (values: unknown) => (typeof values === "object" && values !== null ? { ...values, region } : values);
    return { ...change, change: { ...change.change, before: add(before), after: add(after) } };
  };
  return { ...plan, resource_changes: (plan.resource_changes ?? []).map(withRegion) };
}

describe("a plan of version 6 of the provider", () => {
  it.each(subjects.map((subject) => [subject.name, subject] as const))(
    "is judged as one of version 5: %s",
    (_, subject) => {
      const input = inputOf(subject);
      const plan = JSON.parse(Buffer.from(input.planJson).toString("utf8")) as TerraformPlan;
      const statuses = (planJson: Uint8Array) =>
        judge({ ...input, planJson }).evaluations.map(({ rule, resource, status }) => `${rule} ${resource} ${status}`);

      expect(statuses(Buffer.from(JSON.stringify(asOfProvider6(plan))))).toEqual(statuses(input.planJson));
    },
  );
});
