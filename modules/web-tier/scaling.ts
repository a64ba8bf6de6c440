import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Construct } from "constructs";
import { type Capacity, WARM_UP } from "./fleet";

/** From `start` to `end` the group aims at `desired` instances, within its minimum and maximum; its load still counts. */
export interface Schedule {
  readonly name: string;
  /** Cron: minute, hour, day of month, month, day of week. */
  readonly start: string;
  readonly end: string;
  /** IANA time zone: `America/New_York`. */
  readonly timeZone: string;
  readonly desired: number;
}

export interface ScalingProps {
  readonly name: string;
  readonly groupName: string;
  readonly capacity: Capacity;
  /** Average CPU, in percent, that the number of instances follows. */
  readonly cpuTarget: number;
  /** Hours with another desired number of instances. */
  readonly schedules: readonly Schedule[];
}

/** When the number of instances changes: with the average CPU, and by the clock. */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, { name, groupName, capacity, cpuTarget, schedules }: ScalingProps) {
    super(scope, id);
    new AutoscalingPolicy(this, "cpu", {
      name: `${name}-cpu`,
      autoscalingGroupName: groupName,
      policyType: "TargetTrackingScaling",
      estimatedInstanceWarmup: WARM_UP,
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: cpuTarget,
      },
    });
    for (const schedule of schedules) {
      const limits = { autoscalingGroupName: groupName, minSize: capacity.minimum, maxSize: capacity.maximum };
      new AutoscalingSchedule(this, schedule.name, {
        ...limits,
        scheduledActionName: schedule.name,
        recurrence: schedule.start,
        timeZone: schedule.timeZone,
        desiredCapacity: schedule.desired,
      });
      new AutoscalingSchedule(this, `${schedule.name}-end`, {
        ...limits,
        scheduledActionName: `${schedule.name}End`,
        recurrence: schedule.end,
        timeZone: schedule.timeZone,
        desiredCapacity: capacity.desired,
      });
    }
  }
}
