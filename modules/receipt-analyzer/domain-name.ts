import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { Construct } from "constructs";
import type { AliasTarget } from "../dns-zone";

export interface DomainNameProps {
  readonly domainName: string;
  readonly certificateArn: string;
  readonly restApiId: string;
  readonly stageName: string;
}

/** A name for a stage of an API, over TLS 1.2 or better. */
export class DomainName extends Construct {
  readonly aliasTarget: AliasTarget;

  constructor(scope: Construct, id: string, props: DomainNameProps) {
    super(scope, id);
    const domain = new ApiGatewayDomainName(this, "domain", {
      domainName: props.domainName,
      regionalCertificateArn: props.certificateArn,
      securityPolicy: "TLS_1_2",
      endpointConfiguration: { types: ["REGIONAL"] },
    });
    new ApiGatewayBasePathMapping(this, "mapping", {
      domainName: domain.domainName,
      apiId: props.restApiId,
      stageName: props.stageName,
    });
    this.aliasTarget = { dnsName: domain.regionalDomainName, zoneId: domain.regionalZoneId };
  }
}
