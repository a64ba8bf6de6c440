"""Where moto 5.2.5 answers otherwise than AWS does, and an apply, the next plan or a destroy would stumble over it.

Each correction is as small as it can be, and says what AWS does instead. What takes more than that is not imitated here: it is
left out of the sandbox, by the list in gaps.ts. Once a newer moto answers as AWS does, the correction goes.
"""

import copy
import functools
import json
import random
import string
from urllib.parse import unquote

from moto.acm.models import CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.apigateway.models import Stage
from moto.autoscaling.models import FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.awslambda.models import LambdaFunction
from moto.backup.responses import BackupResponse
from moto.codebuild import responses as codebuild
from moto.codedeploy import responses as codedeploy
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.elasticache.responses import ElastiCacheResponse
from moto.guardduty.models import Detector
from moto.rds.models import DBCluster, DBInstance, DBParameterGroup
from moto.route53.models import Route53Backend
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response
from moto.sqs.models import Queue
from moto.stepfunctions.responses import StepFunctionResponse


def correct(owner, name):
    """Replaces a method by one that is given the method and may call it."""

    def replace(corrected):
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(*arguments, **keywords):
            return corrected(original, *arguments, **keywords)

        setattr(owner, name, method)
        return method

    return replace


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


@correct(LambdaFunction, "__init__")
def keep_log_settings(original, self, account_id, spec, *arguments, **keywords):
    original(self, account_id, spec, *arguments, **keywords)
    self.kept = {name: spec[name] for name in ("DeadLetterConfig", "LoggingConfig") if spec.get(name)}


@correct(LambdaFunction, "update_configuration")
def change_log_settings(original, self, updates):
    self.kept.update({name: updates[name] for name in ("DeadLetterConfig", "LoggingConfig") if name in updates})
    return original(self, updates)


@correct(LambdaFunction, "get_configuration")
def show_log_settings(original, self, *arguments, **keywords):
    """The dead-letter queue and the logging settings are part of a function's configuration."""
    return {**original(self, *arguments, **keywords), **self.kept}


queue_attributes = Queue.attributes


def compact_attributes(queue):
    """SQS gives JSON back as it is written without spaces, which is how Terraform compares it."""
    result = queue_attributes.__get__(queue)
    if result.get("RedrivePolicy"):
        policy = json.loads(result["RedrivePolicy"])
        result["RedrivePolicy"] = json.dumps(policy, separators=(",", ":"))
    return result


Queue.attributes = property(compact_attributes)


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


@correct(AWSCertificateManagerResponse, "request_certificate")
def keep_key_algorithm(original, self):
    """Whoever requests a certificate chooses the algorithm of its key. Nobody looks into the certificate here."""
    answer = original(self)
    certificate = self.acm_backend._certificates[answer.result["CertificateArn"]]
    certificate.requested_algorithm = self._get_param("KeyAlgorithm")
    return answer


@correct(CertBundle, "describe")
def show_key_algorithm(original, self):
    description = original(self)
    algorithm = getattr(self, "requested_algorithm", None)
    if algorithm is not None:
        description["Certificate"]["KeyAlgorithm"] = algorithm
    return description


@correct(AutoScalingResponse, "create_auto_scaling_group")
def create_with_role_and_warmup(original, self):
    """A group has the service-linked role that it is given, and remembers how long instances take to warm up."""
    return keep_role_and_warmup(self, original(self))


@correct(AutoScalingResponse, "update_auto_scaling_group")
def update_with_role_and_warmup(original, self):
    return keep_role_and_warmup(self, original(self))


def keep_role_and_warmup(response, answer):
    group = response.autoscaling_backend.autoscaling_groups[response._get_param("AutoScalingGroupName")]
    role = response._get_param("ServiceLinkedRoleARN")
    warmup = response._get_int_param("DefaultInstanceWarmup")
    if role is not None:
        group.service_linked_role_arn = role
    if warmup is not None:
        group.default_instance_warmup = warmup
    return answer


@correct(codebuild.CodeBuildResponse, "create_project")
def keep_encryption_key(original, self):
    """Artifacts are encrypted by the key that the project names."""
    answer = original(self)
    key = self._get_param("encryptionKey")
    if key is not None:
        self.codebuild_backend.codebuild_projects[self._get_param("name")].project_metadata["encryptionKey"] = key
    return answer


@correct(codedeploy, "_deployment_group_info")
def with_alarms_and_names(original, group):
    """A deployment group knows the alarms that stop it, and its Auto Scaling groups by name."""
    return {
        **original(group),
        "alarmConfiguration": group.alarm_configuration or {},
        "autoScalingGroups": [{"name": name} for name in group.auto_scaling_groups],
    }


@correct(Stage, "apply_operations")
def keep_client_certificate(original, self, operations):
    """A stage shows the certificate to what is behind it, and says which one."""
    for operation in operations:
        if operation["path"] == "/clientCertificateId":
            self.client_certificate_id = operation.get("value") or None
    return original(self, operations)


@correct(Stage, "to_json")
def show_client_certificate(original, self):
    certificate = getattr(self, "client_certificate_id", None)
    return original(self) if certificate is None else {**original(self), "clientCertificateId": certificate}


@correct(Route53Backend, "create_query_logging_config")
def log_group_without_star(original, self, zone, log_group):
    """The ARN of a log group is taken with and without the `:*` at its end."""
    logging = original(self, zone, log_group if log_group.endswith(":*") else f"{log_group}:*")
    logging.cloud_watch_logs_log_group_arn = log_group
    return logging


@correct(codebuild, "_validate_required_params_source")
def source_of_pipeline(original, source):
    """What a pipeline hands over has no place of its own."""
    if source["type"] != "CODEPIPELINE":
        original(source)


@correct(codebuild, "_validate_required_params_artifacts")
def artifacts_of_pipeline(original, artifacts):
    if artifacts["type"] != "CODEPIPELINE":
        original(artifacts)


@correct(Detector, "update")
def features_by_name(original, self, enable, frequency, data_sources, features):
    """Features that are not mentioned stay as they are."""
    changed = {feature["name"]: feature for feature in [*self.features, *(features or [])]}
    original(self, enable, frequency, data_sources, list(changed.values()))


@correct(BackupResponse, "list_tags")
def tags_of(original, self):
    """The ARN is all that comes after `/tags/`."""
    arn = unquote(self.path.split("/tags/", 1)[1]).rstrip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


@correct(SecurityGroupRule, "__init__")
def described(original, self, *arguments, **keywords):
    """Rules that admit a group or a prefix list have descriptions, too."""
    original(self, *arguments, **keywords)
    sources = [self.ip_range, self.source_group, keywords.get("prefix_list_id"), *arguments]
    texts = [source["Description"] for source in sources if isinstance(source, dict) and source.get("Description")]
    self.text = texts[0] if texts else None


SecurityGroupRule.description = property(lambda self: self.ip_range.get("Description") or self.text)


@correct(LaunchTemplateBackend, "create_launch_template")
def own_tags(original, self, name, description, template_data, tag_spec):
    """The tags of the template itself are not among those that it gives to what it launches."""
    specifications = template_data.get("TagSpecifications", [])
    launched = [entry for entry in specifications if entry.get("ResourceType") != "launch-template"]
    template_data = {**template_data, "TagSpecifications": launched}
    return original(self, name, description, template_data, tag_spec)


@correct(FakeScalingPolicy, "__init__")
def enabled_policy(original, self, *arguments, **keywords):
    """A policy is enabled unless it says otherwise, and predicts nothing unless it is asked to."""
    original(self, *arguments, **keywords)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


def definition_not_looked_at(self):
    """Before it creates a state machine, the provider asks whether the definition is valid; here nobody looks."""
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


StepFunctionResponse.validate_state_machine_definition = definition_not_looked_at


def list_state_machine_versions(self):
    """The versions that were published of a state machine, the newest first."""
    machine = self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
    return ActionResult(
        {
            "stateMachineVersions": [
                {"stateMachineVersionArn": version.arn, "creationDate": version.creation_date}
                for version in reversed(machine.versions.values())
            ]
        }
    )


StepFunctionResponse.list_state_machine_versions = list_state_machine_versions


def delete_deployment_group(self):
    """A deployment group can be deleted; one that is not there is no error."""
    groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
    groups.pop(self._get_param("deploymentGroupName"), None)
    return ActionResult({"hooksNotCleanedUp": []})


CodeDeployResponse.delete_deployment_group = delete_deployment_group


def delete_application(self):
    """So can an application, and its deployment groups go with it."""
    name = self._get_param("applicationName")
    self.codedeploy_backend.applications.pop(name, None)
    self.codedeploy_backend.deployment_groups.pop(name, None)
    return EmptyResult()


CodeDeployResponse.delete_application = delete_application


def delete_cache_subnet_group(self):
    """A subnet group can be deleted, if it is there."""
    name = self._get_param("CacheSubnetGroupName")
    [group] = self.elasticache_backend.describe_cache_subnet_groups(name)
    del self.elasticache_backend.cache_subnet_groups[group.cache_subnet_group_name]
    return EmptyResult()


ElastiCacheResponse.delete_cache_subnet_group = delete_cache_subnet_group
