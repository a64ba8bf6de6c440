import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { CodestarconnectionsConnection } from "@cdktf/provider-aws/lib/codestarconnections-connection";
import { CodestarnotificationsNotificationRule } from "@cdktf/provider-aws/lib/codestarnotifications-notification-rule";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { LogDestination } from "../log-bucket";
import { policyDocument, type Statement } from "../policy-document";
import { PrivateBucket } from "../private-bucket";
import { ServiceRole } from "../service-role";
import { Build } from "./build";
import { Deployment, type DeploymentProps } from "./deployment";
import { type RepositoryProps, stages } from "./stages";

export type { RepositoryProps };

export interface DeliveryPipelineProps extends DeploymentProps {
  readonly region: string;
  /** ARN of the KMS key of artifacts, logs and messages; CloudWatch Logs has to be allowed to use it. */
  readonly keyArn: string;
  readonly repository: RepositoryProps;
  /** Bucket for what the stages hand to each other. */
  readonly artifactBucket: string;
  /** Wait for a person between build and deployment. Default: true. */
  readonly approval?: boolean;
  /** Role of the instances, which fetch what is deployed. */
  readonly instanceRoleName: string;
  readonly accessLogs: LogDestination;
  /** Days, a value that CloudWatch Logs knows; 365 or more. */
  readonly logRetentionDays: number;
}

/** Days for which artifacts are kept. */
const ARTIFACT_DAYS = 90;

/**
 * From a push to the repository to the instances: build, approval, deployment half by half, and back again on alarm. The
 * operators hear of what fails; `codestar-notifications.amazonaws.com` has to be allowed to publish to their topic.
 *
 * The connection to the repository has to be confirmed once, by a person, in the console.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html
 */
export class DeliveryPipeline extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryPipelineProps) {
    super(scope, id);
    const { name, account, region, keyArn } = props;
    const bucket = new PrivateBucket(this, "artifacts", {
      name: props.artifactBucket,
      keyArn,
      expireAfterDays: ARTIFACT_DAYS,
      accessLogs: props.accessLogs,
    });
    const { arn: connectionArn } = new CodestarconnectionsConnection(this, "repository", {
      name,
      providerType: props.repository.provider,
    });
    const build = new Build(this, "build", {
      name,
      account,
      region,
      keyArn,
      artifactStatements: exchangeArtifacts(bucket, keyArn),
      logRetentionDays: props.logRetentionDays,
    });
    const deployment = new Deployment(this, "deployment", props);
    const role = new ServiceRole(this, "role", {
      name: `${name}-pipeline`,
      description: `Runs the pipeline of ${name}`,
      service: "codepipeline.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account } },
      statements: [
        ...exchangeArtifacts(bucket, keyArn),
        {
          sid: "ReadRepository",
          effect: "Allow",
          // Connections have either name in their ARN, by their age.
          actions: ["codeconnections:UseConnection", "codestar-connections:UseConnection"],
          resources: [connectionArn],
        },
        {
          sid: "Build",
          effect: "Allow",
          actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild"],
          resources: [build.projectArn],
        },
        deploy(props),
        // The stage that waits for a person tells the operators in the name of the pipeline.
        { sid: "TellOperators", effect: "Allow", actions: ["sns:Publish"], resources: [props.topicArn] },
      ],
    });
    const pipeline = new Codepipeline(this, "pipeline", {
      name,
      pipelineType: "V2",
      executionMode: "QUEUED",
      roleArn: role.arn,
      artifactStore: [{ type: "S3", location: bucket.name, encryptionKey: { id: keyArn, type: "KMS" } }],
      stage: stages({ ...props, connectionArn, build, deployment, approval: props.approval ?? true }),
    });
    new CodestarnotificationsNotificationRule(this, "failures", {
      name,
      resource: pipeline.arn,
      detailType: "BASIC",
      eventTypeIds: ["codepipeline-pipeline-pipeline-execution-failed"],
      target: [{ address: props.topicArn }],
    });
    const fetch = new IamPolicy(this, "fetch-artifacts", {
      name: `${name}-fetch-artifacts`,
      description: `Fetch what is deployed to ${name}`,
      policy: policyDocument([
        { sid: "FetchArtifacts", effect: "Allow", actions: ["s3:GetObject"], resources: [`${bucket.arn}/*`] },
        {
          sid: "ReportToCodeDeploy",
          effect: "Allow",
          actions: [
            "codedeploy-commands-secure:GetDeploymentSpecification",
            "codedeploy-commands-secure:PollHostCommand",
            "codedeploy-commands-secure:PutHostCommandAcknowledgement",
            "codedeploy-commands-secure:PutHostCommandComplete",
          ],
          // These know no resources: an instance asks for commands to itself.
          resources: ["*"],
        },
      ]),
    });
    new IamRolePolicyAttachment(this, "instances-fetch-artifacts", {
      role: props.instanceRoleName,
      policyArn: fetch.arn,
    });
  }
}

function exchangeArtifacts(bucket: PrivateBucket, keyArn: string): readonly Statement[] {
  return [
    {
      sid: "ExchangeArtifacts",
      effect: "Allow",
      actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      resources: [`${bucket.arn}/*`],
    },
    { sid: "FindArtifacts", effect: "Allow", actions: ["s3:GetBucketVersioning"], resources: [bucket.arn] },
    {
      sid: "UseKey",
      effect: "Allow",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: [keyArn],
    },
  ];
}

function deploy({ name, account, region }: DeliveryPipelineProps): Statement {
  const codeDeploy = `arn:aws:codedeploy:${region}:${account}`;
  return {
    sid: "Deploy",
    effect: "Allow",
    actions: [
      "codedeploy:CreateDeployment",
      "codedeploy:GetApplicationRevision",
      "codedeploy:GetDeployment",
      "codedeploy:GetDeploymentConfig",
      "codedeploy:RegisterApplicationRevision",
    ],
    resources: [
      `${codeDeploy}:application:${name}`,
      `${codeDeploy}:deploymentgroup:${name}/${name}`,
      `${codeDeploy}:deploymentconfig:CodeDeployDefault.*`,
    ],
  };
}
