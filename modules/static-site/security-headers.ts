import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import type { Construct } from "constructs";

/** Two years, in seconds; what browsers ask for before they learn a domain by heart (https://hstspreload.org). */
const STRICT_TRANSPORT_SECONDS = 63_072_000;

/**
 * Headers that tell browsers to be careful: TLS only, no framing, no guessing of types, and only what
 * `contentSecurityPolicy` admits. They win over what the origin sends.
 */
export function securityHeaders(scope: Construct, name: string, contentSecurityPolicy: string): string {
  return new CloudfrontResponseHeadersPolicy(scope, "security-headers", {
    name: `${name}-security-headers`,
    comment: `Security headers of ${name}`,
    securityHeadersConfig: {
      strictTransportSecurity: {
        accessControlMaxAgeSec: STRICT_TRANSPORT_SECONDS,
        includeSubdomains: true,
        preload: true,
        override: true,
      },
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    },
  }).id;
}
