import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { ConfigServiceClient, paginateDescribeConfigRules } from "@aws-sdk/client-config-service";
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
  RevokeSecurityGroupIngressCommand,
  paginateDescribeSecurityGroups,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { GetKeyRotationStatusCommand, KMSClient, paginateListAliases } from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { readSeen, type Seen } from "../../architecture/seen";
import { changes, LEFT_OUT, startStandIn, type StandIn, type StandInRequest } from "../../gate/sandbox";
import { plangate, withoutCredentials, type Outcome } from "./command";
import { describeFinance } from "./sandbox-finance";
import { describeStorefront } from "./sandbox-storefront";
import { settingsFor } from "./stand-in-settings";

const ROOT = join(__dirname, "..", "..");
const STACKS = ["account-baseline", "plan-gate", "finance", "storefront"];
/** Most of an apply is waiting, so more of it goes at once than Terraform's default. */
const AT_ONCE = ["--parallelism", "40"];
/** Where the stacks have something: copies of backups lie in the second. */
const REGIONS = ["us-east-1", "us-west-2"];
/** Settings of a provider that reaches no account. Databases have a `skip_final_snapshot` of their own. */
const OF_A_SANDBOX =
  /"(access_key|secret_key|endpoints|http_proxy|max_retries|skip_(credentials|region)_validation|skip_(metadata|requesting)_\w+)"/;
/** What a user's own environment may hold: nothing of it may be used. */
const env = { ...withoutCredentials, AWS_PROFILE: "no-such-profile", AWS_REGION: "eu-north-1" };

/** Stacks of the project, applied by the real provider to one stand-in, looked at with the AWS SDK, and destroyed. */
describe("deploy --sandbox", () => {
  let aws: StandIn;
  let deployed: Outcome;
  let asBuilt: Outcome;
  let callsForAsBuilt: readonly unknown[];
  let states: readonly string[];
  const seen: Record<string, Seen> = {};

  const sandbox = (...args: string[]): Promise<Outcome> => plangate([...args, "--sandbox-url", aws.url], { env });
  const settings = () => settingsFor(aws.url);

  beforeAll(async () => {
    states = statesOfStacks();
    aws = await startStandIn();
    asBuilt = await sandbox("deploy", "--sandbox", "--auto-approve", "-C", join(ROOT, "examples", "as-built"));
    callsForAsBuilt = [...aws.requests];
    deployed = await sandbox("deploy", ...STACKS, "--sandbox", "--keep", "--auto-approve", ...AT_ONCE);
  }, 1_500_000);

  afterAll(() => aws.stop());

  it("refuses the system as it was built without a single call", () => {
    expect(asBuilt.out).toContain("INCOMING_SSH_DISABLED");
    expect(asBuilt.err).toContain("sandbox: nothing was applied");
    expect(asBuilt.code).toBe(1);
    expect(callsForAsBuilt).toEqual([]);
  });

  it("judges the whole stacks, applies each, and plans each again without a change", () => {
    expect(deployed.err).not.toMatch(/^error /m);
    expect(deployed.code).toBe(0);
    expect(deployed.out).toContain(`approved: all ${STACKS.length} stacks`);
    for (const stack of STACKS) {
      expect(deployed.err).toMatch(new RegExp(`^${stack}: applied, \\d+ added, 0 changed, 0 destroyed$`, "m"));
      expect(deployed.err).toContain(`${stack}: the second plan shows no changes`);
    }
  });

  it("says what it leaves out, by type, with the reason", () => {
    for (const type of ["aws_accessanalyzer_analyzer", "aws_budgets_budget", "aws_securityhub_account"]) {
      expect(deployed.err).toMatch(new RegExp(`account-baseline: +\\d+ ${type}: ${LEFT_OUT[type]?.why ?? "none"}`));
    }
    expect(deployed.err).toContain("plan-gate: the stand-in can hold all of it");
  });

  it("leaves nothing of the sandbox in the stacks, and no state where those of an account lie", () => {
    const output = join(ROOT, "cdktf.out", "stacks");
    for (const stack of STACKS) {
      expect(readdirSync(join(output, stack))).not.toContain("plangate_sandbox_override.tf.json");
      const text = readFileSync(join(output, stack, "cdk.tf.json"), "utf8");
      expect(text).not.toMatch(OF_A_SANDBOX);
    }
    expect(statesOfStacks()).toEqual(states);
  });

  describe("what then exists, asked by the AWS SDK", () => {
    it("has security groups, none of which admits SSH or RDP from everywhere", async () => {
      const groups = await securityGroups(new EC2Client(settings()));
      expect(groups.length).toBeGreaterThan(2);
      expect(groups.filter((group) => admits(group, 22) || admits(group, 3389))).toEqual([]);
    });

    it("encrypts volumes by default", async () => {
      const ec2 = new EC2Client(settings());
      expect(await ec2.send(new GetEbsEncryptionByDefaultCommand())).toMatchObject({ EbsEncryptionByDefault: true });
    });

    it("has buckets that are versioned, encrypted and closed to the public", async () => {
      const s3 = new S3Client({ ...settings(), forcePathStyle: true });
      const { Buckets: buckets = [] } = await s3.send(new ListBucketsCommand());
      expect(buckets.map(({ Name: name }) => name).sort()).toEqual(planned("aws_s3_bucket", "bucket"));
      for (const { Name: Bucket } of buckets) {
        expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });
        const { ServerSideEncryptionConfiguration: encryption } = await s3.send(
          new GetBucketEncryptionCommand({ Bucket }),
        );
        expect(encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toMatch(/^(AES256|aws:kms)$/);
        const { PublicAccessBlockConfiguration: block } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
        expect(block).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
      }
    });

    it("rotates the keys that aliases name", async () => {
      const found: string[] = [];
      for (const region of REGIONS) {
        const client = new KMSClient({ ...settings(), region });
        for await (const { Aliases: aliases = [] } of paginateListAliases({ client }, {})) {
          for (const { AliasName: name = "", TargetKeyId: KeyId } of aliases) {
            if (name.startsWith("alias/aws/") || KeyId === undefined) continue;
            const rotation = await client.send(new GetKeyRotationStatusCommand({ KeyId }));
            if (rotation.KeyRotationEnabled === true) found.push(name);
          }
        }
      }
      expect(found.sort()).toEqual(planned("aws_kms_alias", "name"));
    });

    it("has a trail of all regions that is validated, encrypted and on", async () => {
      const client = new CloudTrailClient(settings());
      const { trailList: [trail] = [] } = await client.send(new DescribeTrailsCommand());
      expect(trail).toMatchObject({ IsMultiRegionTrail: true, LogFileValidationEnabled: true });
      expect(trail?.KmsKeyId).toContain(":key/");
      expect(await client.send(new GetTrailStatusCommand({ Name: trail?.Name }))).toMatchObject({ IsLogging: true });
    });

    it("watches by exactly the managed rules of AWS Config that the plan deploys", async () => {
      const client = new ConfigServiceClient(settings());
      const deployed: string[] = [];
      for await (const { ConfigRules: rules = [] } of paginateDescribeConfigRules({ client }, {})) {
        deployed.push(...rules.map(({ Source: source }) => source?.SourceIdentifier ?? ""));
      }
      expect(deployed.sort()).toEqual(plannedRules());
      const { rules } = JSON.parse(readFileSync(join(ROOT, "policies", "bundle", "catalog.json"), "utf8")) as {
        rules: { id: string; source: string }[];
      };
      const ofAws = rules.filter(({ source }) => source === "aws-config").map(({ id }) => id);
      expect(deployed.filter((id) => !ofAws.includes(id))).toEqual([]);
    });

    describeFinance(settings);
    describeStorefront(settings);
  });

  describe("check --state", () => {
    it("approves what was deployed, and finds nothing that differs", async () => {
      const { code, out } = await sandbox("check", "--state", "plan-gate", "finance");

      expect(out.match(/none: all is as it was approved/g)).toHaveLength(2);
      expect(out).toContain("approved");
      expect(code).toBe(0);
    }, 600_000);

    it("finds what was changed behind Terraform's back: what it breaks, and what was approved", async () => {
      const ec2 = new EC2Client(settings());
      const s3 = new S3Client({ ...settings(), forcePathStyle: true });
      await ec2.send(new AuthorizeSecurityGroupIngressCommand(await sshFromEverywhere(ec2)));
      const Bucket = "plan-gate-prod-artifacts-123456789012";
      const VersioningConfiguration = { Status: "Suspended" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      const before = aws.requests.length;

      const { code, out } = await sandbox("check", "--state", "plan-gate");

      expect(code).toBe(1);
      expect(out).toContain("INCOMING_SSH_DISABLED");
      expect(out).toContain("S3_BUCKET_VERSIONING_ENABLED");
      expect(out).toMatch(
        /aws_security_group\.run-task_receiver_network-access_security-group_\w+\n\s+ingress: .* → .*"to_port":22/,
      );
      expect(out).toMatch(/versioning_configuration: .*"Enabled".* → .*"Suspended"/);
      expect(out).toContain("denied");
      // It reads: nothing is put right, nothing is taken over.
      expect(changesOfProvider(aws.requests.slice(before))).toEqual([]);
    }, 600_000);
  });

  it("excuses nothing of that where nothing is left out", async () => {
    const ec2 = new EC2Client(settings());
    const before = aws.requests.length;

    const { code, out } = await sandbox("deploy", "plan-gate", "--sandbox", "--auto-approve");

    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(code).toBe(1);
    expect(changesOfProvider(aws.requests.slice(before))).toEqual([]);
    await ec2.send(new RevokeSecurityGroupIngressCommand(await sshFromEverywhere(ec2)));
  }, 600_000);

  it("applies what is left to do, judges the destruction as well, and leaves nothing behind", async () => {
    const { code, err } = await sandbox("deploy", ...STACKS, "--sandbox", "--auto-approve", ...AT_ONCE);

    expect(err).not.toMatch(/^error /m);
    expect(code).toBe(0);
    expect(err).toMatch(/^plan-gate: applied, 0 added, \d+ changed, 0 destroyed$/m);
    for (const stack of STACKS) {
      expect(err).toContain(`${stack}: the plan to destroy it is judged as well: approved`);
      expect(err).toContain(`${stack}: destroyed, its state is empty`);
      seen[stack] = { applied: countIn(deployed.err, stack, "added"), destroyed: countIn(err, stack, "destroyed") };
    }
    const { Buckets: buckets = [] } = await new S3Client(settings()).send(new ListBucketsCommand());
    expect(buckets).toEqual([]);
    const { Vpcs: vpcs = [] } = await new EC2Client(settings()).send(new DescribeVpcsCommand());
    expect(vpcs.filter(({ IsDefault: isDefault }) => !isDefault)).toEqual([]);
  }, 1_500_000);

  it("has seen what docs/architecture.md says of it: architecture/sandbox-seen.json", () => {
    expect(seen).toEqual(readSeen());
  });
});

/** How many resources the applies of a stack have added or destroyed, all together. */
function countIn(err: string, stack: string, what: "added" | "destroyed"): number {
  const lines = [...err.matchAll(new RegExp(`^${stack}: applied, .*?(\\d+) ${what}`, "gm"))];
  return lines.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Files in which the stacks' own states would lie. */
function statesOfStacks(): readonly string[] {
  return STACKS.flatMap((stack) => [
    `terraform.${stack}.tfstate`,
    join("cdktf.out", "stacks", stack, "terraform.tfstate"),
  ]).filter((file) => existsSync(join(ROOT, file)));
}

async function securityGroups(client: EC2Client): Promise<readonly SecurityGroup[]> {
  const groups: SecurityGroup[] = [];
  for await (const { SecurityGroups: page = [] } of paginateDescribeSecurityGroups({ client }, {}))
    groups.push(...page);
  return groups;
}

/** Without what the test itself asks by the SDK, whose last answer may be told of late: the provider speaks to other hosts. */
function changesOfProvider(requests: readonly StandInRequest[]): readonly StandInRequest[] {
  return changes(requests).filter(({ host }) => !host.startsWith("127.0.0.1"));
}

/** A rule that nobody has approved. */
async function sshFromEverywhere(client: EC2Client) {
  const group = (await securityGroups(client)).find(({ GroupName: name }) => name?.includes("receiver"));
  return {
    GroupId: group?.GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  };
}

function admits({ IpPermissions: permissions = [] }: SecurityGroup, port: number): boolean {
  return permissions.some(
    ({ FromPort: from = 0, ToPort: to = 65_535, IpRanges: v4 = [], Ipv6Ranges: v6 = [] }) =>
      from <= port &&
      port <= to &&
      (v4.some(({ CidrIp: cidr }) => cidr === "0.0.0.0/0") || v6.some(({ CidrIpv6: cidr }) => cidr === "::/0")),
  );
}

function plannedRules(): readonly string[] {
  return resourcesOf("account-baseline", "aws_config_config_rule")
    .map(({ source }) => (source as { source_identifier: string }[])[0]?.source_identifier ?? "")
    .sort();
}

/** An attribute of all resources of a type that the plans recorded of the stacks have. */
function planned(type: string, attribute: string): readonly string[] {
  return STACKS.flatMap((stack) => resourcesOf(stack, type).map((values) => String(values[attribute]))).sort();
}

function resourcesOf(stack: string, type: string): readonly { readonly [attribute: string]: unknown }[] {
  const plan = JSON.parse(readFileSync(join(ROOT, "__tests__", "plans", `${stack}.json`), "utf8")) as {
    resource_changes: { type: string; change: { after: { [attribute: string]: unknown } } }[];
  };
  return plan.resource_changes.filter((resource) => resource.type === type).map(({ change }) => change.after);
}
