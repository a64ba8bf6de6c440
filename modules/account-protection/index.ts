import { EbsDefaultKmsKey } from "@cdktf/provider-aws/lib/ebs-default-kms-key";
import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { EbsSnapshotBlockPublicAccess } from "@cdktf/provider-aws/lib/ebs-snapshot-block-public-access";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { Construct } from "constructs";
import { allowVolumesOfAccount, EncryptionKey } from "../encryption-key";

export interface AccountProtectionProps {
  readonly account: string;
  readonly region: string;
}

/**
 * Guards that hold for everything in the account, whoever creates it and with which tool: new volumes are encrypted, no
 * bucket and no snapshot becomes public. The guards of EBS hold for one region.
 */
export class AccountProtection extends Construct {
  constructor(scope: Construct, id: string, { account, region }: AccountProtectionProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "volume-key", {
      alias: "ebs-default",
      description: "Volumes for which no other key is named",
      account,
      grants: [allowVolumesOfAccount({ account, region })],
    });
    const defaultKey = new EbsDefaultKmsKey(this, "default-volume-key", { keyArn: key.arn });
    new EbsEncryptionByDefault(this, "volume-encryption", { enabled: true, dependsOn: [defaultKey] });
    new EbsSnapshotBlockPublicAccess(this, "snapshots", { state: "block-all-sharing" });
    new S3AccountPublicAccessBlock(this, "buckets", {
      accountId: account,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}
