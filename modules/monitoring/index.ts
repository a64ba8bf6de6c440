export { Alarms, type AlarmSettings, type AlarmsProps } from "./alarms";
export { CacheMonitoring, type CacheMonitoringProps } from "./cache";
export { Dashboard, type DashboardProps } from "./dashboard";
export { DatabaseMonitoring, type DatabaseMonitoringProps } from "./database";
export { DistributionMonitoring, type DistributionMonitoringProps } from "./distribution";
export { FirewallMonitoring, type FirewallMonitoringProps } from "./firewall";
export { FleetMonitoring, type FleetMonitoringProps } from "./fleet";
export { LoadBalancerMonitoring, type LoadBalancerMonitoringProps } from "./load-balancer";
export type { Metric } from "./metric";
