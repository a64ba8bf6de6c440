import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Judgement } from "../../gate/decision";
import { findEngine } from "../../gate/terraform";
import { chooseProviderSource } from "../../gate/terraform/providers";
import { Project } from "../gate/terraform/project";
import { plangate, withoutCredentials, type Outcome } from "./command";
import { HcpTerraform } from "./hcp-terraform/server";
import type { Run } from "./hcp-terraform/run";

const PROVIDER = { aws: { source: "hashicorp/aws", version: "5.100.0" } };

let hcp: HcpTerraform;
let project: Project;
let mirror: string;

/** What the workers of HCP Terraform find the provider with, and the credentials of the workspace. */
let workers: NodeJS.ProcessEnv;

beforeAll(async () => {
  const requirement = { name: "aws", source: "hashicorp/aws", version: "5.100.0" };
  const { cliConfiguration } = await chooseProviderSource(await findEngine(), [requirement], { env: process.env });
  mirror = mkdtempSync(join(tmpdir(), "plangate-workers-"));
  writeFileSync(join(mirror, "terraform.rc"), cliConfiguration ?? "");
  workers = { ...withoutCredentials, AWS_ACCESS_KEY_ID: "workspace", AWS_SECRET_ACCESS_KEY: "workspace" };
  if (cliConfiguration !== null) workers["TF_CLI_CONFIG_FILE"] = join(mirror, "terraform.rc");
});

afterAll(() => rmSync(mirror, { recursive: true }));

beforeEach(async () => {
  hcp = new HcpTerraform((await findEngine()).path, workers);
  await hcp.start();
  project = new Project({ shop: stack({ one: { input: "1" }, two: { input: "2" } }) });
  project.write("terraform.rc", `credentials "${hcp.hostname}" {\n  token = "${hcp.token}"\n}\n`);
});

afterEach(async () => {
  await hcp.stop();
  project.remove();
  expect(hcp.violations).toEqual([]);
});

function stack(resources: object, more: { readonly terraform?: object; readonly resource?: object } = {}): object {
  const cloud = { hostname: hcp.hostname, organization: "example", workspaces: { name: "shop" } };
  return {
    ...more,
    terraform: { ...more.terraform, cloud },
    resource: { ...more.resource, terraform_data: resources },
  };
}

function run(...args: string[]): Promise<Outcome> {
  const TF_CLI_CONFIG_FILE = project.path("terraform.rc");
  const env = { ...withoutCredentials, SSL_CERT_FILE: hcp.certificateFile, TF_CLI_CONFIG_FILE };
  return plangate(args, { cwd: project.directory, env });
}

/** The only run that was made. */
function onlyRun(): Run {
  expect(hcp.runs).toHaveLength(1);
  return hcp.runs[0]!;
}

describe("deploy of a stack that HCP Terraform plans", () => {
  it("judges the saved run's plan, and confirms exactly that run", async () => {
    const { code, out, err } = await run("deploy", "--auto-approve");

    const { id, status } = onlyRun();
    expect(out).toContain(`planned by ${hcp.hostname}, as its ${id}`);
    expect(out).toContain("planned  2 resources: 2 create");
    expect(err).toContain("shop: applied, 2 added, 0 changed, 0 destroyed");
    expect(code).toBe(0);
    expect(status).toBe("applied");
    expect(hcp.confirmed).toEqual([id]);
    expect(hcp.applied).toEqual(["one", "two"]);
    // Once to judge it, once more right before.
    const asked = hcp.requests.map(({ path }) => path);
    const [json, apply] = [`/plans/plan-${id}/json-output`, `/runs/${id}/actions/apply`];
    expect(asked.filter((path) => path === json)).toHaveLength(2);
    expect(asked.lastIndexOf(json)).toBeLessThan(asked.indexOf(apply));

    const again = await run("deploy", "--auto-approve");
    expect(again.err).toContain("shop: nothing to apply");
    expect(again.code).toBe(0);
    expect(hcp.confirmed).toEqual([id]);
  });

  it("never asks for an apply of what the policies deny", async () => {
    const anywhere = { description: "", ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false };
    const ingress = [{ ...anywhere, from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }];
    project.change({
      shop: {
        ...stack(
          { one: { input: "1" } },
          { terraform: { required_providers: PROVIDER }, resource: { aws_security_group: { web: { ingress } } } },
        ),
        provider: {
          aws: { region: "us-east-1", skip_credentials_validation: true, skip_requesting_account_id: true },
        },
      },
    });

    const { code, out } = await run("deploy", "--auto-approve");

    expect(out).toContain("INCOMING_SSH_DISABLED");
    expect(code).toBe(1);
    expect(onlyRun().status).toBe("planned_and_saved");
    expect(hcp.confirmed).toEqual([]);
    expect(hcp.applied).toEqual([]);
  });

  it("says what the run said when its plan fails, and when its apply does", async () => {
    project.change({ shop: stack({ one: { input: '${file("nowhere")}' } }) });
    const failed = await run("deploy", "--auto-approve");
    expect(failed.err).toContain("Invalid function argument");
    expect(failed.code).toBe(3);
    expect(hcp.confirmed).toEqual([]);

    project.change({ shop: stack({ one: { provisioner: [{ "local-exec": { command: "exit 7" } }] } }) });
    const broken = await run("deploy", "--auto-approve");
    expect(broken.err).toContain("local-exec provisioner error");
    expect(broken.err).toContain("the state holds what was made");
    expect(broken.code).toBe(3);
  });

  it("says what is missing to somebody who may not read a plan whole", async () => {
    hcp.admin = false;

    const { code, err } = await run("deploy", "--auto-approve");

    expect(err).toContain("admin permissions on the workspace");
    expect(code).toBe(3);
    expect(hcp.confirmed).toEqual([]);
  });
});

describe("a plan that is approved now and applied later", () => {
  const deploy = () => run("deploy", "--approval", "shop.json", "--auto-approve");

  beforeEach(async () => {
    const { code } = await run("plan", "--approval", "shop.json");
    expect(code).toBe(0);
  });

  it("is applied by its run", async () => {
    const { code, err } = await deploy();

    expect(err).toContain("shop: applied, 2 added");
    expect(code).toBe(0);
    expect(hcp.confirmed).toEqual([onlyRun().id]);
  });

  it("is refused when the run's plan is another one", async () => {
    onlyRun().replacePlan((json) => json.replace('"input":"2"', '"input":"3"'));

    const { code, err } = await deploy();

    expect(err).toContain("shop: refused, nothing was applied");
    expect(err).toContain("plan-changed");
    expect(code).toBe(1);
    expect(hcp.confirmed).toEqual([]);
  });

  it("is refused when the file names another run", async () => {
    await run("plan", "--approval", "other.json");
    writeFileSync(project.path("shop.tfplan"), readFileSync(project.path("other.tfplan")));

    const { code, err } = await deploy();

    expect(err).toContain("plan-file-changed");
    expect(code).toBe(1);
    expect(hcp.runs).toHaveLength(2);
    expect(hcp.confirmed).toEqual([]);
  });

  it("is not applied once another run of the workspace was", async () => {
    await run("deploy", "--auto-approve");
    const [mine, other] = hcp.runs;

    const { code, err } = await deploy();

    expect(err).toContain("Saved plan is discarded");
    expect(code).toBe(3);
    expect(mine?.status).toBe("discarded");
    expect(hcp.confirmed).toEqual([other?.id]);
  });
});

describe("the stand-in for Terraform, as the CDKTF CLI calls it", () => {
  const terraform = (...args: string[]) => run("terraform", "-chdir=cdktf.out/stacks/shop", ...args);

  beforeEach(async () => {
    project.change({ shop: { ...stack({ one: { input: "1" } }), output: { it: { value: "of the run" } } } });
    await run("plan", "--offline");
    expect((await terraform("init", "-input=false")).code).toBe(0);
  });

  it("leaves a plan that is not saved a speculative one", async () => {
    const { code, out } = await terraform("plan", "-input=false", "-no-color");

    expect(out).toContain("Plan: 1 to add");
    expect(code).toBe(0);
    expect(onlyRun().status).toBe("planned_and_finished");
  });

  it("applies the run that it judged, and shows its outputs", async () => {
    const { code, out } = await terraform("apply", "-auto-approve", "-no-color");

    expect(out).toMatch(/approved[^]*Apply complete! Resources: 1 added[^]*it = "of the run"/);
    expect(code).toBe(0);
    expect(hcp.confirmed).toEqual([onlyRun().id]);
  });
});

it("plans without HCP Terraform, and says so, where there is no token for it", async () => {
  project.write("terraform.rc", "");

  const { code, out } = await run("plan", "--format", "text=report.txt", "--format", "json");

  expect((JSON.parse(out) as Judgement).verdict).toBe("approved");
  expect(readFileSync(project.path("report.txt"), "utf8")).toContain(`no token for ${hcp.hostname} was found`);
  expect(code).toBe(0);
  expect(hcp.requests).toEqual([]);
});
