import { Construct } from "constructs";
import type { FinanceSettings } from "../../environments";
import { Certificate } from "../../modules/certificate";
import { AliasRecords } from "../../modules/dns-zone";
import type { FunctionSurroundings } from "../../modules/lambda-function";
import { ReceiptAnalyzer } from "../../modules/receipt-analyzer";
import { UserDirectory } from "../../modules/user-directory";
import { type ManagedGroup, WebFirewall, type WebFirewallProps } from "../../modules/web-firewall";

export interface ReceiptsProps extends FunctionSurroundings {
  readonly name: string;
  readonly settings: FinanceSettings["receiptAnalyzer"];
  /** Where the function's code is. */
  readonly artifactBucket: string;
  readonly domainName: string;
  readonly zoneId: string;
  /** The website whose scripts may call: `https://www.example.com`. */
  readonly allowedOrigin: string;
  readonly firewall: Pick<WebFirewallProps, "managedGroups" | "blocked" | "rateLimits">;
}

/** What the mobile client calls: users who sign in, and an API under a name of its own, behind a firewall, that reads receipts. */
export class Receipts extends Construct {
  readonly firewall: WebFirewall;

  constructor(scope: Construct, id: string, props: ReceiptsProps) {
    super(scope, id);
    const { name, domainName, zoneId, keyArn, logRetentionDays } = props;
    const { codeKey, memorySize, concurrency, modelId, limits, userTier } = props.settings;
    const users = new UserDirectory(this, "users", { name, tier: userTier });
    const certificate = new Certificate(this, "certificate", { domainName, zoneId });
    const analyzer = new ReceiptAnalyzer(this, "analyzer", {
      name,
      account: props.account,
      region: props.region,
      function: { code: { bucket: props.artifactBucket, key: codeKey }, memorySize, concurrency },
      ...(modelId !== undefined && { modelId }),
      limits,
      api: {
        domainName,
        certificateArn: certificate.arn,
        userPoolArn: users.arn,
        allowedOrigin: props.allowedOrigin,
      },
      network: props.network,
      keyArn,
      logRetentionDays,
      alertTopicArn: props.alertTopicArn,
    });
    new AliasRecords(this, "name", { zoneId, name: domainName, target: analyzer.aliasTarget });
    this.firewall = new WebFirewall(this, "firewall", {
      ...props.firewall,
      managedGroups: props.firewall.managedGroups.map(withLargeBodies),
      name,
      scope: "REGIONAL",
      protects: { stage: analyzer.stageArn },
      logs: { keyArn, retentionDays: logRetentionDays },
    });
  }
}

/** Receipts are larger than the common rules let bodies be; the API limits their size by itself. */
function withLargeBodies(group: ManagedGroup): ManagedGroup {
  return group.name === "CommonRuleSet"
    ? { ...group, counted: [...(group.counted ?? []), "SizeRestrictions_BODY"] }
    : group;
}
