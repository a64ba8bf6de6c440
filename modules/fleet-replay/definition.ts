import { PLANS, REPLAYS } from "../../functions/fleet-replay/contract/layout";

export interface DefinitionProps {
  readonly bucket: string;
  readonly replayerArn: string;
  readonly reporterArn: string;
  /** Plans at the same time: as many as the function runs at once, so that none waits for it. */
  readonly concurrency: number;
}

/** What says that Lambda itself is at fault, or busy: it is asked again. A function that fails is not: it would fail again. */
const RETRY = [
  {
    ErrorEquals: [
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.ServiceException",
      "Lambda.TooManyRequestsException",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 8,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    JitterStrategy: "FULL",
  },
];

/** `plans/storefront-prod.json.gz`: names of workspaces have neither slashes nor dots. */
const WORKSPACE =
  "States.ArrayGetItem(States.StringSplit(States.ArrayGetItem(States.StringSplit($$.Map.Item.Value.Key, '/'), 1), '.'), 0)";

/**
 * The state machine in the Amazon States Language: sees whether there are such policies, replays every plan of the bucket in
 * an execution of its own, gathers one report.
 *
 * Every plan leaves a result behind, that of a function that ended without one included, or the whole execution fails: none is
 * left out in silence, as no failure is tolerated, which is the default. No batches: a plan that takes a function down takes no
 * other plan with it, and what a call costs is little beside judging (docs/decisions/fleet-replay.md).
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function definition({ bucket, replayerArn, reporterArn, concurrency }: DefinitionProps): string {
  return JSON.stringify({
    Comment: 'Replays the plans of a fleet with edited policies. Input: {"policies": DIGEST}',
    StartAt: "CheckPolicies",
    States: {
      CheckPolicies: {
        ...call(replayerArn, { step: "check", "policies.$": "$.policies" }),
        ResultPath: null,
        Next: "ReplayPlans",
      },
      ReplayPlans: {
        Type: "Map",
        Label: "plans",
        ItemReader: {
          Resource: "arn:aws:states:::s3:listObjectsV2",
          Parameters: { Bucket: bucket, Prefix: PLANS },
        },
        ItemSelector: {
          step: "replay",
          "workspace.$": WORKSPACE,
          "policies.$": "$.policies",
          "run.$": "$$.Execution.Name",
        },
        MaxConcurrency: concurrency,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "ReplayPlan",
          States: {
            ReplayPlan: {
              ...call(replayerArn, "$"),
              OutputPath: "$.Payload",
              Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "NoteFailure" }],
              End: true,
            },
            // By the same function, as it is another call that fails: what went wrong is the plan's.
            NoteFailure: {
              ...call(replayerArn, {
                step: "note",
                "run.$": "$.run",
                "workspace.$": "$.workspace",
                "error.$": "$.failure.Error",
              }),
              OutputPath: "$.Payload",
              End: true,
            },
          },
        },
        // Too much for the state of an execution, and what to look at when one fails.
        ResultWriter: {
          Resource: "arn:aws:states:::s3:putObject",
          Parameters: { Bucket: bucket, "Prefix.$": `States.Format('${REPLAYS}{}/map', $$.Execution.Name)` },
        },
        ResultPath: null,
        Next: "Report",
      },
      Report: {
        ...call(reporterArn, { "run.$": "$$.Execution.Name", "policies.$": "$.policies" }),
        OutputPath: "$.Payload",
        End: true,
      },
    },
  });
}

function call(functionArn: string, payload: object | "$"): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: functionArn, ...(payload === "$" ? { "Payload.$": payload } : { Payload: payload }) },
    Retry: RETRY,
  };
}
