import random
import string

from moto.rds.models import DBCluster, DBInstance, DBParameterGroup

from .correct import correct


@correct(DBInstance, "__init__")
def own_resource_id(original, self, *arguments, **keywords):
    """Every instance has a resource id of its own, by which the provider finds it."""
    original(self, *arguments, **keywords)
    self.dbi_resource_id = new_resource_id()


@correct(DBInstance, "set_as_replica")
def own_replica_id(original, self):
    original(self)
    self.dbi_resource_id = new_resource_id()


@correct(DBInstance, "__init__")
def keep_performance_insights(original, self, *arguments, **keywords):
    """Performance Insights are kept under the names of the request: a change, and a replica, set those."""
    original(self, *arguments, **keywords)
    self.enable_performance_insights = keywords.get("enable_performance_insights", False)
    self.performance_insights_kms_key_id = keywords.get("performance_insights_kms_key_id")
    self.performance_insights_retention_period = keywords.get("performance_insights_retention_period")


DBInstance.performance_insights_enabled = property(lambda self: self.enable_performance_insights)


def new_resource_id():
    return "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))


@correct(DBParameterGroup, "update_parameters")
def set_by_user(original, self, parameters):
    """Who has set a parameter is part of it; the provider looks at those alone that a user has."""
    original(self, [{**parameter, "Source": "user"} for parameter in parameters])


@correct(DBCluster, "__init__")
def multi_az_cluster(original, self, *arguments, **keywords):
    """Multi-AZ DB clusters have IAM authentication since 2025, and monitoring like instances."""
    iam_authentication = keywords.pop("enable_iam_database_authentication", False)
    original(self, *arguments, **keywords)
    self.iam_auth = iam_authentication
    self.monitoring_interval = keywords.get("monitoring_interval", 0)
    self.monitoring_role_arn = keywords.get("monitoring_role_arn")
    self.performance_insights_enabled = keywords.get("enable_performance_insights", False)
    self.performance_insights_kms_key_id = keywords.get("performance_insights_kms_key_id")
    self.performance_insights_retention_period = keywords.get("performance_insights_retention_period")


# Only a serverless cluster has a scaling configuration: of all others there is none, not an empty one.
scaling_configuration_info = DBCluster.scaling_configuration_info
DBCluster.scaling_configuration_info = property(
    lambda self: scaling_configuration_info.__get__(self) if self.scaling_configuration else None
)
