import { deployedState, driftIn } from "../../../gate/deployed";
import type { ResourceChange } from "../../../gate/plan";
import { changeOf } from "../planned";

interface Values {
  readonly [attribute: string]: unknown;
}

function change(address: string, before: Values | null, after: Values | null, more: Values = {}): ResourceChange {
  return changeOf(address, { before, after, ...more });
}

test("a rule that was added behind Terraform's back: approved and actual value", () => {
  const open = [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }];
  const plan = { resource_drift: [change("aws_security_group.web", { ingress: [] }, { ingress: open })] };

  expect(driftIn(plan)).toEqual([
    {
      address: "aws_security_group.web",
      kind: "changed",
      attributes: [{ attribute: "ingress", approved: "[]", actual: JSON.stringify(open) }],
    },
  ]);
});

test("what Terraform would change back is drift, too, and is named once", () => {
  const plan = {
    resource_drift: [
      change(
        "aws_s3_bucket_versioning.site",
        { versioning_configuration: [{ status: "Enabled" }] },
        { versioning_configuration: [{ status: "Suspended" }] },
      ),
    ],
    resource_changes: [
      change(
        "aws_s3_bucket_versioning.site",
        { versioning_configuration: [{ status: "Suspended" }] },
        { versioning_configuration: [{ status: "Enabled" }] },
      ),
      change("aws_kms_key.data", { enable_key_rotation: false }, { enable_key_rotation: true }),
    ],
  };
  expect(driftIn(plan)).toMatchObject([
    {
      address: "aws_s3_bucket_versioning.site",
      attributes: [{ approved: '[{"status":"Enabled"}]', actual: '[{"status":"Suspended"}]' }],
    },
    {
      address: "aws_kms_key.data",
      attributes: [{ attribute: "enable_key_rotation", approved: "true", actual: "false" }],
    },
  ]);
});

test("a resource that is gone is missing, whichever of the two says it", () => {
  const plan = {
    resource_drift: [change("aws_sqs_queue.a", { name: "a" }, null)],
    resource_changes: [change("aws_sqs_queue.a", null, { name: "a" }), change("aws_sqs_queue.b", null, { name: "b" })],
  };
  expect(driftIn(plan)).toEqual([
    { address: "aws_sqs_queue.a", kind: "missing", attributes: [] },
    { address: "aws_sqs_queue.b", kind: "missing", attributes: [] },
  ]);
});

test("nothing read back for nothing is no drift, nor is what follows from something else", () => {
  const plan = {
    resource_drift: [
      change("aws_vpc.main", { tags: null, routes: [], note: "" }, { tags: {}, routes: null, note: null }),
    ],
    resource_changes: [
      change("aws_lb.main", { arn: "a", name: "n" }, { name: "n" }, { after_unknown: { arn: true } }),
      change("aws_lb.old", { name: "n" }, null),
    ],
  };
  expect(driftIn(plan)).toEqual([]);
});

test("sensitive values are never shown, also where only one side is marked", () => {
  const plan = {
    resource_drift: [
      change("aws_ssm_parameter.p", { value: "secret-1" }, { value: "secret-2" }, { after_sensitive: { value: true } }),
    ],
  };
  expect(driftIn(plan)).toMatchObject([{ attributes: [{ approved: "(sensitive)", actual: "(sensitive)" }] }]);
  expect(JSON.stringify(driftIn(plan))).not.toContain("secret");
});

test("what is marked sensitive is not shown where a provider has copied it to", () => {
  const marked = { after_sensitive: { tags: { Name: true } } };
  const after = { tags: { Name: "canary-7f3a" }, tags_all: { Name: "canary-7f3a" } };
  const plan = { resource_drift: [change("aws_vpc.main", { tags: {}, tags_all: {} }, after, marked)] };

  expect(driftIn(plan)).toMatchObject([
    { attributes: [{ attribute: "tags" }, { attribute: "tags_all", approved: "{}", actual: "(sensitive)" }] },
  ]);
});

test("the deployed state is a plan that changes nothing, with the values that were read just now", () => {
  const values = { root_module: { resources: [{ address: "aws_vpc.main" }] } };
  const state = deployedState({
    format_version: "1.2",
    configuration: { root_module: {} },
    prior_state: { values },
    planned_values: { root_module: {} },
    resource_changes: [change("aws_vpc.main", null, {})],
    resource_drift: [],
  });
  expect(state).toEqual({ format_version: "1.2", configuration: { root_module: {} }, planned_values: values });
  expect(deployedState({ format_version: "1.2" })).toEqual({
    format_version: "1.2",
    planned_values: { root_module: {} },
  });
});

test("what AWS moves on by itself is no drift: the time to which a database can be restored", () => {
  const [approved, actual] = [{ latest_restorable_time: "T10:00:00Z" }, { latest_restorable_time: "T10:05:00Z" }];

  expect(driftIn({ resource_drift: [change("aws_db_instance.main", approved, actual)] })).toEqual([]);
  expect(driftIn({ resource_drift: [change("aws_sqs_queue.main", approved, actual)] })).toHaveLength(1);
});
