import { Construct } from "constructs";
import { CONFIGURATIONS, PLANS, POLICIES, REPLAYS } from "../../functions/fleet-replay/contract/layout";
import { type FunctionCode, type FunctionSurroundings, LambdaFunction } from "../lambda-function";
import { allow } from "../policy-document";
import type { PrivateBucket } from "../private-bucket";
import { definition } from "./definition";
import { StateMachine } from "./state-machine";

export interface FleetReplayProps extends FunctionSurroundings {
  /** Part of the names of everything in it. */
  readonly name: string;
  /** `dist-functions/run-task.zip`: the plans are judged by the code, and compared with the policies, that judge runs. */
  readonly code: FunctionCode;
  /** MiB for judging one plan. */
  readonly memorySize: number;
  /** Plans at the same time. */
  readonly concurrency: number;
  /** Where the run task keeps plans; edited policies and reports go there, too. Encrypted by the key of `keyArn`. */
  readonly plans: Pick<PrivateBucket, "name" | "arn">;
}

/** Seconds. Judging the largest plan twice takes half of it. */
const REPLAYER_TIMEOUT = 270;
/** Ten thousand results are read within a minute. */
const REPORTER_TIMEOUT = 600;
/** MiB: a report holds counts, whatever the plans hold. */
const REPORTER_MEMORY = 1024;
/** Reports at the same time. */
const REPORTER_CONCURRENCY = 2;

/**
 * Replays the kept plans of all workspaces with edited policies, and reports what would change. A state machine starts a
 * function for every plan, and one that gathers; each role can do only its part.
 */
export class FleetReplay extends Construct {
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, props: FleetReplayProps) {
    super(scope, id);
    const { name, plans } = props;
    const at = (...prefixes: readonly string[]) => prefixes.map((prefix) => `${plans.arn}/${prefix}*`);
    const common = { ...props, environment: { PLANS_BUCKET: plans.name } };
    const replayer = new LambdaFunction(this, "replayer", {
      ...common,
      name: `${name}-replayer`,
      description: "Judges a kept plan with edited policies",
      handler: "replay.replayer",
      timeout: REPLAYER_TIMEOUT,
      statements: [
        allow("ReadPlansAndPolicies", ["s3:GetObject"], ...at(PLANS, CONFIGURATIONS, POLICIES)),
        // Without it S3 says of what is not there that it is forbidden.
        allow("SeeWhatIsThere", ["s3:ListBucket"], plans.arn),
        allow("WriteResults", ["s3:PutObject"], ...at(`${REPLAYS}*/results/`)),
      ],
    });
    const reporter = new LambdaFunction(this, "reporter", {
      ...common,
      name: `${name}-reporter`,
      description: "Gathers what replays found",
      handler: "replay.reporter",
      memorySize: REPORTER_MEMORY,
      concurrency: REPORTER_CONCURRENCY,
      timeout: REPORTER_TIMEOUT,
      statements: [
        allow("ReadPolicies", ["s3:GetObject"], ...at(POLICIES)),
        allow("ReadResults", ["s3:GetObject"], ...at(`${REPLAYS}*/results/`)),
        allow("ListResults", ["s3:ListBucket"], plans.arn),
        allow("WriteReports", ["s3:PutObject"], ...at(`${REPLAYS}*/report.`)),
      ],
    });
    const machine = new StateMachine(this, "state-machine", {
      ...props,
      name: `${name}-replay`,
      description: "Replays the plans of a fleet",
      definition: definition({
        bucket: plans.name,
        replayerArn: replayer.arn,
        reporterArn: reporter.arn,
        concurrency: props.concurrency,
      }),
      statements: [
        allow("CallFunctions", ["lambda:InvokeFunction"], replayer.arn, reporter.arn),
        allow("ListPlans", ["s3:ListBucket"], plans.arn),
        allow(
          "WriteResults",
          ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
          ...at(`${REPLAYS}*/map/`),
        ),
        allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], props.keyArn),
      ],
    });
    this.stateMachineArn = machine.arn;
  }
}
