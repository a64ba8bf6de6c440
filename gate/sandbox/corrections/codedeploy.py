from moto.codedeploy import responses as codedeploy
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult, EmptyResult

from .correct import correct


@correct(codedeploy, "_deployment_group_info")
def with_alarms_and_names(original, group):
    """A deployment group knows the alarms that stop it, and its Auto Scaling groups by name."""
    return {
        **original(group),
        "alarmConfiguration": group.alarm_configuration or {},
        "autoScalingGroups": [{"name": name} for name in group.auto_scaling_groups],
    }


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
