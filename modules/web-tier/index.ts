import { Construct } from "constructs";
import { Fleet, type InstanceSettings } from "./fleet";
import { InstanceRole } from "./instance-role";
import { LoadBalancer, type LoadBalancerProps } from "./load-balancer";
import { type Schedule, Scaling, type ScalingProps } from "./scaling";
import { SecurityGroups } from "./security-groups";
import { type ApplicationProps, healthPath } from "./user-data";
import type { Network } from "../network";

export type { ApplicationProps, InstanceSettings, Schedule };

export interface WebTierProps {
  /** Part of the names of everything in it; at most 24 characters, as load balancer names are short. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** ARN of the KMS key of volumes and application; Auto Scaling has to be allowed to use it. */
  readonly keyArn: string;
  readonly network: Pick<Network, "vpcId" | "publicSubnetIds" | "privateSubnetIds" | "httpsDestinations">;
  readonly loadBalancer: Pick<LoadBalancerProps, "certificateArn" | "accessLogs" | "deletionProtection">;
  readonly instances: InstanceSettings;
  readonly application: ApplicationProps;
  /** Default: the number of instances follows an average CPU of 50 %. */
  readonly scaling?: Partial<Pick<ScalingProps, "cpuTarget" | "schedules">>;
}

/**
 * Web servers in private subnets behind a public load balancer.
 *
 * The load balancer takes HTTPS from anywhere and is the only one that reaches the instances; there is no SSH. The number
 * of instances follows their load. https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html
 */
export class WebTier extends Construct {
  /** For what the instances may connect to besides HTTPS, such as a database. */
  readonly instanceSecurityGroupId: string;
  /** For what else the instances may do. */
  readonly instanceRoleName: string;
  readonly instanceRoleArn: string;
  readonly autoScalingGroupName: string;
  readonly loadBalancer: LoadBalancer;

  constructor(scope: Construct, id: string, props: WebTierProps) {
    super(scope, id);
    const { name, account, region, keyArn, network, application } = props;
    const groups = new SecurityGroups(this, "security-groups", {
      name,
      vpcId: network.vpcId,
      httpsDestinations: network.httpsDestinations,
    });
    const balancer = new LoadBalancer(this, "load-balancer", {
      ...props.loadBalancer,
      name,
      vpcId: network.vpcId,
      subnetIds: network.publicSubnetIds,
      securityGroupId: groups.loadBalancerId,
      healthPath: healthPath(application),
    });
    const role = new InstanceRole(this, "instance-role", { name, account, region, application, keyArn });
    const fleet = new Fleet(this, "fleet", {
      ...props.instances,
      name,
      region,
      keyArn,
      application,
      instanceProfileArn: role.profileArn,
      subnetIds: network.privateSubnetIds,
      securityGroupId: groups.instancesId,
      targetGroupArn: balancer.targetGroupArn,
    });
    new Scaling(this, "scaling", {
      name,
      groupName: fleet.groupName,
      capacity: props.instances.capacity,
      cpuTarget: props.scaling?.cpuTarget ?? 50,
      schedules: props.scaling?.schedules ?? [],
    });

    this.instanceSecurityGroupId = groups.instancesId;
    this.instanceRoleName = role.roleName;
    this.instanceRoleArn = role.roleArn;
    this.autoScalingGroupName = fleet.groupName;
    this.loadBalancer = balancer;
  }
}
