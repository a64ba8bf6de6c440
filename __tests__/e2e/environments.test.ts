import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "../../environments";
import type { Judgement } from "../../gate/decision";
import { copyProject, linkPackages } from "../project-copy";
import { plangate, withoutCredentials } from "./command";

const run = promisify(execFile);

const STACKS = ["account-baseline", "storefront", "finance", "plan-gate"];

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "plangate-environments-"));
  copyProject(project);
  linkPackages(project);
});

afterAll(() => rmSync(project, { recursive: true }));

/** Plans stacks of an environment with the real provider, and judges them. */
async function plan(environment: string, ...stacks: readonly string[]): Promise<readonly Judgement[]> {
  const env = { ...withoutCredentials, PLANGATE_ENVIRONMENT: environment };
  const { out, err } = await plangate(["plan", ...stacks, "-C", project, "--format", "json"], { env });
  if (out === "") throw new Error(err);
  const judgements = JSON.parse(out) as Judgement | readonly Judgement[];
  return "verdict" in judgements ? [judgements] : judgements;
}

/** A deployment of its own: the production one with some settings changed. */
function environment(name: string, change: (settings: DeepMutable<Environment>) => void): void {
  const settings = JSON.parse(
    readFileSync(join(project, "environments", "prod.json"), "utf8"),
  ) as DeepMutable<Environment>;
  change(settings);
  writeFileSync(join(project, "environments", `${name}.json`), JSON.stringify({ ...settings, name }));
}

type DeepMutable<T> = { -readonly [K in keyof T]: DeepMutable<T[K]> };

const verdicts = (judgements: readonly Judgement[]) =>
  Object.fromEntries(judgements.map(({ plan: { stack }, verdict, reasons }) => [stack, [verdict, reasons]]));

describe("dev, small and cheap", () => {
  it("is planned by the real provider and approved, and Terraform finds all of it valid", async () => {
    expect(verdicts(await plan("dev"))).toEqual(Object.fromEntries(STACKS.map((stack) => [stack, ["approved", []]])));

    const offline = join(project, ".plangate", "offline");
    const [data = ""] = readdirSync(join(offline, ".data"));
    for (const stack of STACKS) {
      const { stdout } = await run("terraform", ["validate", "-json"], {
        cwd: join(offline, stack),
        env: { ...process.env, TF_DATA_DIR: join(offline, ".data", data) },
      });
      expect({ stack, ...(JSON.parse(stdout) as object) }).toMatchObject({ stack, valid: true, diagnostics: [] });
    }
  });
});

describe("what prod and dev both leave as it is", () => {
  it("is approved the other way round, too: Shield Advanced, a NAT gateway a zone, no approval, no second region", async () => {
    environment("other", ({ storefront, finance }) => {
      storefront.shieldAdvanced = true;
      storefront.network.egress = "nat-gateway-per-zone";
      if (storefront.pipeline) storefront.pipeline.approval = false;
      delete storefront.landingSite.replica;
      finance.shieldAdvanced = true;
    });

    expect(verdicts(await plan("other", "storefront", "finance"))).toEqual({
      storefront: ["approved", []],
      finance: ["approved", []],
    });
  });

  it("is denied where it switches a protection off: GuardDuty, and backups of the database", async () => {
    environment("loose", ({ accountBaseline, finance }) => {
      accountBaseline.threatDetection.guardDuty = false;
      delete finance.backup;
    });

    const judgements = await plan("loose", "account-baseline", "finance");
    const violated = judgements.map(({ evaluations }) => [
      ...new Set(
        evaluations
          .filter(({ status, enforcement }) => status === "NON_COMPLIANT" && enforcement === "mandatory")
          .map(({ rule }) => rule),
      ),
    ]);
    expect(judgements.map(({ verdict }) => verdict)).toEqual(["denied", "denied"]);
    expect(violated).toEqual([["GUARDDUTY_ENABLED_CENTRALIZED"], ["RDS_IN_BACKUP_PLAN"]]);
  });
});
