from moto.autoscaling.models import FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse

from .correct import correct


@correct(AutoScalingResponse, "create_auto_scaling_group")
@correct(AutoScalingResponse, "update_auto_scaling_group")
def keep_role_and_warmup(original, self):
    """A group has the service-linked role that it is given, and remembers how long instances take to warm up."""
    answer = original(self)
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    role = self._get_param("ServiceLinkedRoleARN")
    warmup = self._get_int_param("DefaultInstanceWarmup")
    if role is not None:
        group.service_linked_role_arn = role
    if warmup is not None:
        group.default_instance_warmup = warmup
    return answer


@correct(FakeScalingPolicy, "__init__")
def enabled_policy(original, self, *arguments, **keywords):
    """A policy is enabled unless it says otherwise, and predicts nothing unless it is asked to."""
    original(self, *arguments, **keywords)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None
