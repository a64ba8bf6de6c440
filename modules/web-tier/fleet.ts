import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingNotification } from "@cdktf/provider-aws/lib/autoscaling-notification";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import { type ApplicationProps, userData } from "./user-data";

export interface FleetProps extends InstanceSettings {
  readonly name: string;
  readonly region: string;
  readonly application: ApplicationProps;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly instanceProfileArn: string;
  readonly targetGroupArn: string;
  /** ARN of the KMS key of the volumes; Auto Scaling has to be allowed to use it. */
  readonly keyArn: string;
}

/** What a user of the web tier says about its instances. */
export interface InstanceSettings {
  readonly instanceType: string;
  /** SSM parameter with the id of the image; it is looked up at every launch, so new instances are patched ones. */
  readonly imageParameter: string;
  /** EC2 key pair. Default: none; operators use Session Manager. */
  readonly keyName?: string;
  /** Root volume in GiB. */
  readonly volumeSize: number;
  readonly capacity: Capacity;
  /** The role in whose name Auto Scaling acts; the key's policy has to name the same. */
  readonly serviceLinkedRoleArn: string;
  /** SNS topic that hears of launches, terminations and failures of both. */
  readonly notificationTopicArn: string;
  /** Tags of instances and volumes: the provider's default tags do not reach what Auto Scaling creates. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Numbers of instances. */
export interface Capacity {
  readonly minimum: number;
  /** At the start; later Auto Scaling decides and Terraform leaves it alone. */
  readonly desired: number;
  readonly maximum: number;
}

/** Seconds from launch until an instance is expected to be healthy and its metrics count. */
export const WARM_UP = 300;

const GROUP_METRICS = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupPendingInstances",
  "GroupStandbyInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];

/** The instances: a launch template and the Auto Scaling group that replaces them one by one when it changes. */
export class Fleet extends Construct {
  readonly groupName: string;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const template = launchTemplate(this, props);
    const group = new AutoscalingGroup(this, "group", {
      name: props.name,
      vpcZoneIdentifier: [...props.subnetIds],
      minSize: props.capacity.minimum,
      desiredCapacity: props.capacity.desired,
      maxSize: props.capacity.maximum,
      launchTemplate: { id: template.id, version: template.getStringAttribute("latest_version") },
      targetGroupArns: [props.targetGroupArn],
      // Those of EC2 count in any case.
      healthCheckType: "EBS,ELB",
      healthCheckGracePeriod: WARM_UP,
      defaultInstanceWarmup: WARM_UP,
      metricsGranularity: "1Minute",
      enabledMetrics: GROUP_METRICS,
      serviceLinkedRoleArn: props.serviceLinkedRoleArn,
      // The application may be uploaded after the first apply; until then Auto Scaling reports and keeps trying.
      waitForCapacityTimeout: "0",
      instanceRefresh: {
        strategy: "Rolling",
        // Start the new instance before the old one goes, or a group of one would be down for the time between.
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200, autoRollback: true },
      },
      tag: Object.entries({ ...props.tags, Name: props.name }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      lifecycle: { ignoreChanges: ["desired_capacity"] },
    });
    new AutoscalingNotification(this, "notifications", {
      groupNames: [group.name],
      topicArn: props.notificationTopicArn,
      notifications: [
        "autoscaling:EC2_INSTANCE_LAUNCH",
        "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
        "autoscaling:EC2_INSTANCE_TERMINATE",
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
      ],
    });
    this.groupName = group.name;
  }
}

function launchTemplate(scope: Construct, props: FleetProps): LaunchTemplate {
  const tags = { ...props.tags, Name: props.name };
  return new LaunchTemplate(scope, "template", {
    name: props.name,
    updateDefaultVersion: true,
    imageId: `resolve:ssm:${props.imageParameter}`,
    instanceType: props.instanceType,
    ...(props.keyName !== undefined && { keyName: props.keyName }),
    iamInstanceProfile: { arn: props.instanceProfileArn },
    userData: userData(props),
    monitoring: { enabled: true },
    // IMDSv2 only, and no further than the instance itself: a request forged through the web server gets no credentials.
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: "false",
        securityGroups: [props.securityGroupId],
        deleteOnTermination: "true",
      },
    ],
    blockDeviceMappings: [
      {
        // The root device of Amazon Linux.
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: props.volumeSize,
          encrypted: "true",
          kmsKeyId: props.keyArn,
          deleteOnTermination: "true",
        },
      },
    ],
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
  });
}
