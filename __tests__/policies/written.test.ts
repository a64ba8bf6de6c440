import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../gate/judge";
import { readTerraformSources } from "../../gate/plan";
import { schemaOf } from "../../recording/derive";
import { expectationsOf, statusOf } from "../../recording/cases";
import { readRecord, schemaRecord } from "../../recording/variant-records";
import { madeOf, type Variant } from "../../recording/variants";
import { judgeVariant, variants } from "./recorded-plans";
import { policies, subjects } from "./subjects";

const NONE = new Map<string, { directory: string; files: Map<string, string> }>();

describe("what is written in native syntax, of which the plan keeps only what it mentions", () => {
  const variant = variants.find(({ name }) => name === "hcl") as Variant;
  const schema = schemaOf(readRecord(schemaRecord(join(__dirname, "..", "variants"))).toString("utf8"));
  const { files } = madeOf(variant, subjects, policies.catalog, schema);
  const synthesized = readTerraformSources(new Map(Object.entries(files)), NONE);
  const statuses = ({ evaluations }: ReturnType<typeof judgeVariant>) =>
    new Map(evaluations.map(({ rule, resource, status }) => [`${rule} ${resource}`, status]));
  const asJson = new Map(
    subjects
      .filter(({ name }) => variant.of.includes(name))
      .flatMap((subject) =>
        Object.entries(expectationsOf(subject)).flatMap(([rule, expected]) =>
          Object.entries(expected).map(([address, status]) => [
            `${rule} ${address.replace(/^([^.]+)\./, `$1.${subject.name}_`)}`,
            statusOf(status),
          ]),
        ),
      ),
  );

  it("gives the verdicts of the same in JSON syntax", () => {
    const given = statuses(judgeVariant(variant, undefined, synthesized));
    const compared = [...given].filter(([key]) => asJson.has(key));

    expect(compared.length).toBeGreaterThan(500);
    expect(compared.filter(([key, status]) => status !== asJson.get(key))).toEqual([]);
  });

  it("decides what the plan alone leaves open", () => {
    const open = (all: ReturnType<typeof statuses>) =>
      [...all].filter(
        ([key, status]) => status === "INSUFFICIENT_DATA" && asJson.has(key) && asJson.get(key) !== status,
      ).length;

    expect(open(statuses(judgeVariant(variant)))).toBeGreaterThan(10);
    expect(open(statuses(judgeVariant(variant, undefined, synthesized)))).toBe(0);
  });
});

describe("what modules pass on, in native syntax", () => {
  const directory = join(__dirname, "..", "cases", "passed-on-hcl");
  const filesIn = (path: string) =>
    new Map(
      readdirSync(path)
        .filter((name) => name.endsWith(".tf"))
        .map((name) => [name, readFileSync(join(path, name), "utf8")]),
    );
  const calls = {
    network: "network",
    network_open: "network",
    logs: "bucket",
    bucket: "bucket",
    bucket_without_tls: "bucket",
    fleet: "fleet",
    database: "database",
  };
  const modules = new Map(
    Object.entries(calls).map(([call, name]) => [
      call,
      { directory: `modules/${name}`, files: filesIn(join(directory, "modules", name)) },
    ]),
  );
  const { evaluations } = judge({
    planJson: readFileSync(join(directory, "recorded", "plan.json")),
    name: "passed-on-hcl",
    stack: "passed-on-hcl",
    policies,
    synthesized: readTerraformSources(filesIn(directory), modules),
    now: new Date("2026-01-01T00:00:00Z"),
  });

  test.each([
    ["by a local value and try", "VPC_FLOW_LOGS_ENABLED", "module.network.aws_vpc.this[0]", "COMPLIANT"],
    ["by nothing", "VPC_FLOW_LOGS_ENABLED", "module.network_open.aws_vpc.this[0]", "NON_COMPLIANT"],
    [
      "by dynamic blocks over nothing",
      "VPC_DEFAULT_SECURITY_GROUP_CLOSED",
      "module.network.aws_default_security_group.this[0]",
      "COMPLIANT",
    ],
    [
      "by a dynamic block",
      "INCOMING_SSH_DISABLED",
      "module.network_open.aws_default_security_group.this[0]",
      "NON_COMPLIANT",
    ],
    ["by a choice of one bucket's ids", "S3_BUCKET_ACL_PROHIBITED", "module.bucket.aws_s3_bucket.this[0]", "COMPLIANT"],
    ["by an output of try", "S3_BUCKET_LOGGING_ENABLED", "module.logs.aws_s3_bucket.this[0]", "NOT_APPLICABLE"],
    ["by compact", "S3_BUCKET_SSL_REQUESTS_ONLY", "module.bucket.aws_s3_bucket.this[0]", "COMPLIANT"],
    [
      "by a variable",
      "S3_BUCKET_SSL_REQUESTS_ONLY",
      "module.bucket_without_tls.aws_s3_bucket.this[0]",
      "NON_COMPLIANT",
    ],
    [
      "by a variable",
      "S3_BUCKET_PUBLIC_READ_PROHIBITED",
      "module.bucket_without_tls.aws_s3_bucket_policy.this[0]",
      "NON_COMPLIANT",
    ],
    ["by a local value", "EC2_INSTANCE_MANAGED_BY_SSM", "module.fleet.aws_launch_template.this[0]", "NON_COMPLIANT"],
    [
      "by a local value",
      "RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT",
      'module.database["forced"].aws_db_instance.this',
      "COMPLIANT",
    ],
    [
      "by a local value",
      "RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT",
      'module.database["plain"].aws_db_instance.this',
      "NON_COMPLIANT",
    ],
    [
      "by dynamic blocks in one another",
      "S3_DEFAULT_ENCRYPTION_KMS",
      "module.bucket.aws_s3_bucket_server_side_encryption_configuration.this[0]",
      "COMPLIANT",
    ],
    [
      "by dynamic blocks in one another",
      "S3_DEFAULT_ENCRYPTION_KMS",
      "module.bucket_without_tls.aws_s3_bucket_server_side_encryption_configuration.this[0]",
      "NON_COMPLIANT",
    ],
    ["by jsonencode", "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", "aws_iam_policy.encoded", "COMPLIANT"],
    [
      "by jsonencode and concat",
      "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
      "aws_iam_policy.encoded_admin",
      "NON_COMPLIANT",
    ],
    ["by concat, beside what is undecided", "INCOMING_SSH_DISABLED", "aws_security_group.beside_late", "NON_COMPLIANT"],
    ["by what is undecided alone", "INCOMING_SSH_DISABLED", "aws_security_group.late", "COMPLIANT"],
  ])("%s: %s of %s is %s", (_, rule, resource, status) => {
    const found = evaluations.filter((each) => each.rule === rule && each.resource === resource);
    expect(found.map((each) => each.status)).toEqual([status]);
  });
});
