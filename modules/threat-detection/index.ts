import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { SecurityhubStandardsSubscription } from "@cdktf/provider-aws/lib/securityhub-standards-subscription";
import { Construct } from "constructs";

export interface ThreatDetectionProps {
  /** Name of the analyzer. */
  readonly name: string;
  readonly region: string;
  /** GuardDuty. Default: true. Switched off, it stays as a suspended detector, which the gate lets pass by exemption only. */
  readonly guardDuty?: boolean;
  /** GuardDuty's plans beyond its basic data sources; each costs by use. Default: all of them. */
  readonly protectionPlans?: readonly ProtectionPlan[];
  /** Security Hub with AWS's best practices and the CIS benchmark; needs AWS Config. Default: false. */
  readonly securityHub?: boolean;
}

/** The plans for services that are used here: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html */
export const PROTECTION_PLANS = [
  "S3_DATA_EVENTS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
] as const;

export type ProtectionPlan = (typeof PROTECTION_PLANS)[number];

/** https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html */
const STANDARDS = ["aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/3.0.0"];

/** What looks for attacks and for open doors, in one region: GuardDuty, IAM Access Analyzer, Security Hub. */
export class ThreatDetection extends Construct {
  constructor(scope: Construct, id: string, props: ThreatDetectionProps) {
    super(scope, id);
    const guardDuty = props.guardDuty ?? true;
    const detector = new GuarddutyDetector(this, "detector", {
      enable: guardDuty,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    });
    for (const plan of guardDuty ? (props.protectionPlans ?? PROTECTION_PLANS) : []) {
      new GuarddutyDetectorFeature(this, plan.toLowerCase().replaceAll("_", "-"), {
        detectorId: detector.id,
        name: plan,
        status: "ENABLED",
      });
    }
    // Finds what somebody outside of the account can reach: buckets, roles, keys, functions, queues, secrets, snapshots.
    new AccessanalyzerAnalyzer(this, "access-analyzer", { analyzerName: props.name, type: "ACCOUNT" });
    if (props.securityHub ?? false) {
      const hub = new SecurityhubAccount(this, "security-hub", {
        enableDefaultStandards: false,
        autoEnableControls: true,
        controlFindingGenerator: "SECURITY_CONTROL",
      });
      for (const standard of STANDARDS) {
        new SecurityhubStandardsSubscription(this, standard.split("/")[0] ?? standard, {
          standardsArn: `arn:aws:securityhub:${props.region}::standards/${standard}`,
          dependsOn: [hub],
        });
      }
    }
  }
}
