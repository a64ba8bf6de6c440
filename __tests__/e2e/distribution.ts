import { readFileSync } from "node:fs";
import { createServer, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const PLANS = join(__dirname, "..", "plans");

interface Planned {
  readonly type: string;
  readonly values: unknown;
}

interface S3Object {
  readonly key: string;
  readonly content: string;
  readonly content_type: string;
  readonly cache_control: string;
}

interface Distribution {
  readonly default_root_object: string;
  readonly custom_error_response: readonly {
    readonly error_code: number;
    readonly response_code: number;
    readonly response_page_path: string;
  }[];
  readonly default_cache_behavior: readonly [{ readonly allowed_methods: readonly string[] }];
}

interface HeadersPolicy {
  readonly security_headers_config: readonly [
    {
      readonly content_security_policy: readonly [{ readonly content_security_policy: string }];
      readonly content_type_options: readonly unknown[];
      readonly frame_options: readonly [{ readonly frame_option: string }];
      readonly referrer_policy: readonly [{ readonly referrer_policy: string }];
      readonly strict_transport_security: readonly [
        {
          readonly access_control_max_age_sec: number;
          readonly include_subdomains: boolean;
          readonly preload: boolean;
        },
      ];
    },
  ];
}

/** What a private bucket answers for an object that it does not have, as nobody may list it. */
const FORBIDDEN = 403;

/** A site on loopback, as CloudFront will serve it. */
export interface ServedSite {
  readonly url: string;
  /** Bytes that were sent, by path, compressed as they were. */
  readonly sent: Map<string, number>;
  readonly headers: OutgoingHttpHeaders;
  close(): Promise<void>;
}

/**
 * Serves the objects of a stack's recorded plan by the rules of its planned distribution: root object, error pages, methods,
 * compression, and the headers of its response headers policy, each taken from the plan.
 */
export async function serveDistribution(stack: string): Promise<ServedSite> {
  const plan = JSON.parse(readFileSync(join(PLANS, `${stack}.json`), "utf8")) as {
    planned_values: { root_module: { resources: readonly Planned[] } };
  };
  const planned = (type: string): readonly unknown[] =>
    plan.planned_values.root_module.resources.filter((each) => each.type === type).map(({ values }) => values);
  const objects = new Map((planned("aws_s3_object") as readonly S3Object[]).map((each) => [each.key, each]));
  const [distribution] = planned("aws_cloudfront_distribution") as readonly [Distribution];
  const [policy] = planned("aws_cloudfront_response_headers_policy") as readonly [HeadersPolicy];
  const headers = securityHeaders(policy);
  const sent = new Map<string, number>();

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    if (!distribution.default_cache_behavior[0].allowed_methods.includes(request.method ?? "")) {
      response.writeHead(FORBIDDEN, headers).end();
      return;
    }
    const found = objects.get(path === "/" ? distribution.default_root_object : decodeURIComponent(path.slice(1)));
    const instead = distribution.custom_error_response.find(({ error_code: code }) => code === FORBIDDEN);
    const object = found ?? objects.get(instead?.response_page_path.slice(1) ?? "");
    if (!object) {
      response.writeHead(FORBIDDEN, headers).end();
      return;
    }
    const body = gzipSync(object.content);
    sent.set(path, body.length);
    response.writeHead(found ? 200 : (instead?.response_code ?? FORBIDDEN), {
      ...headers,
      "content-type": object.content_type,
      "cache-control": object.cache_control,
      "content-encoding": "gzip",
    });
    response.end(body);
  });
  const url = await listen(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, sent, headers, close };
}

function securityHeaders({ security_headers_config: [given] }: HeadersPolicy): OutgoingHttpHeaders {
  const [transport] = given.strict_transport_security;
  return {
    "content-security-policy": given.content_security_policy[0].content_security_policy,
    "strict-transport-security": [
      `max-age=${transport.access_control_max_age_sec}`,
      ...(transport.include_subdomains ? ["includeSubDomains"] : []),
      ...(transport.preload ? ["preload"] : []),
    ].join("; "),
    ...(given.content_type_options.length > 0 && { "x-content-type-options": "nosniff" }),
    "x-frame-options": given.frame_options[0].frame_option,
    "referrer-policy": given.referrer_policy[0].referrer_policy,
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
