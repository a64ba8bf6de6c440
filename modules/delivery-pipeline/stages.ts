import type { CodepipelineStage, CodepipelineStageAction } from "@cdktf/provider-aws/lib/codepipeline";
import type { Build } from "./build";
import type { Deployment } from "./deployment";

export interface RepositoryProps {
  readonly provider: "Bitbucket" | "GitHub" | "GitLab";
  /** `owner/name`. */
  readonly name: string;
  readonly branch: string;
}

export interface StagesProps {
  readonly repository: RepositoryProps;
  readonly connectionArn: string;
  readonly build: Build;
  readonly deployment: Deployment;
  /** Wait for a person before the deployment. */
  readonly approval: boolean;
  /** SNS topic that is told when somebody is waited for. */
  readonly topicArn: string;
}

/** What the stages hand on. */
const SOURCE = "source";
const APPLICATION = "application";

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html */
export function stages(props: StagesProps): CodepipelineStage[] {
  return [
    { name: "Source", action: [source(props)] },
    { name: "Build", action: [build(props)] },
    ...(props.approval ? [{ name: "Approval", action: [approval(props)] }] : []),
    { name: "Deployment", action: [deployment(props)] },
  ];
}

function source({ repository, connectionArn }: StagesProps): CodepipelineStageAction {
  return {
    name: "Repository",
    category: "Source",
    owner: "AWS",
    provider: "CodeStarSourceConnection",
    version: "1",
    outputArtifacts: [SOURCE],
    configuration: {
      ConnectionArn: connectionArn,
      FullRepositoryId: repository.name,
      BranchName: repository.branch,
      DetectChanges: "true",
    },
  };
}

function build(props: StagesProps): CodepipelineStageAction {
  return {
    name: "Build",
    category: "Build",
    owner: "AWS",
    provider: "CodeBuild",
    version: "1",
    inputArtifacts: [SOURCE],
    outputArtifacts: [APPLICATION],
    configuration: { ProjectName: props.build.projectName },
  };
}

function approval({ topicArn }: StagesProps): CodepipelineStageAction {
  return {
    name: "Approve",
    category: "Approval",
    owner: "AWS",
    provider: "Manual",
    version: "1",
    configuration: { NotificationArn: topicArn },
  };
}

function deployment(props: StagesProps): CodepipelineStageAction {
  return {
    name: "Deploy",
    category: "Deploy",
    owner: "AWS",
    provider: "CodeDeploy",
    version: "1",
    inputArtifacts: [APPLICATION],
    configuration: {
      ApplicationName: props.deployment.applicationName,
      DeploymentGroupName: props.deployment.groupName,
    },
  };
}
