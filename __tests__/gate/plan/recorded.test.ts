import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildModel,
  completenessOf,
  constructAt,
  isSensitive,
  NOT_SYNTHESIZED,
  readPlan,
  readSynthesizedConfiguration,
  type Relations,
  type TerraformPlan,
} from "../../../gate/plan";
import type { PlanModel, Resource, ResourcesByType, Value } from "../../../policies/contract/plan-model";

const repository = join(__dirname, "..", "..", "..");
const relations: Relations = {
  links: {
    aws_flow_log: { vpc_id: ["aws_vpc.id"] },
    aws_ebs_volume: { kms_key_id: ["aws_kms_key.arn"] },
  },
  account_wide: ["aws_ebs_encryption_by_default"],
};
const reads = new Map(
  Object.entries({
    aws_db_instance: ["publicly_accessible"],
    aws_ebs_encryption_by_default: ["enabled"],
    aws_ebs_volume: ["encrypted", "kms_key_id", "tags", "no_such_attribute"],
    aws_flow_log: ["vpc_id"],
    aws_kms_key: ["arn"],
    aws_s3_bucket_policy: ["policy"],
    aws_s3_bucket_server_side_encryption_configuration: ["rule"],
    aws_security_group: ["ingress"],
    aws_vpc: ["cidr_block"],
  }).map(([type, attributes]) => [type, new Set(attributes)]),
);

function planOf(subject: string): TerraformPlan {
  const file = join(repository, "__tests__", "cases", subject, "recorded", "plan.json");
  return readPlan(readFileSync(file), file);
}

function modelOf(subject: string): PlanModel {
  return buildModel(planOf(subject), { reads, relations, parameters: {}, synthesized: NOT_SYNTHESIZED });
}

/** The instance at an address; `type` is in the address. */
function at(resources: ResourcesByType, address: string): Resource {
  const [, type = ""] = /(?:^|\.)(aws_\w+)\.\w+(?:\[[^\]]*\])?$/.exec(address) ?? [];
  const resource = resources[type]?.[address];
  if (resource === undefined) throw new Error(`The model has no ${address}.`);
  return resource;
}

const reference = (address: string, attribute: string): Value => ({ $symbol: "reference", address, attribute });
const unknown = (...references: string[]): Value => ({ $symbol: "unknown", references });
const template = (...parts: (string | Value)[]): Value => ({ $symbol: "template", parts });

describe("a first plan in JSON syntax", () => {
  const { resources } = modelOf("model");
  const key = (name: string) => at(resources, `aws_ebs_volume.${name}`).after["kms_key_id"];
  const tags = (name: string) => at(resources, `aws_ebs_volume.${name}`).after["tags"];

  it("tells what is unset from what has a default, from null and from what no provider has", () => {
    const { after } = at(resources, "aws_ebs_volume.unset");

    expect(after["encrypted"]).toEqual({ $symbol: "unset" });
    expect(after["tags"]).toBeNull();
    expect(after["no_such_attribute"]).toEqual({ $symbol: "missing" });
    expect(at(resources, "aws_db_instance.unset").after["publicly_accessible"]).toBe(false);
  });

  it.each<[string, Value]>([
    ["reference", reference("aws_kms_key.main", "arn")],
    ["template", template("arn:aws:kms:us-east-1:123456789012:key/", reference("aws_kms_key.main", "key_id"))],
    ["function", unknown("aws_kms_key.main.arn")],
    ["conditional", unknown("aws_kms_key.main.arn", 'aws_kms_key.each["a"].arn')],
    ["splat", unknown("aws_kms_key.counted[0].arn", "aws_kms_key.counted[1].arn")],
    ["local_unknown", unknown("local.key")],
    ["each_literal_key", reference('aws_kms_key.each["b"]', "arn")],
    ["count_literal_index", reference("aws_kms_key.counted[1]", "arn")],
    ['paired["a"]', reference('aws_kms_key.each["a"]', "arn")],
    ['paired["b"]', reference('aws_kms_key.each["b"]', "arn")],
    ['chained["b"]', reference('aws_kms_key.each["b"]', "arn")],
    ["counted[0]", reference("aws_kms_key.counted[0]", "arn")],
    ["counted[1]", reference("aws_kms_key.counted[1]", "arn")],
  ])("makes %s what it was written as", (name, value) => {
    expect(key(name)).toEqual(value);
  });

  it("follows a module's variable, also in each instance of the module", () => {
    const inModule = (call: string) => at(resources, `module.${call}.aws_ebs_volume.this`).after["kms_key_id"];

    expect(inModule("network")).toEqual(reference("aws_kms_key.main", "arn"));
    expect(inModule('networks["a"]')).toEqual(reference('aws_kms_key.each["a"]', "arn"));
    expect(inModule('networks["b"]')).toEqual(reference('aws_kms_key.each["b"]', "arn"));
  });

  it("keeps what is known of a map that has unknown members", () => {
    const late = reference("terraform_data.late", "output");

    expect(tags("tags")).toEqual({
      Name: "from-variable",
      Fixed: "yes",
      Late: late,
      Escaped: "${not.a.reference}",
      Both: template("${x} ", late),
    });
  });

  it("keeps each element of a list at its place, whatever stands beside it", () => {
    const [rule] = at(resources, "aws_security_group.list").after["ingress"] as { readonly [name: string]: Value }[];

    expect(rule).toMatchObject({
      cidr_blocks: [reference("terraform_data.late", "output"), "0.0.0.0/0", "10.0.0.0/16"],
      security_groups: [reference("aws_security_group.other", "id")],
      from_port: 22,
    });
  });

  it("finds what stands in nested blocks", () => {
    expect(at(resources, "aws_s3_bucket_server_side_encryption_configuration.main").after["rule"]).toMatchObject([
      { apply_server_side_encryption_by_default: [{ kms_master_key_id: reference("aws_kms_key.main", "arn") }] },
    ]);
  });

  it("takes values that look like symbols, or like members of every object, for what they are: values", () => {
    expect(tags("forged")).toEqual({ $$symbol: "unset", $$$symbol: "x" });
    expect(Object.entries(tags("odd_keys") as object)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
      ["toString", "z"],
      ["ünïcödé ☃", "\u202e"],
    ]);
  });

  it("knows a sensitive value, and that it is one", () => {
    const plan = planOf("model");
    const change = plan.resource_changes?.find(({ address }) => address === "aws_ebs_volume.secret");

    expect(tags("secret")).toEqual({ Password: "hunter2" });
    expect(change && isSensitive(change, "tags")).toBe(true);
    expect(change && isSensitive(change, "encrypted")).toBe(false);
  });

  it.each([
    ["literal", "arn:aws:s3:::example-named/*"],
    ["symbolic", template(reference("aws_s3_bucket.unnamed", "arn"), "/*")],
    ["document", template(reference("aws_s3_bucket.unnamed", "arn"), "/*")],
    ["jsonencode", template(reference("aws_s3_bucket.unnamed", "arn"), "/*")],
  ])("reads the %s policy before its bucket exists", (name, resource) => {
    const { policy } = at(resources, `aws_s3_bucket_policy.${name}`).documents;

    expect(policy?.complete).toBe(true);
    expect(policy?.statements).toMatchObject([
      { effect: "Allow", principals: [{ type: "*", values: ["*"] }], resources: [resource] },
    ]);
  });

  it.each(["broken", "unknown"])("says that it could not read the %s policy", (name) => {
    expect(at(resources, `aws_s3_bucket_policy.${name}`).documents["policy"]).toEqual({
      complete: false,
      statements: [],
    });
  });

  it.each<[string, readonly string[], string]>([
    ["reference", ["aws_vpc.main"], "certain"],
    ['paired["a"]', ['aws_vpc.each["a"]'], "certain"],
    ['chained["b"]', ['aws_vpc.each["b"]'], "certain"],
    ["counted[0]", ["aws_vpc.counted[0]"], "certain"],
    ["module_output", ["module.network.aws_vpc.this"], "certain"],
    ["module_each_output", ['module.networks["a"].aws_vpc.this'], "certain"],
    ["replica", ["aws_vpc.replica"], "certain"],
    ["literal", [], "outside"],
    ["local", [], "unresolved"],
    ["conditional", ["aws_vpc.main", 'aws_vpc.each["a"]'], "unresolved"],
    ["unset", [], "certain"],
  ])("links the flow log %s to %j", (name, to, how) => {
    expect(at(resources, `aws_flow_log.${name}`).links["vpc_id"]).toEqual({
      to,
      outside: how === "outside",
      unresolved: how === "unresolved",
    });
  });

  it("links through two modules", () => {
    expect(at(resources, "module.logs.module.inner.aws_flow_log.this").links["vpc_id"]?.to).toEqual([
      "module.network.aws_vpc.this",
    ]);
  });

  it("tells a resource its companions, those certain only", () => {
    const logs = (vpc: string) => at(resources, vpc).companions["aws_flow_log"] ?? [];

    expect(logs('aws_vpc.each["a"]')).toEqual(['aws_flow_log.chained["a"]', 'aws_flow_log.paired["a"]']);
    expect(logs('aws_vpc.each["b"]')).toEqual(['aws_flow_log.chained["b"]']);
    expect(logs("aws_vpc.counted[1]")).toEqual([]);
  });

  it("knows what is applied before, directly or through others", () => {
    const before = (name: string) => at(resources, `aws_ebs_volume.${name}`).depends_on;

    expect(before("after")).toEqual(["aws_ebs_encryption_by_default.on"]);
    expect(before("after_indirectly")).toEqual(["aws_ebs_encryption_by_default.on"]);
    expect(before("unset")).toEqual([]);
  });

  it("knows the provider and the region of each resource", () => {
    expect(at(resources, "aws_vpc.main")).toMatchObject({ provider: "aws", region: "us-east-1" });
    expect(at(resources, "aws_vpc.replica")).toMatchObject({ provider: "aws.replica", region: "eu-west-1" });
  });

  it("gives a module inside a module the provider that its callers were given", () => {
    expect(at(resources, "module.logs.module.inner.aws_flow_log.this")).toMatchObject({
      provider: "aws",
      region: "us-east-1",
    });
  });

  it("finds the construct and the line that made a resource", () => {
    const file = join(repository, "__tests__", "cases", "model", "main.tf.json");
    const synthesized = readSynthesizedConfiguration(readFileSync(file, "utf8"), file);

    expect(constructAt(synthesized, "aws_kms_key.main")).toMatchObject({
      path: "model/keys/main",
      file: "modules/keys/index.ts",
      line: 12,
    });
  });
});

describe("a first plan in HCL", () => {
  const { resources } = modelOf("model-hcl");

  it.each<[string, Value]>([
    ["unset", { $symbol: "unset" }],
    ["reference", unknown("aws_kms_key.main.arn")],
    ["template", unknown("aws_kms_key.main.key_id")],
    ["variable", "arn:aws:kms:us-east-1:123456789012:key/from-variable"],
    ['chained["a"]', unknown('aws_kms_key.each["a"].arn')],
  ])("knows of %s what it mentions", (name, value) => {
    expect(at(resources, `aws_ebs_volume.${name}`).after["kms_key_id"]).toEqual(value);
  });

  it("links what mentions one resource only", () => {
    const to = (name: string) => at(resources, `aws_flow_log.${name}`).links["vpc_id"];

    expect(to('chained["a"]')).toEqual({ to: ['aws_vpc.each["a"]'], outside: false, unresolved: false });
    expect(to("module_output")).toEqual({ to: ["module.network.aws_vpc.this"], outside: false, unresolved: false });
    expect(at(resources, 'aws_ebs_volume.paired["b"]').links["kms_key_id"]?.to).toEqual(['aws_kms_key.each["b"]']);
  });
});

describe("a plan on what exists", () => {
  const { resources, removed, plan } = modelOf("model-existing");

  it.each([
    ["created", "create"],
    ["unchanged", "no-op"],
    ["updated", "update"],
    ["replaced", "replace"],
    ["replaced_create_first", "replace"],
    ["moved_here", "no-op"],
    ['each["kept"]', "no-op"],
  ])("has %s among what remains: %s", (name, action) => {
    expect(at(resources, `aws_ebs_volume.${name}`).action).toBe(action);
  });

  it.each([
    ["deleted", "delete"],
    ["forgotten", "forget"],
    ['each["dropped"]', "delete"],
  ])("has %s among what is removed: %s", (name, action) => {
    const address = `aws_ebs_volume.${name}`;

    expect(at(removed, address).action).toBe(action);
    expect(resources["aws_ebs_volume"]).not.toHaveProperty([address]);
  });

  it("knows what was before", () => {
    expect(at(resources, "aws_ebs_volume.created").before).toBeNull();
    expect(at(resources, "aws_ebs_volume.replaced")).toMatchObject({
      before: { encrypted: true },
      after: { encrypted: false },
    });
    expect(at(removed, "aws_ebs_volume.deleted")).toMatchObject({ before: { encrypted: true }, after: {} });
  });

  it("joins by literal id; what is removed is nobody's companion, but still says whose it was", () => {
    expect(at(resources, "aws_vpc.logged").companions).toEqual({ aws_flow_log: ["aws_flow_log.logged"] });
    for (const name of ["log_deleted", "log_forgotten"]) {
      expect(at(resources, `aws_vpc.${name}`).companions).toEqual({});
      expect(at(removed, `aws_flow_log.${name}`).links["vpc_id"]?.to).toEqual([`aws_vpc.${name}`]);
    }
    expect(plan).toMatchObject({ destroy: false, complete: true });
  });
});

describe("the plan as a whole", () => {
  it.each([
    ["ssh-targeted", { destroy: false, complete: false }],
    ["ssh-destroy", { destroy: true, complete: true }],
    ["model", { destroy: false, complete: true }],
  ])("of %s is %j", (subject, expected) => {
    expect(modelOf(subject).plan).toMatchObject({ ...expected, terraform_version: "1.11.4" });
    expect(completenessOf(planOf(subject))).toBe(expected.complete ? "complete" : "partial");
  });
});
