import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { excusesFor, forgetExemptions, writeExemptions, writtenExemptions } from "../../../../gate/cli/sandbox/excuses";
import { sandboxHome } from "../../../../gate/cli/sandbox/copies";
import type { JudgedEvaluation, Judgement } from "../../../../gate/decision";
import type { Exemption, ExemptionSettings } from "../../../../gate/evaluate";
import { evaluation as anEvaluation, judgement as judgementOf } from "../../judgement";

const NOW = new Date("2026-03-10T23:00:00Z");
const NONE: ExemptionSettings = { maximumDays: 90, exemptions: [] };

function evaluation(changes: Partial<JudgedEvaluation> = {}): JudgedEvaluation {
  return anEvaluation({
    rule: "RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
    resource: "aws_db_instance.main",
    attribute: null,
    construct: null,
    ...changes,
  });
}

function judgement(stack: string, ...evaluations: readonly JudgedEvaluation[]): Judgement {
  const judged = judgementOf(evaluations);
  return { ...judged, plan: { ...judged.plan, stack } };
}

describe("excusesFor", () => {
  it("excuses what the whole stack complies with, and nothing that it violates, exempts or never judged", () => {
    const whole = judgement(
      "shop",
      evaluation({ status: "COMPLIANT" }),
      evaluation({ rule: "VIOLATED" }),
      evaluation({ rule: "UNDECIDED", status: "INSUFFICIENT_DATA" }),
    );
    const sandboxed = judgement(
      "shop",
      evaluation(),
      evaluation({ rule: "VIOLATED" }),
      evaluation({ rule: "UNDECIDED" }),
      evaluation({ rule: "NEW" }),
    );

    expect(excusesFor(whole, sandboxed).map(({ rule }) => rule)).toEqual(["RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN"]);
  });
});

describe("the exemptions of sandboxes", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "plangate-excuses-"));
    mkdirSync(sandboxHome(project), { recursive: true });
  });
  afterEach(() => rmSync(project, { recursive: true }));

  const exemptionsIn = (file: string | null): readonly Exemption[] =>
    file === null ? [] : (JSON.parse(readFileSync(file, "utf8")) as ExemptionSettings).exemptions;
  const written = (settings = NONE): readonly string[] =>
    exemptionsIn(writtenExemptions(project, settings)).map(({ stack, resource }) => `${stack} ${resource}`);
  const excuse = (stack: string, resource: string, settings = NONE): string =>
    writeExemptions(
      project,
      settings,
      [{ judgement: judgement(stack, evaluation({ resource })), excuses: [evaluation({ resource })] }],
      NOW,
    );

  it("are of one stack, rule and resource each, and end with the next day", () => {
    expect(exemptionsIn(excuse("shop", "aws_db_instance.shop"))).toEqual([
      {
        stack: "shop",
        rule: "RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        resource: "aws_db_instance.shop",
        reason: "Compliant in the whole stack; what makes it so is left out of the sandbox.",
        owner: "sandbox",
        ticket: "plangate-deploy-sandbox",
        expires: "2026-03-11",
      },
    ]);
  });

  it("are none where no sandbox needed any", () => {
    expect(writtenExemptions(project, NONE)).toBeNull();
  });

  it("keep what an earlier deploy has excused in another stack", () => {
    excuse("shop", "aws_db_instance.shop");
    excuse("bank", "aws_db_instance.bank");

    expect(written()).toEqual(["shop aws_db_instance.shop", "bank aws_db_instance.bank"]);
  });

  it("replace what an earlier deploy has excused in the same stack", () => {
    excuse("shop", "aws_db_instance.old");
    excuse("shop", "aws_db_instance.new");

    expect(written()).toEqual(["shop aws_db_instance.new"]);
  });

  it("forget the stack that is applied anew or destroyed, and no other", () => {
    excuse("shop", "aws_db_instance.shop");
    excuse("bank", "aws_db_instance.bank");

    forgetExemptions(project, ["shop"]);
    expect(written()).toEqual(["bank aws_db_instance.bank"]);

    forgetExemptions(project, ["bank"]);
    expect(writtenExemptions(project, NONE)).toBeNull();
  });

  it("hold of the project's own those that stand for something, and all of stacks that needed no excuse", () => {
    const own = (stack: string, resource: string, reason: string): Exemption => ({
      ...{ stack, resource, reason, rule: "INCOMING_SSH_DISABLED", owner: "security", ticket: "SEC-1" },
      expires: "2026-04-01",
    });
    const settings = {
      maximumDays: 90,
      exemptions: [
        own("shop", "aws_security_group.here", "used"),
        own("shop", "aws_security_group.left-out", "unused"),
        own("bank", "aws_security_group.bank", "of another stack"),
      ],
    };
    const used = evaluation({
      rule: "INCOMING_SSH_DISABLED",
      resource: "aws_security_group.here",
      exemption: { reason: "used", owner: "security", ticket: "SEC-1", expires: "2026-04-01", daysLeft: 22 },
    });

    const file = writeExemptions(project, settings, [{ judgement: judgement("shop", used), excuses: [] }], NOW);

    const kept = ["bank aws_security_group.bank", "shop aws_security_group.here"];
    expect(exemptionsIn(file).map(({ stack, resource }) => `${stack} ${resource}`)).toEqual(kept);
    expect(written(settings)).toEqual(kept);
  });
});
