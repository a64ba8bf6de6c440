import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NewRule, scaffold } from "../../authoring";
import { managedRules } from "../../authoring/managed-rules";
import { TERRAFORM_TYPES } from "../../authoring/terraform-types";
import { InputError } from "../../gate/errors";

const root = join(__dirname, "..", "..");
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plangate-scaffold-"));
  cpSync(join(root, "policies", "rules"), join(project, "policies", "rules"), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true }));

const make = (wanted: Partial<NewRule> & { id: string }) =>
  scaffold(project, { resources: [], demand: "true", ...wanted });
const read = (file: string) => readFileSync(join(project, file), "utf8");

describe("a rule that AWS Config has", () => {
  it("is filled in with what AWS Config says of it", () => {
    const { files } = make({ id: "acm-certificate-rsa-check" });
    expect(files).toEqual([
      "policies/rules/acm/acm_certificate_rsa_check.rego",
      "policies/rules/acm/acm_certificate_rsa_check_test.rego",
    ]);
    const rule = read(files[0]!);
    expect(rule).toContain("#   id: ACM_CERTIFICATE_RSA_CHECK\n#   source: aws-config\n");
    expect(rule).toContain("https://docs.aws.amazon.com/config/latest/developerguide/acm-certificate-rsa-check.html");
    expect(rule).toContain("resources: [aws_acm_certificate]");
    expect(rule).toContain("package rules.acm.acm_certificate_rsa_check\n");
  });

  it("has its parameters, with AWS Config's defaults", () => {
    const { files } = make({ id: "DYNAMODB_THROUGHPUT_LIMIT_CHECK", service: "dynamodb" });
    expect(read(files[0]!)).toContain('accountRCUThresholdPercentage: {description: CHANGE ME, default: "80"}');
  });

  it("judges every Terraform type that makes the thing", () => {
    const { sketch } = make({ id: "ELB_ACM_CERTIFICATE_REQUIRED" });
    expect(sketch).toMatchObject({ service: "elb", resources: ["aws_elb"] });
  });
});

describe("a rule of one's own", () => {
  it("says so, and judges what it is told to", () => {
    const { files } = make({ id: "VPC_HAS_DNS", resources: ["aws_vpc"], attribute: "enable_dns_support" });
    const rule = read(files[0]!);
    expect(rule).toContain("source: plangate");
    expect(rule).toContain("aws_vpc: [enable_dns_support]");
    expect(rule).toContain('setting.must_be("true", resources, "enable_dns_support", "false")');
  });

  it("belongs to a service that is named, also a new one", () => {
    expect(make({ id: "QUEUES_ARE_FIFO", service: "sqs" }).files[0]).toBe("policies/rules/sqs/queues_are_fifo.rego");
  });
});

it("comes with cases where the project has cases", () => {
  mkdirSync(join(project, "__tests__", "cases"), { recursive: true });
  const { files } = make({ id: "API_GW_XRAY_ENABLED", attribute: "xray_tracing_enabled" });
  expect(files).toContain("__tests__/cases/api-gw-xray-enabled/main.tf.json");
  expect(JSON.parse(read("__tests__/cases/api-gw-xray-enabled/expected.json"))).toMatchObject({
    API_GW_XRAY_ENABLED: { "aws_api_gateway_stage.good": "COMPLIANT", "aws_api_gateway_stage.bad": "NON_COMPLIANT" },
  });
});

describe("nothing is written for", () => {
  it.each([
    ["no identifier", "not an id!", /no identifier/],
    ["a rule that there is", "encrypted-volumes", /already.*rules\/ec2\/encrypted_volumes\.rego/],
    ["a service that cannot be told", "QUEUES_ARE_FIFO", /--service/],
  ])("%s", (_, id, message) => {
    const before = readdirSync(join(project, "policies", "rules"), { recursive: true }).length;
    expect(() => make({ id })).toThrow(InputError);
    expect(() => make({ id })).toThrow(message);
    expect(readdirSync(join(project, "policies", "rules"), { recursive: true })).toHaveLength(before);
  });
});

describe("the Terraform types of AWS Config's", () => {
  it("exist in the AWS provider", () => {
    const bindings = join(root, "node_modules", "@cdktf", "provider-aws", "lib");
    for (const type of Object.values(TERRAFORM_TYPES).flat()) {
      expect([type, existsSync(join(bindings, type.replace("aws_", "").replaceAll("_", "-")))]).toEqual([type, true]);
    }
  });

  it("are known of every type, except those that Terraform has no resource for", () => {
    const judged = new Set([...managedRules().values()].flatMap(({ resourceTypes }) => resourceTypes ?? []));
    expect([...judged].filter((type) => !Object.hasOwn(TERRAFORM_TYPES, type)).sort()).toEqual([
      "AWS::::Account",
      "AWS::Backup::RecoveryPoint",
      "AWS::BackupGateway::VirtualMachine",
      "AWS::RDS::DBSecurityGroup",
      "AWS::Redshift::ClusterSecurityGroup",
      "AWS::SSM::AssociationCompliance",
      "AWS::SSM::ManagedInstanceInventory",
      "AWS::SSM::PatchCompliance",
      "AWS::ShieldRegional::Protection",
      "AWS::StorageGateway::Volume",
    ]);
  });
});
