import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { resourcesOf, toPage } from "../../architecture/page";
import { toDot, type Resource, type System } from "../../gate/diagram";

/** Starts a process that draws every system: longer than a unit test may take by default, on a busy machine. */
jest.setTimeout(60_000);

const REPOSITORY = join(__dirname, "..", "..");

function resource(address: string, construct: string, references: Record<string, string[]> = {}): Resource {
  const [type = ""] = address.split(".");
  const sets = Object.entries(references).map(([name, to]) => [name, new Set(to)] as const);
  return { address, type, construct, values: {}, references: new Map(sets) };
}

describe("docs/architecture.md and its diagrams", () => {
  it("are what the recorded plans give: `npm run docs:architecture` writes them", async () => {
    const run = promisify(execFile);
    const command = ["-r", "./scripts/register.cjs", "architecture/main.ts", "--check"];

    await expect(run(process.execPath, command, { cwd: REPOSITORY })).resolves.toMatchObject({ stdout: "" });
  });
});

describe("a capability", () => {
  const system: System = {
    stack: "shop",
    resources: [resource("aws_lb.a", "web/lb"), resource("aws_lb.b", "web-old/lb"), resource("aws_vpc.c", "web/vpc")],
  };
  const found = (...by: string[]) => resourcesOf({ what: "it", by }, system).map(({ address }) => address);

  it("is made by a construct and what is below it, by a type, or by both", () => {
    expect(found("web")).toEqual(["aws_lb.a", "aws_vpc.c"]);
    expect(found("aws_lb")).toEqual(["aws_lb.a", "aws_lb.b"]);
    expect(found("aws_lb@web")).toEqual(["aws_lb.a"]);
  });

  it("that nothing makes is an error, even if something else of it is there", () => {
    expect(() => found("web", "cache")).toThrow(/Nothing in the plan of shop makes "it": cache/);
  });

  it("is a row with its constructs and addresses", () => {
    const description = {
      stack: "shop",
      title: "Shop",
      capabilities: [{ name: "Web", parts: [{ what: "it", by: ["web/lb"] }] }],
    };

    expect(toPage([[description, system]], [])).toContain("| **Web** | it | `web/lb` | `aws_lb.a` |");
  });
});

describe("a diagram", () => {
  const fleet = [
    resource("aws_autoscaling_group.web", "web", { launch_template: ["aws_launch_template.web"] }),
    resource("aws_launch_template.web", "web", { vpc_security_group_ids: ["aws_security_group.web"] }),
    resource("aws_security_group.web", "web"),
    resource("aws_security_group.db", "db"),
    resource("aws_rds_cluster.db", "db", { vpc_security_group_ids: ["aws_security_group.db"] }),
  ];
  const rule = resource("aws_vpc_security_group_ingress_rule.db", "db", {
    security_group_id: ["aws_security_group.db"],
    referenced_security_group_id: ["aws_security_group.web"],
  });
  const arrow = '"aws_autoscaling_group.web" -> "aws_rds_cluster.db"';

  it("has an arrow to the database only where a rule admits the fleet", () => {
    expect(toDot({ stack: "shop", resources: [...fleet, rule] })).toContain(arrow);
    expect(toDot({ stack: "shop", resources: fleet })).not.toContain(arrow);
  });

  it("replicates in one direction", () => {
    const dot = toDot({
      stack: "shop",
      resources: [
        resource("aws_s3_bucket.a", "a"),
        resource("aws_s3_bucket.b", "b"),
        resource("aws_s3_bucket_replication_configuration.a", "a", {
          bucket: ["aws_s3_bucket.a"],
          rule: ["aws_s3_bucket.b"],
        }),
      ],
    });

    expect(dot).toContain('"aws_s3_bucket.a" -> "aws_s3_bucket.b"');
    expect(dot).not.toContain('"aws_s3_bucket.b" -> "aws_s3_bucket.a"');
  });

  it("says of a box what was found on it, in its own line, class and link", () => {
    const mark = { id: "box-0", class: "finding high", note: "2 findings", href: "#findings" };
    const dot = toDot(
      { stack: "shop", resources: [resource("aws_lb.a", "web"), resource("aws_sqs_queue.b", "web")] },
      new Map([["aws_lb.a", mark]]),
    );

    expect(dot).toContain('"aws_lb.a" [label="Application Load Balancer\\nweb\\n2 findings", id="box-0"');
    expect(dot).toContain('class="finding high", URL="#findings"');
    expect(dot).toContain('"aws_sqs_queue.b" [label="SQS queue\\nweb", tooltip');
  });

  it("is a summary by type where there are too many boxes for a picture", () => {
    const buckets = Array.from({ length: 121 }, (_, index) => resource(`aws_s3_bucket.b${index}`, "b"));

    expect(toDot({ stack: "shop", resources: buckets.slice(1) })).toContain('"aws_s3_bucket.b1"');
    expect(toDot({ stack: "shop", resources: buckets })).toContain('label="S3 bucket × 121"');
  });

  it("says how many there are of what it merges", () => {
    const keys = [resource("aws_kms_key.a", "a"), resource("aws_kms_key.b", "b")];

    expect(toDot({ stack: "shop", resources: keys })).toContain('label="KMS key × 2"');
  });
});
