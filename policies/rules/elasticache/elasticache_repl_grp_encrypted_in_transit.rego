# METADATA
# scope: package
# title: Caches accept encrypted connections only
# description: >-
#   A replication group encrypts the connections of its clients and between its nodes.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-in-transit.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT
#   source: aws-config
#   severity: medium
#   resources: [aws_elasticache_replication_group]
#   reads:
#     aws_elasticache_replication_group: [engine, global_replication_group_id, transit_encryption_enabled]
#   controls:
#     fsbp: [ElastiCache.5]
#     pci_4_0_1: ["4.2.1"]
#     nist_800_53_r5:
#       [AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)]
#   reasons:
#     wrong: The replication group does not encrypt its data in transit.
#     unknown: The plan cannot tell whether the replication group encrypts its data in transit.
#   remediation: Set transit_encryption_enabled to true. It cannot be changed for every version, and then Terraform replaces the group.
#   fix: {attribute: transit_encryption_enabled, value: true}
package rules.elasticache.elasticache_repl_grp_encrypted_in_transit

import data.library.setting
import data.library.value

evaluations contains evaluation if {
	some entry in judged
	some evaluation in setting.must_be("true", [entry.group], "transit_encryption_enabled", entry.unset)
}

# Redis OSS does not unless told to. What Valkey does, and a member of a global datastore, is not in the plan.
judged := [{"group": group, "unset": unset} |
	some group in input.resources.aws_elasticache_replication_group
	unset := unset_means(group)
]

unset_means(group) := "unknown" if {
	value.presence(group.after.global_replication_group_id) != "absent"
} else := "false" if {
	value.is_unset(group.after.engine)
} else := "false" if {
	group.after.engine == "redis"
} else := "unknown"
