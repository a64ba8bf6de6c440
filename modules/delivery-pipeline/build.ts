import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { ServiceRole } from "../service-role";

export interface BuildProps {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** ARN of the KMS key of artifacts and logs; CloudWatch Logs has to be allowed to use it. */
  readonly keyArn: string;
  /** How to read sources and write artifacts. */
  readonly artifactStatements: readonly Statement[];
  /** Days, a value that CloudWatch Logs knows; 365 or more. */
  readonly logRetentionDays: number;
}

/** Runs what the repository's buildspec.yml says, in a container without privileges. */
export class Build extends Construct {
  readonly projectName: string;
  readonly projectArn: string;

  constructor(scope: Construct, id: string, props: BuildProps) {
    super(scope, id);
    const { name, account, region, keyArn } = props;
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/codebuild/${name}`,
      kmsKeyId: keyArn,
      retentionInDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, "role", {
      name: `${name}-build`,
      description: `Builds ${name}`,
      service: "codebuild.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account } },
      statements: [
        ...props.artifactStatements,
        {
          sid: "WriteLogs",
          effect: "Allow",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${name}:*`],
        },
      ],
    });
    const project = new CodebuildProject(this, "project", {
      name,
      description: `Builds and tests ${name}`,
      serviceRole: role.arn,
      encryptionKey: keyArn,
      buildTimeout: 30,
      source: { type: "CODEPIPELINE" },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        privilegedMode: false,
      },
      logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: logs.name } },
    });
    this.projectName = project.name;
    this.projectArn = project.arn;
  }
}
