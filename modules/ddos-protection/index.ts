import { ShieldProtection } from "@cdktf/provider-aws/lib/shield-protection";
import { ShieldSubscription } from "@cdktf/provider-aws/lib/shield-subscription";
import { Construct } from "constructs";

export interface DdosProtectionProps {
  readonly name: string;
  /** What to protect: a name that fits in a construct id, and the ARN of a load balancer, distribution or hosted zone. */
  readonly resources: Readonly<Record<string, string>>;
}

/**
 * AWS Shield Advanced: a subscription of the account, for a year and at some thousand USD a month, and what it protects.
 * Shield Standard protects everything without it. https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html
 */
export class DdosProtection extends Construct {
  constructor(scope: Construct, id: string, { name, resources }: DdosProtectionProps) {
    super(scope, id);
    const subscription = new ShieldSubscription(this, "subscription", { autoRenew: "ENABLED" });
    for (const [resource, resourceArn] of Object.entries(resources)) {
      new ShieldProtection(this, resource, { name: `${name}-${resource}`, resourceArn, dependsOn: [subscription] });
    }
  }
}
