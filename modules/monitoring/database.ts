import { Construct } from "constructs";
import { Alarms, type AlarmSettings } from "./alarms";
import { Dashboard } from "./dashboard";
import type { Metric } from "./metric";

export interface DatabaseMonitoringProps {
  readonly name: string;
  readonly region: string;
  readonly topicArn: string;
  /** Identifiers of its DB instances: one, or the three of a Multi-AZ cluster. */
  readonly instances: readonly string[];
  /** Allocated storage in GiB. */
  readonly storage: number;
}

const GIB = 1024 ** 3;

/** Bytes of free memory below which a database begins to swap. */
const LITTLE_MEMORY = 128 * 1024 ** 2;

/** Dashboard and alarms of every server of a database. */
export class DatabaseMonitoring extends Construct {
  constructor(scope: Construct, id: string, { name, region, topicArn, instances, storage }: DatabaseMonitoringProps) {
    super(scope, id);
    const everywhere = (metricName: string, statistic: Metric["statistic"]) =>
      instances.map((instance) => metric(instance, metricName, statistic));
    new Dashboard(this, "dashboard", {
      name: `${name}-database`,
      region,
      graphs: {
        "Write operations per second": everywhere("WriteIOPS", "Average"),
        "Read operations per second": everywhere("ReadIOPS", "Average"),
        "CPU (%)": everywhere("CPUUtilization", "Average"),
        Connections: everywhere("DatabaseConnections", "Maximum"),
      },
    });
    instances.forEach((instance, index) => {
      new Alarms(this, `alarms-${index + 1}`, { name: instance, topicArn, alarms: alarms(instance, storage) });
    });
  }
}

function alarms(instance: string, storage: number): Record<string, AlarmSettings> {
  return {
    "database-cpu-high": {
      description: `${instance} has worked at more than 80 % of its CPU for a quarter of an hour.`,
      metric: metric(instance, "CPUUtilization", "Average"),
      above: 80,
      datapoints: 15,
    },
    "database-storage-low": {
      description: `Less than a fifth of the storage of ${instance} is free. A full database stops.`,
      metric: metric(instance, "FreeStorageSpace", "Minimum"),
      below: (storage * GIB) / 5,
      period: 300,
      datapoints: 3,
    },
    "database-memory-low": {
      description: `${instance} has less than 128 MiB of memory to spare.`,
      metric: metric(instance, "FreeableMemory", "Minimum"),
      below: LITTLE_MEMORY,
      period: 300,
      datapoints: 3,
    },
    "database-reads-slow": {
      description: `Reads of ${instance} take longer than 20 ms on average.`,
      metric: metric(instance, "ReadLatency", "Average"),
      above: 0.02,
      datapoints: 15,
    },
  };
}

function metric(instance: string, name: string, statistic: Metric["statistic"]): Metric {
  return { namespace: "AWS/RDS", name, dimensions: { DBInstanceIdentifier: instance }, statistic };
}
