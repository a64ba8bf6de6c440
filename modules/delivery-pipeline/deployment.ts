import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import { Construct } from "constructs";
import { ServiceRole } from "../service-role";

export interface DeploymentProps {
  readonly name: string;
  readonly account: string;
  /** The Auto Scaling group that gets the application; instances that it launches later get it, too. */
  readonly autoScalingGroupName: string;
  /** The load balancer's target group, which an instance leaves while it is updated. */
  readonly targetGroupName: string;
  /** Names of CloudWatch alarms that stop a deployment and take it back. */
  readonly alarmNames: readonly string[];
  /** ARN of the KMS key of the topic. */
  readonly keyArn: string;
  /** SNS topic that hears of deployments that fail or are taken back. */
  readonly topicArn: string;
}

/** Updates the instances behind a load balancer half by half, and takes it back when something goes wrong. */
export class Deployment extends Construct {
  readonly applicationName: string;
  readonly groupName: string;

  constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id);
    const { name, account } = props;
    const role = new ServiceRole(this, "role", {
      name: `${name}-deployment`,
      description: `Deploys ${name}`,
      service: "codedeploy.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account } },
      managedPolicies: ["service-role/AWSCodeDeployRole"],
      statements: [
        {
          sid: "EncryptMessages",
          effect: "Allow",
          actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
          resources: [props.keyArn],
        },
      ],
    });
    const application = new CodedeployApp(this, "application", { name, computePlatform: "Server" });
    const group = new CodedeployDeploymentGroup(this, "group", {
      appName: application.name,
      deploymentGroupName: name,
      serviceRoleArn: role.arn,
      autoscalingGroups: [props.autoScalingGroupName],
      // Without it a group that Terraform replaces would leave its lifecycle hook behind.
      terminationHookEnabled: true,
      deploymentConfigName: "CodeDeployDefault.HalfAtATime",
      deploymentStyle: { deploymentType: "IN_PLACE", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      loadBalancerInfo: { targetGroupInfo: [{ name: props.targetGroupName }] },
      autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
      alarmConfiguration: { enabled: true, alarms: [...props.alarmNames] },
      triggerConfiguration: [
        {
          triggerName: "operators",
          triggerTargetArn: props.topicArn,
          triggerEvents: ["DeploymentFailure", "DeploymentRollback"],
        },
      ],
    });
    this.applicationName = application.name;
    this.groupName = group.deploymentGroupName;
  }
}
