import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy-document";

export * from "./grants";

export interface EncryptionKeyProps {
  /** Name of the alias, without `alias/`. */
  readonly alias: string;
  readonly description: string;
  /** AWS account id; its IAM policies decide who administers and uses the key. */
  readonly account: string;
  /** Uses that IAM policies cannot give: AWS services and service-linked roles. See `grants.ts`. */
  readonly grants?: readonly Statement[];
  /** Days between deletion and destruction, 7 to 30. Default: 30, the time there is to take a mistake back. */
  readonly deletionWindowDays?: number;
}

/** A symmetric customer managed key that rotates every year, found by its alias. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowDays ?? 30,
      policy: policyDocument([delegateToAccount(props.account), ...(props.grants ?? [])]),
      tags: { Name: props.alias },
    });
    new KmsAlias(this, "alias", { name: `alias/${props.alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Without this statement the key could not be managed at all: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function delegateToAccount(account: string): Statement {
  return {
    sid: "AccountPolicies",
    effect: "Allow",
    principals: { aws: [`arn:aws:iam::${account}:root`] },
    actions: ["kms:*"],
    resources: ["*"],
  };
}
