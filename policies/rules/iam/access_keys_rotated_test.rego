package rules.iam.access_keys_rotated_test

import data.library.fixtures
import data.rules.iam.access_keys_rotated

test_key_is_listed if {
	found := access_keys_rotated.evaluations with input as fixtures.plan([fixtures.resource("aws_iam_access_key.k", {"user": "u"})])
	fixtures.brief(found) == {"NOT_APPLICABLE aws_iam_access_key.k null: runtime"}
}
