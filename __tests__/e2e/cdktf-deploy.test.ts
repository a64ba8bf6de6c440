import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changes, startStandIn, type StandIn } from "../../gate/sandbox";
import { Project } from "../gate/terraform/project";
import { changingTerraform } from "./changing-terraform";
import { cdktf, cdktfOnTerminal, cleanUp, type CdktfOutcome } from "./cdktf";

const ROOT = join(__dirname, "..", "..");
const SHOP = join(__dirname, "cdktf-project");
const AS_BUILT = join(ROOT, "examples", "as-built");

/** The stack that it depends on is deployed by then. */
const ALONE = "--ignore-missing-stack-dependencies";
const DEPLOY_SHOP = ["deploy", "shop", ALONE];

/** Plain `cdktf deploy`, by the published CLI, of real resources by the real provider, in an AWS that runs here. */
describe("cdktf with the gate as its Terraform", () => {
  let aws: StandIn;
  let before: number;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")]);
    cleanUp(SHOP);
    aws = await startStandIn();
  });

  afterAll(async () => {
    await aws.stop();
    cleanUp(SHOP);
  });

  beforeEach(() => (before = aws.requests.length));

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}, project = SHOP): Promise<CdktfOutcome> =>
    cdktf(args, project, { ...aws.env, ...env });

  /** What this test has changed in AWS, by the names of the calls. */
  const changed = (): readonly (string | null)[] => changes(aws.requests.slice(before)).map(({ action }) => action);

  function resources(stack: string): readonly string[] {
    const file = join(SHOP, `terraform.${stack}.tfstate`);
    if (!existsSync(file)) return [];
    const state = JSON.parse(readFileSync(file, "utf8")) as { resources: { type: string; mode: string }[] };
    return state.resources.filter(({ mode }) => mode === "managed").map(({ type }) => type);
  }

  it("refuses the system as it was built, before a single call changes anything", async () => {
    const { code, out } = await run(["deploy", "as-built", "--auto-approve"], {}, AS_BUILT);

    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(out).toContain("denied");
    expect(code).not.toBe(0);
    // The provider did talk to it: this is no run that failed before.
    expect(aws.requests.length).toBeGreaterThan(before);
    expect(changed()).toEqual([]);
    expect(existsSync(join(AS_BUILT, "terraform.as-built.tfstate"))).toBe(false);
  });

  it("deploys approved stacks, in the order of their dependencies", async () => {
    const { code, out } = await run(["deploy", "*", "--auto-approve"]);

    expect(out).toContain("Apply complete! Resources: 2 added, 0 changed, 0 destroyed.");
    expect(out).toMatch(/vpc = vpc-\w+/);
    expect(code).toBe(0);
    expect(new Set(resources("foundation"))).toEqual(new Set(["aws_kms_alias", "aws_kms_key"]));
    expect(resources("shop")).toContain("aws_vpc");
    const calls = changed();
    expect(calls.indexOf("CreateKey")).toBeLessThan(calls.indexOf("CreateVpc"));
  });

  it("diff and output do what they do with Terraform; the verdict stands beside the diff", async () => {
    const diff = await run(["diff", "shop"]);
    expect(diff.out).toContain("No changes.");
    expect(diff.out).toContain("approved");
    expect(diff.code).toBe(0);

    const output = await run(["output", "shop"]);
    expect(output.out).toMatch(/vpc = vpc-\w+/);
    expect(output.code).toBe(0);
    expect(changed()).toEqual([]);
  });

  it("applies nothing of a change that opens SSH to the world", async () => {
    const { code, out } = await run([...DEPLOY_SHOP, "--auto-approve"], { SHOP: "open-ssh" });

    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(out).toContain("main.ts:");
    expect(code).not.toBe(0);
    expect(changed()).toEqual([]);
  });

  it("applies nothing when the plan file is another one than was judged", async () => {
    const tools = new Project();
    try {
      const { code, out } = await run([...DEPLOY_SHOP, "--auto-approve", "--var", "log_retention_days=400"], {
        PLANGATE_TERRAFORM: changingTerraform(tools),
      });

      expect(out).toMatch(/retention_in_days\s+= 365 -> 400/);
      expect(out).toContain("plan-file-changed");
      expect(out).toContain("nothing was applied");
      expect(code).not.toBe(0);
      expect(changed()).toEqual([]);
    } finally {
      tools.remove();
    }
  });

  it("destroys what the person at the terminal approves", async () => {
    const { code, out } = await cdktfOnTerminal(["destroy", "shop", ALONE], SHOP, aws.env, {
      to: "Approve",
      type: "\r",
    });

    expect(out).toContain("Destroy complete!");
    expect(code).toBe(0);
    expect(changed()).toContain("DeleteVpc");
    expect(resources("shop")).toEqual([]);
  });
});
