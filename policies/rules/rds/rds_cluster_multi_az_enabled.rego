# METADATA
# scope: package
# title: RDS clusters have instances in several zones
# description: >-
#   An Aurora cluster has at least two instances, and not all of them in one availability zone that the plan names; AWS spreads those that name
#   none. A Multi-AZ DB cluster has instances in three zones.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-cluster-multi-az-enabled.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
# custom:
#   id: RDS_CLUSTER_MULTI_AZ_ENABLED
#   source: aws-config
#   severity: medium
#   resources: [aws_rds_cluster]
#   reads:
#     aws_rds_cluster: [db_cluster_instance_class]
#     aws_rds_cluster_instance: [availability_zone, cluster_identifier]
#   controls: {fsbp: [RDS.15], nist_800_53_r5: [CP-6(2), CP-10, SC-5(2), SC-36, SI-13(5)]}
#   reasons:
#     none: The cluster has fewer than two instances. Another stack may add some.
#     removed: The plan deletes an instance of the cluster and leaves fewer than two.
#     elsewhere: The plan has fewer than two instances that are certainly of this cluster; there may be others.
#     one_zone: "All instances of the cluster are in one availability zone, {zone}."
#     unknown_class: The plan cannot tell whether this is a Multi-AZ DB cluster.
#   remediation: Give the cluster a second aws_rds_cluster_instance, in another availability zone.
package rules.rds.rds_cluster_multi_az_enabled

import data.library.plan
import data.library.rds
import data.library.required_companion
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(entry.resource, null, entry.state, {}) if {
	some entry in clusters
	entry.state in {"none", "removed"}
}

evaluations contains verdict.insufficient_data(entry.resource, null, "elsewhere", {}) if {
	some entry in clusters
	entry.state == "elsewhere"
}

evaluations contains verdict.non_compliant(entry.resource, null, "one_zone", {"zone": zone}) if {
	some entry in clusters
	entry.state == "present"
	zones := {member.after.availability_zone | some member in plan.companions(entry.resource, "aws_rds_cluster_instance")}
	count(zones) == 1
	some zone in zones
	is_string(zone)
	zone != ""
}

evaluations contains verdict.insufficient_data(cluster, "db_cluster_instance_class", "unknown_class", {}) if {
	some cluster in rds.multi_az_clusters
	value.presence_of_text(cluster.after.db_cluster_instance_class) == "unknown"
}

clusters := required_companion.found_at_least(2, rds.aurora_clusters, "aws_rds_cluster_instance", "cluster_identifier")
