# METADATA
# scope: package
# title: RDS instances have enhanced monitoring
# description: >-
#   The operating system of an instance reports its metrics every minute or oftener. The members of a cluster have the interval of the cluster
#   where it has one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-enhanced-monitoring-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
# custom:
#   id: RDS_ENHANCED_MONITORING_ENABLED
#   source: aws-config
#   severity: low
#   resources: [aws_db_instance, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [monitoring_interval]
#     aws_rds_cluster: [monitoring_interval]
#     aws_rds_cluster_instance: [cluster_identifier, monitoring_interval]
#   parameters:
#     monitoringInterval: {description: Seconds between two reports; any interval when left out.}
#   controls: {fsbp: [RDS.6], nist_800_53_r5: [CA-7, SI-2]}
#   reasons:
#     off: The instance has no enhanced monitoring.
#     other: "The instance reports every {found} seconds, not every {expected}."
#     unknown: The plan cannot tell whether the instance has enhanced monitoring.
#   remediation: Set monitoring_interval to 1, 5, 10, 15, 30 or 60, and monitoring_role_arn.
package rules.rds.rds_enhanced_monitoring_enabled

import data.library.database
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.instance, "monitoring_interval", "off", {}) if {
	some entry in monitored
	entry.interval == 0
}

evaluations contains verdict.non_compliant(entry.instance, "monitoring_interval", "other", {"found": entry.interval, "expected": expected}) if {
	some entry in monitored
	not entry.interval in {0, "unknown"}
	entry.interval != value.whole_number(expected)
}

evaluations contains verdict.insufficient_data(entry.instance, "monitoring_interval", "unknown", {}) if {
	some entry in monitored
	entry.interval == "unknown"
}

# RDS has no such interval.
evaluations contains verdict.insufficient_data(entry.instance, "monitoring_interval", "unknown", {}) if {
	some entry in monitored
	is_number(entry.interval)
	entry.interval < 0
}

expected := interval if {
	interval := input.parameters.RDS_ENHANCED_MONITORING_ENABLED.monitoringInterval
	interval != ""
}

monitored := array.concat(
	[{"instance": instance, "interval": interval(instance)} | some instance in input.resources.aws_db_instance],
	[{"instance": member, "interval": member_interval(member)} | some member in input.resources.aws_rds_cluster_instance],
)

# The provider's default is 0, which is off.
interval(resource) := 0 if {
	value.whole_number(resource.after.monitoring_interval) == "unset"
} else := value.whole_number(resource.after.monitoring_interval)

member_interval(member) := interval(member) if {
	interval(member) != 0
} else := interval(cluster) if {
	[cluster] := database.clusters(member)
} else := "unknown"
