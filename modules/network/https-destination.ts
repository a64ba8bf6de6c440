/** One target of a security group's egress rule. */
export interface HttpsDestination {
  /** Unique among the destinations of a network; fits in a construct id. */
  readonly id: string;
  readonly description: string;
  readonly target:
    { readonly cidrIpv4: string } | { readonly prefixListId: string } | { readonly referencedSecurityGroupId: string };
}
