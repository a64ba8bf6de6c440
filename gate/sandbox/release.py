"""What AWS refuses to delete as long as somebody does not take a protection away first. In an account that is right; a stand-in
ends anyway, so its protections are lifted before everything in it is destroyed."""

from moto.dynamodb.models import dynamodb_backends
from moto.rds.models import rds_backends
from moto.s3.models import s3_backends


def release():
    """Lifts deletion protection and empties buckets; counts both. Requests for buckets are logged no longer: logs fill buckets."""
    protected = [
        *((thing, "deletion_protection") for thing in in_backends(rds_backends, "databases")),
        *((thing, "deletion_protection") for thing in in_backends(rds_backends, "clusters")),
        *((table, "deletion_protection_enabled") for table in in_backends(dynamodb_backends, "tables")),
    ]
    lifted = [lift(thing, attribute) for thing, attribute in protected if getattr(thing, attribute)]
    buckets = in_backends(s3_backends, "buckets")
    for bucket in buckets:
        bucket.logging = {}
    emptied = [empty(bucket) for bucket in buckets if len(bucket.keys)]
    return {"protections": len(lifted), "buckets": len(emptied)}


def in_backends(backends, collection):
    """All things of one kind, in every account and region."""
    return [
        thing
        for account in backends.values()
        for backend in account.values()
        for thing in getattr(backend, collection).values()
    ]


def lift(thing, attribute):
    setattr(thing, attribute, False)


def empty(bucket):
    bucket.keys.clear()
