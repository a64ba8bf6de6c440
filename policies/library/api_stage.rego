# METADATA
# title: Settings of REST API stages
# description: >-
#   The settings of a stage's methods are resources of their own, which name the API and the stage. Those of the path */* are for all methods that have none
#   of their own. https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
package library.api_stage

import data.library.logic
import data.library.plan
import data.library.value

# METADATA
# description: |
#   The settings that are of this stage, or may be: {path, block: what is set, is_of_stage: "yes" or "unknown"}.
methods(stage) := [entry |
	some api in plan.linked(stage, "rest_api_id", ["aws_api_gateway_rest_api"])
	some settings in plan.companions(api, "aws_api_gateway_method_settings")
	is_of_stage := names_stage(settings.after.stage_name, stage)
	is_of_stage != "no"
	some element in value.elements(settings.after.settings)
	entry := {"path": settings.after.method_path, "block": element.value, "is_of_stage": is_of_stage}
]

# METADATA
# description: |
#   Whether all methods of a stage are as they have to be, "yes", "no" or "unknown", from {path, is_of_stage, answer} of each of its settings. Without settings
#   for */* those of a new stage are AWS's defaults, which are off; one that exists may have some that the plan does not know.
all_methods(stage, judged) := logic.all({default_answer(stage, judged)} | {answer |
	some entry in judged
	answer := logic.any({entry.answer, {"yes": "no", "unknown": "unknown"}[entry.is_of_stage]})
})

default_answer(stage, judged) := logic.any(certain) if {
	certain := {entry.answer | some entry in judged; entry.path == "*/*"; entry.is_of_stage == "yes"}
	certain != set()
} else := logic.any({undefined_answer(stage)} | {answer |
	some entry in judged
	may_be_default(entry.path)
	answer := logic.all({"unknown", entry.answer})
})

may_be_default(path) if path == "*/*"

may_be_default(path) if not is_string(path)

undefined_answer(stage) := "no" if {
	plan.is_new(stage)
	input.plan.complete
	not plan.is_ambiguous("aws_api_gateway_method_settings", "rest_api_id")
	not plan.leads_elsewhere(stage, "rest_api_id", ["aws_api_gateway_rest_api"])
} else := "unknown"

names_stage(v, stage) := "yes" if {
	v.address == stage.address
} else := "yes" if {
	is_string(v)
	v == stage.after.stage_name
} else := "no" if {
	is_string(v)
	is_string(stage.after.stage_name)
} else := "no" if {
	input.resources.aws_api_gateway_stage[v.address]
} else := "unknown"
