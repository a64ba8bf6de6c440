import * as fs from "node:fs";
import * as os from "node:os";
import { App, type TerraformStack } from "cdktf";
import { type Environment, environmentNames, loadEnvironment } from "../../environments";
import { AccountBaseline } from "../../stacks/account-baseline";
import { Finance } from "../../stacks/finance";
import { PlanGate } from "../../stacks/plan-gate";
import { Storefront } from "../../stacks/storefront";
import { recordSourceLines } from "../../synth";
import { Synthesized } from "../modules/synthesized";

interface Configuration {
  readonly terraform: { readonly backend?: object; readonly cloud?: object };
  readonly provider: { readonly aws: readonly { readonly region: string }[] };
  readonly data?: object;
  readonly resource: Readonly<Record<string, Readonly<Record<string, { readonly "//": Origin }>>>>;
}

interface Origin {
  readonly metadata: { readonly path: string; readonly stackTrace: readonly string[] };
}

const STACKS = { "account-baseline": AccountBaseline, storefront: Storefront, finance: Finance, "plan-gate": PlanGate };

/** The configuration as `app.synth()` would write it, metadata included; nothing is written. */
function synthesize(id: keyof typeof STACKS, environment: Environment): string {
  const app = new App();
  recordSourceLines(app, process.cwd());
  const stack: TerraformStack = new STACKS[id](app, id, environment);
  stack.prepareStack();
  return JSON.stringify(stack.toTerraform());
}

describe.each(environmentNames())("environment %s", (name) => {
  const environment = loadEnvironment(name);

  describe.each(Object.keys(STACKS) as (keyof typeof STACKS)[])("stack %s", (id) => {
    const text = synthesize(id, environment);
    const configuration = JSON.parse(text) as Configuration;

    test("every resource names the line that made it, in a file of the project", () => {
      const origins = Object.values(configuration.resource).flatMap((blocks) =>
        Object.values(blocks).map((block) => block["//"].metadata),
      );
      expect(origins.length).toBeGreaterThan(10);
      for (const { stackTrace } of origins) {
        const [file = "", line = ""] = stackTrace[0]?.split(":") ?? [];
        expect(file).toMatch(/^(modules|stacks)\//);
        expect(fs.readFileSync(file, "utf8").split("\n")[Number(line) - 1]).toMatch(/\bnew [A-Z]\w*\(|super\(/);
        expect(stackTrace).toContainEqual(expect.stringMatching(new RegExp(`^stacks/${id}\\.ts:\\d+:\\d+$`)));
      }
    });

    test("nothing in it depends on the machine", () => {
      for (const place of [process.cwd(), os.homedir(), os.tmpdir(), "node_modules"]) {
        expect(text).not.toContain(place);
      }
    });

    test("keeps its state in the project directory, out of the output that may be deleted", () => {
      expect(configuration.terraform.backend).toEqual({ local: { path: `../../../terraform.${id}.tfstate` } });
    });

    test("asks AWS nothing while it is planned", () => {
      expect(configuration.data).toBeUndefined();
    });

    test("works in its own account only, mostly in its own region, and tags everything", () => {
      const [own, ...others] = configuration.provider.aws;
      const everywhere = {
        allowed_account_ids: [environment.account],
        default_tags: [{ tags: { ...environment.tags, Stack: id } }],
      };
      expect(own).toEqual({ ...everywhere, region: environment.region });
      for (const other of others) {
        expect(other).toEqual({ ...everywhere, region: other.region, alias: other.region });
        expect(other.region).not.toBe(environment.region);
      }
    });
  });

  describe("storefront", () => {
    const resources = new Synthesized(synthesize("storefront", environment));

    test("only the load balancer is open to the internet, for HTTP and HTTPS", () => {
      const rules = resources.all("aws_vpc_security_group_ingress_rule").map((rule) => rule.arguments);
      const open = rules.filter((rule) => rule["cidr_ipv4"] === "0.0.0.0/0");
      expect(open.map((rule) => rule["from_port"])).toEqual([80, 443]);
      expect(new Set(open.map((rule) => rule["security_group_id"])).size).toBe(1);
      expect(rules.map((rule) => rule["from_port"])).not.toContain(22);
    });

    test("instances and database are in private subnets", () => {
      const privateSubnets = environment.storefront.network.zones.map((zone) =>
        resources.one("aws_subnet", { cidr_block: zone.privateCidr }).ref("id"),
      );
      expect(resources.one("aws_autoscaling_group").arguments["vpc_zone_identifier"]).toEqual(privateSubnets);
      expect(resources.one("aws_db_subnet_group").arguments["subnet_ids"]).toEqual(privateSubnets);
    });

    test("every log group is encrypted and kept for a year or more", () => {
      for (const group of resources.all("aws_cloudwatch_log_group")) {
        expect(group.arguments["kms_key_id"]).toMatch(/^\$\{aws_kms_key\./);
        expect(group.arguments["retention_in_days"]).toBeGreaterThanOrEqual(365);
      }
    });

    test("the key lets Auto Scaling in by the role that the group uses", () => {
      const role = resources.one("aws_iam_service_linked_role").ref("arn");
      expect(resources.one("aws_autoscaling_group").arguments["service_linked_role_arn"]).toBe(role);
      expect(
        resources.all("aws_kms_key").filter((key) => (key.arguments["policy"] as string).includes(role)),
      ).toHaveLength(1);
    });
  });
});

test("with HCP Terraform each stack has a workspace of its own", () => {
  const cloud = { kind: "cloud", organization: "example", project: "shop" } as const;
  const environment: Environment = { ...loadEnvironment("prod"), state: cloud };
  for (const id of Object.keys(STACKS) as (keyof typeof STACKS)[]) {
    const { terraform } = JSON.parse(synthesize(id, environment)) as Configuration;
    expect(terraform.cloud).toEqual({
      organization: "example",
      workspaces: { name: `${id}-prod`, project: "shop" },
    });
    expect(terraform.backend).toBeUndefined();
  }
});
