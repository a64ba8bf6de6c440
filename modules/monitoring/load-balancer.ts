import { Construct } from "constructs";
import { Alarms } from "./alarms";
import { Dashboard } from "./dashboard";
import type { Metric } from "./metric";

export interface LoadBalancerMonitoringProps {
  readonly name: string;
  readonly region: string;
  readonly topicArn: string;
  /** The last parts of their ARNs, which CloudWatch knows them by: `app/example/0123456789abcdef`. */
  readonly loadBalancer: string;
  readonly targetGroup: string;
}

/** Dashboard and alarms of an application load balancer. */
export class LoadBalancerMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerMonitoringProps) {
    super(scope, id);
    const { name, region, topicArn, loadBalancer, targetGroup } = props;
    const metric = (metricName: string, statistic: Metric["statistic"]): Metric => ({
      namespace: "AWS/ApplicationELB",
      name: metricName,
      dimensions: { LoadBalancer: loadBalancer },
      statistic,
    });
    const ofTargets = (metricName: string, statistic: Metric["statistic"]): Metric => {
      const balancer = metric(metricName, statistic);
      return { ...balancer, dimensions: { TargetGroup: targetGroup, ...balancer.dimensions } };
    };
    const responseTime = metric("TargetResponseTime", "p95");
    new Dashboard(this, "dashboard", {
      name: `${name}-load-balancer`,
      region,
      graphs: {
        // This metric is published for the target group alone.
        "Requests per target": [
          { ...metric("RequestCountPerTarget", "Sum"), dimensions: { TargetGroup: targetGroup } },
        ],
        "Response time (s)": [responseTime],
        Errors: [metric("HTTPCode_ELB_5XX_Count", "Sum"), metric("HTTPCode_Target_5XX_Count", "Sum")],
        Targets: [ofTargets("HealthyHostCount", "Minimum"), ofTargets("UnHealthyHostCount", "Maximum")],
      },
    });
    new Alarms(this, "alarms", {
      name,
      topicArn,
      alarms: {
        "no-healthy-target": {
          description: "No instance is healthy: the site is down.",
          metric: ofTargets("HealthyHostCount", "Minimum"),
          below: 1,
          datapoints: 2,
          alarmOnSilence: true,
        },
        "unhealthy-targets": {
          description: "The load balancer finds an instance unhealthy for five minutes.",
          metric: ofTargets("UnHealthyHostCount", "Maximum"),
          above: 0,
          datapoints: 5,
        },
        "server-errors": {
          description: "The application answers with server errors, more than ten a minute.",
          metric: metric("HTTPCode_Target_5XX_Count", "Sum"),
          above: 10,
          datapoints: 3,
        },
        "load-balancer-errors": {
          description:
            "The load balancer itself answers with errors, more than ten a minute: it finds no instance to ask.",
          metric: metric("HTTPCode_ELB_5XX_Count", "Sum"),
          above: 10,
          datapoints: 3,
        },
        "slow-responses": {
          description: "One request in twenty takes longer than two seconds.",
          metric: responseTime,
          above: 2,
          datapoints: 5,
        },
      },
    });
  }
}
