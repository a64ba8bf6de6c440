import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { ServiceRole } from "../service-role";

export interface FlowLogsProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  /** ARN of a KMS key that CloudWatch Logs may use. */
  readonly keyArn: string;
  /** Days, a value that CloudWatch Logs knows; 365 or more. */
  readonly retentionDays: number;
}

/**
 * Records every accepted and rejected connection of a VPC in CloudWatch Logs, once a minute.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { account, region } = props;
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/vpc/${props.name}/flow-logs`,
      kmsKeyId: props.keyArn,
      retentionInDays: props.retentionDays,
    });
    const role = new ServiceRole(this, "role", {
      name: `${props.name}-flow-logs`,
      description: `Writes the flow logs of ${props.name}`,
      service: "vpc-flow-logs.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/*` },
      },
      statements: [
        {
          sid: "WriteToLogGroup",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [`${logGroup.arn}:*`],
        },
        {
          sid: "FindLogGroup",
          effect: "Allow",
          actions: ["logs:DescribeLogGroups"],
          resources: [`arn:aws:logs:${region}:${account}:log-group:*`],
        },
      ],
    });
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: props.name },
    });
  }
}
