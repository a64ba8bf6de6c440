import json

from moto.sqs.models import Queue


queue_attributes = Queue.attributes


def compact_attributes(queue):
    """SQS gives JSON back as it is written without spaces, which is how Terraform compares it."""
    result = queue_attributes.__get__(queue)
    if result.get("RedrivePolicy"):
        policy = json.loads(result["RedrivePolicy"])
        result["RedrivePolicy"] = json.dumps(policy, separators=(",", ":"))
    return result


Queue.attributes = property(compact_attributes)
