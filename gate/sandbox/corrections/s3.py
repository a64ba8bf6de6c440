import copy
import functools
import json

from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .correct import correct


def log_delivery_by_policy(original, target_bucket, target_prefix):
    """Principal, action and resource of a statement may be one or a list, and a principal may be everyone."""
    if not target_bucket.policy:
        return False
    policy = json.loads(target_bucket.policy.decode())
    statements = [
        {**statement, "Principal": {"Service": service}, "Action": listed(statement["Action"]), "Resource": resource}
        for statement in policy["Statement"]
        if isinstance(statement.get("Principal"), dict)
        for service in listed(statement["Principal"].get("Service", []))
        for resource in listed(statement["Resource"])
    ]
    bucket = copy.copy(target_bucket)
    bucket.policy = json.dumps({**policy, "Statement": statements}).encode()
    return original(bucket, target_prefix)


def listed(value):
    return value if isinstance(value, list) else [value]


original_log_delivery = FakeBucket._log_permissions_enabled_policy
FakeBucket._log_permissions_enabled_policy = staticmethod(
    functools.partial(log_delivery_by_policy, original_log_delivery)
)


@correct(FakeBucket, "get_permission")
def unconditional_statements(original, self, action, resource):
    """A statement with a condition holds only where that is met, which moto does not look at: nothing is refused by it."""
    if self.policy is None:
        return original(self, action, resource)
    policy = json.loads(self.policy.decode())
    bucket = copy.copy(self)
    statements = [statement for statement in policy["Statement"] if "Condition" not in statement]
    bucket.policy = json.dumps({**policy, "Statement": statements}).encode()
    return original(bucket, action, resource)


@correct(S3Response, "get_bucket_replication")
def whole_rules(original, self):
    """A replication rule is given back with all that was set of it. An empty filter is of all objects."""
    replication = self.backend.get_bucket_replication(self.bucket_name)
    if not replication:
        return original(self)
    self.data["Action"] = "GetBucketReplication"
    rules = [
        {**rule, "Filter": {name: value or "" for name, value in (rule.get("Filter") or {"Prefix": ""}).items()}}
        for rule in replication["Rule"]
    ]
    result = {"ReplicationConfiguration": {"Role": replication["Role"], "Rules": rules}}
    return self.serialized(ActionResult(result))
