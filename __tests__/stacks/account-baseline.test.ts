import { App } from "cdktf";
import { type AccountBaselineSettings, loadEnvironment } from "../../environments";
import { mirroredRules } from "../../modules/managed-rules";
import { AccountBaseline } from "../../stacks/account-baseline";
import { Synthesized } from "../modules/synthesized";

const PROD = loadEnvironment("prod");
const { threatDetection, configuration } = PROD.accountBaseline;

/** The production account with some settings changed. */
function baselineWith(settings: Partial<AccountBaselineSettings> = {}): Synthesized {
  const stack = new AccountBaseline(new App(), "account-baseline", {
    ...PROD,
    accountBaseline: { ...PROD.accountBaseline, ...settings },
  });
  stack.prepareStack();
  return new Synthesized(JSON.stringify(stack.toTerraform()));
}

const resources = baselineWith();

describe("what can be switched on and off", () => {
  test.each([true, false])("GuardDuty: %s", (guardDuty) => {
    const given = baselineWith({ threatDetection: { ...threatDetection, guardDuty } });
    expect(given.one("aws_guardduty_detector").arguments["enable"]).toBe(guardDuty);
  });

  test("protection plans of GuardDuty, each for itself", () => {
    const plans = (protectionPlans: typeof threatDetection.protectionPlans) =>
      baselineWith({ threatDetection: { ...threatDetection, protectionPlans } })
        .all("aws_guardduty_detector_feature")
        .map((feature) => feature.arguments["name"]);
    expect(plans(["S3_DATA_EVENTS"])).toEqual(["S3_DATA_EVENTS"]);
    expect(plans([])).toEqual([]);
  });

  test("Security Hub", () => {
    const types = (securityHub: boolean) =>
      baselineWith({ threatDetection: { ...threatDetection, securityHub } }).types;
    expect(types(true)).toContain("aws_securityhub_account");
    expect(types(false)).not.toContain("aws_securityhub_account");
  });

  test.each(["CONTINUOUS", "DAILY"] as const)("recording: %s", (recordingFrequency) => {
    const given = baselineWith({ configuration: { ...configuration, recordingFrequency } });
    expect(given.one("aws_config_configuration_recorder").arguments["recording_mode"]).toEqual({
      recording_frequency: recordingFrequency,
    });
  });

  test("tags by which bills are split", () => {
    const keys = (costAllocationTags: readonly string[]) =>
      baselineWith({ costAllocationTags })
        .all("aws_ce_cost_allocation_tag")
        .map((tag) => tag.arguments["tag_key"]);
    expect(keys(["Project", "Stack"])).toEqual(["Project", "Stack"]);
    expect(keys([])).toEqual([]);
  });
});

test("AWS Config watches what the gate judges", () => {
  expect(resources.all("aws_config_config_rule")).toHaveLength(mirroredRules("us-east-1").length);
});

test("the buckets of trail and history log their accesses, and keep what they have for the time of the settings", () => {
  const log = resources.all("aws_s3_bucket_logging").map((logging) => logging.arguments["target_bucket"]);
  expect(log).toEqual([PROD.accountBaseline.accessLogs.bucket, PROD.accountBaseline.accessLogs.bucket]);
  expect(resources.one("aws_s3_bucket_object_lock_configuration").arguments["rule"]).toEqual({
    default_retention: { mode: "COMPLIANCE", days: PROD.accountBaseline.auditTrail.lockDays },
  });
});

test("the operators are told: of alarms, and of money", () => {
  const topic = resources.one("aws_sns_topic").ref("arn");
  for (const alarm of resources.all("aws_cloudwatch_metric_alarm")) {
    expect(alarm.arguments["alarm_actions"]).toEqual([topic]);
  }
  expect(JSON.stringify(resources.one("aws_budgets_budget").arguments["notification"])).toContain(topic);
});

test("APIs of the account may write logs", () => {
  expect(resources.one("aws_api_gateway_account").arguments["cloudwatch_role_arn"]).toBe(
    resources.one("aws_iam_role", { name: "account-baseline-prod-api-gateway-logs" }).ref("arn"),
  );
});
