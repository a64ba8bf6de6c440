import { Route53DomainsRegisteredDomain } from "@cdktf/provider-aws/lib/route53domains-registered-domain";
import { Construct } from "constructs";

export interface RegisteredDomainProps {
  /** Registered with Route 53, in this account. */
  readonly domainName: string;
  /** Name servers of its hosted zone. */
  readonly nameServers: readonly string[];
}

/**
 * A registered domain, delegated to its zone: renewed by itself, locked against transfer, its owner not made public.
 *
 * Terraform takes over the registration and never ends it: taking this out of the code leaves the domain as it is. Route 53
 * registers in us-east-1. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/registrar.html
 */
export class RegisteredDomain extends Construct {
  constructor(scope: Construct, id: string, { domainName, nameServers }: RegisteredDomainProps) {
    super(scope, id);
    new Route53DomainsRegisteredDomain(this, "domain", {
      domainName,
      autoRenew: true,
      transferLock: true,
      adminPrivacy: true,
      billingPrivacy: true,
      registrantPrivacy: true,
      techPrivacy: true,
      nameServer: nameServers.map((name) => ({ name })),
    });
  }
}
