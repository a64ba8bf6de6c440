# METADATA
# scope: package
# title: Caches store their data encrypted
# description: >-
#   What a replication group keeps on disk, e.g. its snapshots, is encrypted.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-at-rest.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST
#   source: aws-config
#   severity: medium
#   resources: [aws_elasticache_replication_group]
#   reads:
#     aws_elasticache_replication_group: [at_rest_encryption_enabled, engine, global_replication_group_id, kms_key_id]
#   parameters:
#     approvedKMSKeyIds: {description: "Ids or ARNs of the KMS keys that may be used, separated by commas; any when left out."}
#   controls: {fsbp: [ElastiCache.4], nist_800_53_r5: [CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)]}
#   reasons:
#     wrong: The replication group does not encrypt its data on disk.
#     unknown: The plan cannot tell whether the replication group encrypts its data on disk.
#     other_key: "The data is encrypted with a KMS key other than {approved}."
#     unknown_key: "The plan cannot tell whether the data is encrypted with one of the KMS keys {approved}."
#   remediation: Set at_rest_encryption_enabled to true. It cannot be changed for every version, and then Terraform replaces the group.
#   fix: {attribute: at_rest_encryption_enabled, value: true}
package rules.elasticache.elasticache_repl_grp_encrypted_at_rest

import data.library.kms
import data.library.logic
import data.library.parameter
import data.library.setting
import data.library.value
import data.library.verdict

evaluations contains evaluation if {
	some entry in judged
	some evaluation in setting.must_be("true", [entry.group], "at_rest_encryption_enabled", entry.unset)
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

evaluations contains verdict.non_compliant(group, "kms_key_id", "other_key", {"approved": concat(", ", approved)}) if {
	some group in keyed
	key_answer(group) == "no"
}

evaluations contains verdict.insufficient_data(group, "kms_key_id", "unknown_key", {"approved": concat(", ", approved)}) if {
	some group in keyed
	key_answer(group) == "unknown"
}

approved := parameter.items("ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST", "approvedKMSKeyIds")

keyed := [group |
	approved != []
	some group in input.resources.aws_elasticache_replication_group
	value.boolean(group.after.at_rest_encryption_enabled) == "true"
]

key_answer(group) := logic.any({kms.is_key(group.after.kms_key_id, key) | some key in approved})
