import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";

export interface CertificateProps {
  readonly domainName: string;
  /** Further names that it is valid for. Default: none. */
  readonly alternativeNames?: readonly string[];
  /** Hosted zone of all of these names; the domain has to be delegated to it before ACM issues anything. */
  readonly zoneId: string;
}

/**
 * A certificate that ACM issues, and renews for as long as the records in the zone are there.
 *
 * It lives in the region of what uses it; for CloudFront that is us-east-1.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class Certificate extends Construct {
  /** Of the certificate once it is issued: what uses it waits for that. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { domainName, alternativeNames = [], zoneId }: CertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "certificate", {
      domainName,
      subjectAlternativeNames: [...alternativeNames],
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
      // What uses the old one is moved over before that is deleted.
      lifecycle: { createBeforeDestroy: true },
    });
    const options = TerraformIterator.fromComplexList(certificate.domainValidationOptions, "domain_name");
    const records = new Route53Record(this, "validation-records", {
      forEach: options,
      zoneId,
      name: options.getString("resource_record_name"),
      type: options.getString("resource_record_type"),
      records: [options.getString("resource_record_value")],
      ttl: 300,
      // Two certificates of a domain ask for the same record.
      allowOverwrite: true,
    });
    this.arn = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: Token.asList(`\${[for record in ${records.fqn} : record.fqdn]}`),
    }).certificateArn;
  }
}
