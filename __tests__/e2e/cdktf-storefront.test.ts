import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changes, startStandIn, type StandIn } from "../../gate/sandbox";
import { Project } from "../gate/terraform/project";
import { changingTerraform } from "./changing-terraform";
import { cdktf, cleanUp, type CdktfOutcome } from "./cdktf";
import { describeStorefront } from "./sandbox-storefront";
import { settingsFor } from "./stand-in-settings";

const ROOT = join(__dirname, "..", "..");
/** The storefront as far as the stand-in holds it. */
const PROJECT = join(__dirname, "cdktf-storefront");
const STATE = join(PROJECT, "terraform.storefront.tfstate");
const DAY = 24 * 60 * 60 * 1000;

/** The one rule that is broken by what is left out: the stand-in knows no selections of backup plans. */
const WITHOUT_BACKUP = {
  stack: "storefront",
  rule: "RDS_IN_BACKUP_PLAN",
  resource: "aws_rds_cluster.database_cluster_DA1DEA9C",
  reason: "Compliant in the whole stack; the selection of its backup plan is left out of what the stand-in can hold.",
  owner: "tests",
  ticket: "cdktf-storefront",
  expires: new Date(Date.now() + DAY).toISOString().slice(0, 10),
};

/** `cdktf deploy storefront` and `cdktf destroy storefront` by the published CLI: the project's largest stack, by the real provider, in an AWS that runs here. */
describe("cdktf deploy storefront", () => {
  let aws: StandIn;
  let tools: Project;
  let deployed: CdktfOutcome;
  let refused: CdktfOutcome;
  let changesOfRefused: readonly unknown[];

  const deploy = (env: NodeJS.ProcessEnv = {}): Promise<CdktfOutcome> =>
    cdktf(["deploy", "storefront", "--auto-approve", "--parallelism", "40"], PROJECT, {
      ...aws.env,
      PLANGATE_EXEMPTIONS: tools.path("exemptions.json"),
      ...env,
    });

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")]);
    cleanUp(PROJECT);
    tools = new Project();
    tools.write("exemptions.json", JSON.stringify({ maximumDays: 90, exemptions: [WITHOUT_BACKUP] }));
    aws = await startStandIn();
    refused = await deploy({ PLANGATE_TERRAFORM: changingTerraform(tools) });
    changesOfRefused = changes(aws.requests);
    deployed = await deploy();
  }, 1_500_000);

  afterAll(async () => {
    await aws.stop();
    cleanUp(PROJECT);
    tools.remove();
  });

  it("applies nothing when the plan file is another one than was judged", () => {
    expect(refused.out).toMatch(/Plan: \d+ to add/);
    expect(refused.out).toContain("plan-file-changed");
    expect(refused.out).toContain("nothing was applied");
    expect(refused.code).not.toBe(0);
    expect(changesOfRefused).toEqual([]);
  });

  it("creates what was judged and approved", () => {
    const planned = /Plan: (\d+) to add, 0 to change, 0 to destroy/.exec(deployed.out)?.[1];
    expect(Number(planned)).toBeGreaterThan(200);
    expect(deployed.out).toContain(`Apply complete! Resources: ${planned} added, 0 changed, 0 destroyed.`);
    expect(deployed.code).toBe(0);
    expect(resourcesInState()).toBe(Number(planned));
  });

  describe("what then exists, asked by the AWS SDK", () => {
    describeStorefront(() => settingsFor(aws.url));
  });

  it("is destroyed by `cdktf destroy storefront`, judged as well, and nothing is left in its state", async () => {
    await aws.release();
    // What is destroyed breaks no rule: an exemption would be unused.
    const { code, out } = await cdktf(
      ["destroy", "storefront", "--auto-approve", "--parallelism", "40"],
      PROJECT,
      aws.env,
    );

    // Fewer than were created: the objects and the logging of buckets, which the release takes away, are gone before.
    const planned = /Plan: 0 to add, 0 to change, (\d+) to destroy/.exec(out)?.[1];
    expect(Number(planned)).toBeGreaterThan(200);
    expect(out).toContain("approved");
    expect(out).toContain(`Destroy complete! Resources: ${planned} destroyed.`);
    expect(code).toBe(0);
    expect(resourcesInState()).toBe(0);
  }, 900_000);
});

function resourcesInState(): number {
  if (!existsSync(STATE)) return 0;
  const { resources } = JSON.parse(readFileSync(STATE, "utf8")) as {
    resources: { mode: string; instances: unknown[] }[];
  };
  return resources.filter(({ mode }) => mode === "managed").flatMap(({ instances }) => instances).length;
}
