package plangate_test

import data.library.fixtures
import data.plangate

test_rules_are_found_by_their_packages if {
	volume := fixtures.resource("aws_ebs_volume.v", {"encrypted": false, "kms_key_id": null, "snapshot_id": null})
	found := plangate.evaluations with input as fixtures.plan([volume])
	fixtures.brief(found.ENCRYPTED_VOLUMES) == {"NON_COMPLIANT aws_ebs_volume.v encrypted: not_encrypted"}
	found.INCOMING_SSH_DISABLED == set()
}
