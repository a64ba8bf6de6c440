from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse


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
