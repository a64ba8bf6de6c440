# METADATA
# scope: package
# title: Caches are backed up
# description: >-
#   Snapshots of a Redis OSS or Valkey cache are taken every day and kept for long enough. A cluster of a replication group is backed up with
#   the group, and Memcached has no snapshots.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elasticache-redis-cluster-automatic-backup-check.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK
#   source: aws-config
#   severity: high
#   resources: [aws_elasticache_cluster, aws_elasticache_replication_group]
#   reads:
#     aws_elasticache_cluster: [engine, replication_group_id, snapshot_retention_limit]
#     aws_elasticache_replication_group: [snapshot_retention_limit]
#   parameters:
#     snapshotRetentionPeriod: {description: Least number of days for which snapshots are kept., default: "15"}
#   controls: {fsbp: [ElastiCache.1], nist_800_53_r5: [CP-6, CP-6(1), CP-6(2), CP-9, CP-10, SC-5(2), SI-12, SI-13(5)]}
#   reasons:
#     low: "Snapshots of the cache are kept for {found} days (0 is never), not at least {minimum}."
#     unknown: The plan cannot tell for how many days snapshots of the cache are kept.
#     not_its_own: "The cluster has no snapshots of its own: it belongs to a replication group, or its engine is Memcached."
#   remediation: Set snapshot_retention_limit to the number of days.
#   fix: {attribute: snapshot_retention_limit, value: 15, parameter: snapshotRetentionPeriod}
package rules.elasticache.elasticache_redis_cluster_automatic_backup_check

import data.library.threshold
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	groups := [group | some group in input.resources.aws_elasticache_replication_group]
	some evaluation in threshold.at_least(array.concat(groups, clusters), "snapshot_retention_limit", minimum, 0)
}

evaluations contains verdict.not_applicable(cluster, null, "not_its_own", {}) if {
	some cluster in input.resources.aws_elasticache_cluster
	has_none_of_its_own(cluster)
}

minimum := input.parameters.ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK.snapshotRetentionPeriod

clusters := [cluster |
	some cluster in input.resources.aws_elasticache_cluster
	not has_none_of_its_own(cluster)
]

has_none_of_its_own(cluster) if cluster.after.engine == "memcached"

has_none_of_its_own(cluster) if value.presence_of_text(cluster.after.replication_group_id) == "present"
