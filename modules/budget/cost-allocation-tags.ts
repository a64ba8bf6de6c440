import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag";
import { Construct } from "constructs";

export interface CostAllocationTagsProps {
  /** Tags by which bills and budgets can be split. */
  readonly keys: readonly string[];
}

/**
 * Tags that count for bills. Only the account that pays can activate them, and only once a resource has carried them for a
 * day. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html
 */
export class CostAllocationTags extends Construct {
  constructor(scope: Construct, id: string, { keys }: CostAllocationTagsProps) {
    super(scope, id);
    for (const tagKey of keys) {
      new CeCostAllocationTag(this, tagKey, { tagKey, status: "Active" });
    }
  }
}
