import { Construct } from "constructs";
import { Alarms, type AlarmSettings } from "./alarms";
import type { Metric } from "./metric";

export interface CacheMonitoringProps {
  readonly topicArn: string;
  /** Identifiers of its nodes. */
  readonly nodes: readonly string[];
}

/** The alarms of every node of a cache. */
export class CacheMonitoring extends Construct {
  constructor(scope: Construct, id: string, { topicArn, nodes }: CacheMonitoringProps) {
    super(scope, id);
    nodes.forEach((node, index) => {
      new Alarms(this, `alarms-${index + 1}`, { name: node, topicArn, alarms: alarms(node) });
    });
  }
}

function alarms(node: string): Record<string, AlarmSettings> {
  const metric = (name: string): Metric => ({
    namespace: "AWS/ElastiCache",
    name,
    dimensions: { CacheClusterId: node },
    statistic: "Average",
  });
  return {
    "cache-cpu-high": {
      description: `${node} has been busy for a quarter of an hour: more than 80 % of the thread that answers requests.`,
      metric: metric("EngineCPUUtilization"),
      above: 80,
      datapoints: 15,
    },
    "cache-memory-high": {
      description: `${node} has filled more than 80 % of its memory, and will soon forget what is still wanted.`,
      metric: metric("DatabaseMemoryUsagePercentage"),
      above: 80,
      period: 300,
      datapoints: 3,
    },
  };
}
