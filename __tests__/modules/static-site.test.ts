import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PrivateBucket } from "../../modules/private-bucket";
import { siteFiles, StaticSite, type StaticSiteProps } from "../../modules/static-site";
import { statement, synthesized, type Synthesized } from "./synthesized";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/example";
const REPLICA_KEY = "arn:aws:kms:us-west-2:123456789012:key/example";
const PROPS: StaticSiteProps = {
  name: "example-site",
  account: "123456789012",
  bucketName: "example-site-bucket",
  keyArn: KEY,
  domainName: "offers.example.com",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/example",
  webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/example/1",
  rootObject: "offers.html",
  errorObject: "error.html",
  files: {
    "offers.html": {
      contentType: "text/html; charset=utf-8",
      cacheControl: "public, max-age=60",
      content: "<h1>Offers</h1>",
    },
  },
  accessLogs: { bucketName: "example-logs", ready: [] },
};

const siteWith = (props: Partial<StaticSiteProps> = {}, replicated = false): Synthesized =>
  synthesized((stack) => {
    const replica = replicated && {
      replica: {
        bucket: new PrivateBucket(stack, "replica", { name: "example-replica", keyArn: REPLICA_KEY }),
        keyArn: REPLICA_KEY,
      },
    };
    new StaticSite(stack, "site", { ...PROPS, ...props, ...replica });
  });

const resources = siteWith();
const distribution = resources.one("aws_cloudfront_distribution");

test("only the distribution reads the bucket, with requests that it signs", () => {
  const bucket = resources.one("aws_s3_bucket");
  expect(statement(resources.one("aws_s3_bucket_policy"), "ReadByDistribution")).toMatchObject({
    Principal: { Service: ["cloudfront.amazonaws.com"] },
    Action: ["s3:GetObject"],
    Resource: [`${bucket.ref("arn")}/*`],
    Condition: { StringEquals: { "aws:SourceArn": distribution.ref("arn") } },
  });
  const accessControl = resources.one("aws_cloudfront_origin_access_control");
  expect(accessControl.arguments).toMatchObject({ signing_behavior: "always", signing_protocol: "sigv4" });
  expect(distribution.arguments["origin"]).toEqual([
    {
      origin_id: "example-site-bucket",
      domain_name: bucket.ref("bucket_regional_domain_name"),
      origin_access_control_id: accessControl.ref("id"),
    },
  ]);
});

test("serves its own name from all edge locations, over TLS 1.2 or better and HTTP/2 and 3, filtered", () => {
  expect(distribution.arguments).toMatchObject({
    enabled: true,
    aliases: ["offers.example.com"],
    price_class: "PriceClass_All",
    http_version: "http2and3",
    is_ipv6_enabled: true,
    web_acl_id: PROPS.webAclArn,
    default_root_object: "offers.html",
    viewer_certificate: {
      acm_certificate_arn: PROPS.certificateArn,
      minimum_protocol_version: "TLSv1.2_2021",
      ssl_support_method: "sni-only",
    },
  });
  expect(siteWith({ priceClass: "PriceClass_100" }).one("aws_cloudfront_distribution").arguments["price_class"]).toBe(
    "PriceClass_100",
  );
});

test("sends HTTP to HTTPS and puts security headers on every answer", () => {
  const headers = resources.one("aws_cloudfront_response_headers_policy");
  expect(distribution.arguments["default_cache_behavior"]).toMatchObject({
    viewer_protocol_policy: "redirect-to-https",
    response_headers_policy_id: headers.ref("id"),
    allowed_methods: ["GET", "HEAD"],
  });
  expect(headers.arguments["security_headers_config"]).toMatchObject({
    strict_transport_security: { include_subdomains: true, override: true },
    content_type_options: { override: true },
    frame_options: { frame_option: "DENY", override: true },
    content_security_policy: { content_security_policy: expect.stringContaining("default-src 'none'") as string },
  });
});

test("what is not there gets the error page, and the right status", () => {
  expect(distribution.arguments["custom_error_response"]).toEqual(
    [403, 404].map((error_code) => ({
      error_code,
      response_code: 404,
      response_page_path: "/error.html",
      error_caching_min_ttl: 60,
    })),
  );
});

test("logs requests of the distribution and of the bucket", () => {
  const source = resources.one("aws_cloudwatch_log_delivery_source");
  expect(source.arguments).toMatchObject({ log_type: "ACCESS_LOGS", resource_arn: distribution.ref("arn") });
  const destination = resources.one("aws_cloudwatch_log_delivery_destination");
  expect(destination.arguments["delivery_destination_configuration"]).toEqual([
    { destination_resource_arn: "arn:aws:s3:::example-logs/example-site" },
  ]);
  expect(resources.one("aws_cloudwatch_log_delivery").arguments).toMatchObject({
    delivery_source_name: source.ref("name"),
    delivery_destination_arn: destination.ref("arn"),
  });
  expect(resources.one("aws_s3_bucket_logging").arguments["target_bucket"]).toBe("example-logs");
});

test("its files are encrypted under the key, like the bucket, and say what they are and how long they may be kept", () => {
  expect(resources.one("aws_s3_object").arguments).toMatchObject({
    key: "offers.html",
    content: "<h1>Offers</h1>",
    content_type: "text/html; charset=utf-8",
    cache_control: "public, max-age=60",
    kms_key_id: KEY,
  });
});

test("Terraform fills nothing into a file", () => {
  const files = { "a.txt": { contentType: "text/plain", cacheControl: "no-store", content: "$5 ${name} %{if} 5%" } };
  expect(siteWith({ files }).one("aws_s3_object").arguments["content"]).toBe("$5 $${name} %%{if} 5%");
});

describe("with a replica", () => {
  const replicated = siteWith({}, true);
  const bucket = (name: string) => replicated.one("aws_s3_bucket", { bucket: name });

  test("every file is copied to it, under its own key", () => {
    expect(replicated.one("aws_s3_bucket_replication_configuration").arguments).toMatchObject({
      bucket: bucket("example-site-bucket").ref("id"),
      rule: [
        {
          status: "Enabled",
          source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
          destination: {
            bucket: bucket("example-replica").ref("arn"),
            encryption_configuration: { replica_kms_key_id: REPLICA_KEY },
          },
        },
      ],
    });
    const { name } = replicated.one("aws_s3_bucket_replication_configuration");
    expect(replicated.one("aws_s3_object").arguments["depends_on"]).toContain(
      `aws_s3_bucket_replication_configuration.${name}`,
    );
  });

  test("the role that copies reads one bucket and writes the other", () => {
    const policy = replicated.one("aws_iam_policy");
    expect(statement(policy, "WriteReplicas").Resource).toEqual([`${bucket("example-replica").ref("arn")}/*`]);
    expect(statement(policy, "EncryptReplicas").Resource).toEqual([REPLICA_KEY]);
    expect(statement(policy, "DecryptObjects").Resource).toEqual([KEY]);
  });

  test("it answers when the bucket fails, and lets nobody in but the distribution", () => {
    const served = replicated.one("aws_cloudfront_distribution");
    expect(served.arguments["origin_group"]).toMatchObject([
      {
        failover_criteria: { status_codes: [500, 502, 503, 504] },
        member: [{ origin_id: "example-site-bucket" }, { origin_id: "example-replica" }],
      },
    ]);
    expect(served.arguments["default_cache_behavior"]).toMatchObject({ target_origin_id: "bucket-or-replica" });
    const policy = replicated.one("aws_s3_bucket_policy", { bucket: bucket("example-replica").ref("id") });
    expect(statement(policy, "ReadByDistribution").Condition).toEqual({
      StringEquals: { "aws:SourceArn": served.ref("arn") },
    });
  });
});

describe("the files of a folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plangate-site-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const view = { brand: "A & B", action: { text: "Go", url: "https://example.com/?a=1&b=2" }, footnote: "<b>" };
  const read = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return siteFiles(folder, view);
  };

  test("pages get the common frame, and what they show stays text", () => {
    const page = read({ "a.html": '{{#> page title="T" description="D"}}<p>{{brand}}</p>{{/page}}' })["a.html"]!
      .content;
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("<title>T · A &amp; B</title>");
    expect(page).toContain("<p>A &amp; B</p>");
    expect(page).toMatch(/href="https:\/\/example\.com\/\?a&#x3D;1&amp;b&#x3D;2">Go</);
    expect(page).toContain("&lt;b&gt;");
  });

  test("everything else is as it is, of its type and under its own key", () => {
    expect(read({ "images/a.svg": "<svg/>", "robots.txt": "{{brand}}" })).toMatchObject({
      "images/a.svg": { contentType: "image/svg+xml", cacheControl: "public, max-age=86400", content: "<svg/>" },
      "robots.txt": { contentType: "text/plain; charset=utf-8", content: "{{brand}}" },
      "page.css": { contentType: "text/css; charset=utf-8", cacheControl: "public, max-age=300" },
    });
  });

  test("what is missing or cannot be loaded is refused", () => {
    expect(() => read({ "a.html": "{{nothing}}" })).toThrow(/"nothing" not defined/);
    expect(() => read({ "a.html": "", "a.js": "alert()" })).toThrow("a.js cannot be part of a site");
  });
});
