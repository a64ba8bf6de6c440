import { PROTECTION_PLANS, ThreatDetection, type ThreatDetectionProps } from "../../modules/threat-detection";
import { synthesized } from "./synthesized";

const detectionWith = (props: Partial<ThreatDetectionProps> = {}) =>
  synthesized((stack) => {
    new ThreatDetection(stack, "detection", { name: "example", region: "us-east-1", ...props });
  });

test("GuardDuty is on with all its plans, unless told otherwise", () => {
  const resources = detectionWith();
  const detector = resources.one("aws_guardduty_detector");
  expect(detector.arguments["enable"]).toBe(true);
  expect(
    resources
      .all("aws_guardduty_detector_feature", { detector_id: detector.ref("id"), status: "ENABLED" })
      .map((feature) => feature.arguments["name"])
      .sort(),
  ).toEqual([...PROTECTION_PLANS].sort());
  expect(detectionWith({ protectionPlans: [] }).all("aws_guardduty_detector_feature")).toEqual([]);
});

test("GuardDuty that is off is in the plan as such, for the gate to see", () => {
  const resources = detectionWith({ guardDuty: false });
  expect(resources.one("aws_guardduty_detector").arguments["enable"]).toBe(false);
  expect(resources.all("aws_guardduty_detector_feature")).toEqual([]);
});

test("Access Analyzer is always on", () => {
  expect(detectionWith().one("aws_accessanalyzer_analyzer").arguments["type"]).toBe("ACCOUNT");
});

test("Security Hub and its two standards come when they are asked for", () => {
  expect(detectionWith().all("aws_securityhub_account")).toEqual([]);
  const resources = detectionWith({ securityHub: true });
  const hub = resources.one("aws_securityhub_account");
  const standards = resources.all("aws_securityhub_standards_subscription");
  expect(standards.map((standard) => standard.arguments["standards_arn"])).toEqual([
    "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
    "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
  ]);
  for (const standard of standards) {
    expect(standard.arguments["depends_on"]).toEqual([`aws_securityhub_account.${hub.name}`]);
  }
});
