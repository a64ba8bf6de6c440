import { catalogOf } from "../../authoring";
import type { RegoRule } from "../../authoring/metadata";
import type { RuleMetadata } from "../../policies/contract/rule";

const metadata: RuleMetadata = {
  id: "ENCRYPTED_VOLUMES",
  title: "EBS volumes are encrypted",
  description: "Every volume is encrypted.",
  source: "aws-config",
  engine: "opa",
  service: "ec2",
  aliases: [],
  severity: "high",
  resources: ["aws_ebs_volume"],
  reads: { aws_ebs_volume: ["kms_key_id", "encrypted"] },
  parameters: { kmsId: { description: "The key." } },
  controls: { fsbp: ["EC2.3"] },
  reasons: { not_encrypted: "It is not encrypted." },
  remediation: "Encrypt it.",
  related_resources: ["https://docs.aws.amazon.com/config/latest/developerguide/encrypted-volumes.html"],
};

function rule(changes: Partial<RuleMetadata> | Record<string, unknown> = {}, file?: string): RegoRule {
  const changed = { ...metadata, ...changes };
  return { metadata: changed, file: file ?? `policies/rules/ec2/${changed.id.toLowerCase()}.rego`, package: "" };
}

describe("the catalog", () => {
  it("lists rules by id, whatever the order of their files", () => {
    const other = rule({ id: "EBS_OPTIMIZED_INSTANCE", parameters: {} });
    const ids = catalogOf([rule(), other], []).rules.map(({ id }) => id);
    expect(ids).toEqual(["EBS_OPTIMIZED_INSTANCE", "ENCRYPTED_VOLUMES"]);
  });

  it("holds TypeScript rules beside Rego rules", () => {
    const graph = {
      metadata: { ...metadata, id: "A_RULE_OF_OUR_OWN", source: "plangate", engine: "typescript" } as const,
    };
    expect(catalogOf([rule()], [graph]).rules.map(({ engine }) => engine)).toEqual(["typescript", "opa"]);
  });

  it.each<[string, Record<string, unknown>, string | undefined, RegExp]>([
    ["a missing field", { severity: undefined }, undefined, /severity/],
    ["a misspelt field", { remedy: "x" }, undefined, /additional properties \(`remedy`\)/],
    ["an unknown severity", { severity: "urgent" }, undefined, /`severity` must be equal to one of/],
    ["no reasons", { reasons: {} }, undefined, /`reasons`/],
    ["a judged type that it does not read", { reads: {} }, undefined, /`resources` names aws_ebs_volume/],
    [
      "an id that is not its file's name",
      {},
      "policies/rules/ec2/encrypted_volume.rego",
      /file.s name says ENCRYPTED_VOLUME /,
    ],
    [
      "an identifier that AWS Config does not have",
      { id: "CLOUDTRAIL_ENABLED" },
      undefined,
      /no managed rule CLOUDTRAIL_ENABLED/,
    ],
    ["a managed rule that says it is not", { source: "plangate" }, undefined, /is a managed rule of AWS Config/],
    [
      "a parameter that AWS Config does not have",
      { parameters: { keyId: { description: "x" } } },
      undefined,
      /no parameter keyId; it has kmsId/,
    ],
    [
      "a rule that lacks a parameter of AWS Config's",
      { parameters: {} },
      undefined,
      /ENCRYPTED_VOLUMES has a parameter kmsId: name it/,
    ],
    [
      "a default that AWS Config does not have",
      { parameters: { kmsId: { description: "x", default: "y" } } },
      undefined,
      /default of kmsId is none, not y/,
    ],
    [
      "no default of what AWS Config leaves to whoever deploys the rule",
      { id: "ALB_DESYNC_MODE_CHECK", parameters: { desyncMode: { description: "x" } } },
      "policies/rules/elb/alb_desync_mode_check.rego",
      /demands a value of desyncMode/,
    ],
  ])("refuses %s", (_, changes, file, message) => {
    expect(() => catalogOf([rule(changes, file)], [])).toThrow(message);
  });

  it("refuses two rules of one id, naming both files", () => {
    const twice = [rule(), rule({}, "policies/rules/ebs/encrypted_volumes.rego")];
    expect(() => catalogOf(twice, [])).toThrow(
      /rules\/ebs\/.* is also the id of .*rules\/ec2\/|rules\/ec2\/.* is also the id of .*rules\/ebs\//,
    );
  });

  it("lists everything that is wrong at once", () => {
    const faults = [rule({ severity: "urgent" }), rule({ id: "CLOUDTRAIL_ENABLED" })];
    expect(() => catalogOf(faults, [])).toThrow(/CLOUDTRAIL_ENABLED[^]*severity|severity[^]*CLOUDTRAIL_ENABLED/);
  });
});
