import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { Alarms } from "../monitoring";
import { allow, type Statement } from "../policy-document";
import { ServiceRole } from "../service-role";

export interface StateMachineProps {
  readonly name: string;
  readonly description: string;
  readonly account: string;
  readonly region: string;
  /** In the Amazon States Language; may have a distributed map. */
  readonly definition: string;
  /** What its own steps need. */
  readonly statements: readonly Statement[];
  /** KMS key of its log. */
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly alertTopicArn: string;
}

/** A standard state machine with a role of its own, traced and logged: every step, and nothing of what it is given or gives. */
export class StateMachine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const { name, account, region } = props;
    // Known before it is made: its role names it.
    const arn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
    const logGroup = new CloudwatchLogGroup(this, "logs", {
      // So named, the service needs no statement for each group in the log's resource policy, which has room for ten.
      name: `/aws/vendedlogs/states/${name}`,
      kmsKeyId: props.keyArn,
      retentionInDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, "role", {
      name,
      description: props.description,
      service: "states.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        // A map run asks for the role, too, and not under the name of the machine.
        ArnLike: { "aws:SourceArn": `arn:aws:states:${region}:${account}:*` },
      },
      statements: [...props.statements, ...distributedMap(arn), ...operation()],
    });
    const machine = new SfnStateMachine(this, "state-machine", {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: props.definition,
      loggingConfiguration: { level: "ALL", includeExecutionData: false, logDestination: `${logGroup.arn}:*` },
      tracingConfiguration: { enabled: true },
      dependsOn: [...role.ready],
    });
    new Alarms(this, "alarms", {
      name,
      topicArn: props.alertTopicArn,
      alarms: {
        failures: {
          description: "An execution failed. Its history says at which step.",
          metric: {
            namespace: "AWS/States",
            name: "ExecutionsFailed",
            dimensions: { StateMachineArn: machine.arn },
            statistic: "Sum",
          },
          above: 0,
          period: 300,
        },
      },
    });
    this.arn = machine.arn;
  }
}

/** A distributed map starts executions of its own machine. https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html */
function distributedMap(arn: string): readonly Statement[] {
  return [
    allow("StartChildren", ["states:StartExecution"], arn),
    allow(
      "SeeAndStopChildren",
      ["states:DescribeExecution", "states:StopExecution"],
      `${arn.replace(":stateMachine:", ":execution:")}/*`,
    ),
  ];
}

/** The service asks for these of every resource. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
function operation(): readonly Statement[] {
  return [
    allow(
      "DeliverLogs",
      [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      "*",
    ),
    allow(
      "WriteTraces",
      ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      "*",
    ),
  ];
}
