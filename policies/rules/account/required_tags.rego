# METADATA
# scope: package
# title: Resources have the tags that are required
# description: >-
#   A resource of the types that AWS Config names has every required tag, with one of its values where values are given. Default tags of the
#   provider count, except for Auto Scaling groups, to which it does not apply them. The volumes of an instance have to be tagged too.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/required-tags.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
# custom:
#   id: REQUIRED_TAGS
#   source: aws-config
#   aliases: [TAG_COMPLIANCE, required-tags]
#   severity: low
#   resources:
#     - aws_acm_certificate
#     - aws_alb
#     - aws_autoscaling_group
#     - aws_cloudformation_stack
#     - aws_codebuild_project
#     - aws_customer_gateway
#     - aws_db_event_subscription
#     - aws_db_instance
#     - aws_db_snapshot
#     - aws_db_snapshot_copy
#     - aws_db_subnet_group
#     - aws_default_network_acl
#     - aws_default_route_table
#     - aws_default_security_group
#     - aws_default_subnet
#     - aws_default_vpc
#     - aws_dynamodb_table
#     - aws_ebs_volume
#     - aws_elb
#     - aws_instance
#     - aws_internet_gateway
#     - aws_lb
#     - aws_network_acl
#     - aws_network_interface
#     - aws_rds_cluster_instance
#     - aws_redshift_cluster
#     - aws_redshift_cluster_snapshot
#     - aws_redshift_parameter_group
#     - aws_redshift_subnet_group
#     - aws_route_table
#     - aws_s3_bucket
#     - aws_security_group
#     - aws_spot_instance_request
#     - aws_subnet
#     - aws_vpc
#     - aws_vpn_connection
#     - aws_vpn_gateway
#   reads:
#     aws_acm_certificate: [tags, tags_all]
#     aws_alb: [tags, tags_all]
#     aws_autoscaling_group: [tag]
#     aws_cloudformation_stack: [tags, tags_all]
#     aws_codebuild_project: [tags, tags_all]
#     aws_customer_gateway: [tags, tags_all]
#     aws_db_event_subscription: [tags, tags_all]
#     aws_db_instance: [tags, tags_all]
#     aws_db_snapshot: [tags, tags_all]
#     aws_db_snapshot_copy: [tags, tags_all]
#     aws_db_subnet_group: [tags, tags_all]
#     aws_default_network_acl: [tags, tags_all]
#     aws_default_route_table: [tags, tags_all]
#     aws_default_security_group: [tags, tags_all]
#     aws_default_subnet: [tags, tags_all]
#     aws_default_vpc: [tags, tags_all]
#     aws_dynamodb_table: [tags, tags_all]
#     aws_ebs_volume: [tags, tags_all]
#     aws_elb: [tags, tags_all]
#     aws_instance: [ebs_block_device, root_block_device, tags, tags_all, volume_tags]
#     aws_internet_gateway: [tags, tags_all]
#     aws_lb: [tags, tags_all]
#     aws_network_acl: [tags, tags_all]
#     aws_network_interface: [tags, tags_all]
#     aws_rds_cluster_instance: [tags, tags_all]
#     aws_redshift_cluster: [tags, tags_all]
#     aws_redshift_cluster_snapshot: [tags, tags_all]
#     aws_redshift_parameter_group: [tags, tags_all]
#     aws_redshift_subnet_group: [tags, tags_all]
#     aws_route_table: [tags, tags_all]
#     aws_s3_bucket: [tags, tags_all]
#     aws_security_group: [tags, tags_all]
#     aws_spot_instance_request: [ebs_block_device, root_block_device, tags, tags_all, volume_tags]
#     aws_subnet: [tags, tags_all]
#     aws_vpc: [tags, tags_all]
#     aws_vpn_connection: [tags, tags_all]
#     aws_vpn_gateway: [tags, tags_all]
#   parameters:
#     tag1Key: {description: Key of a tag that has to be there., default: "CostCenter"}
#     tag1Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#     tag2Key: {description: Key of a tag that has to be there.}
#     tag2Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#     tag3Key: {description: Key of a tag that has to be there.}
#     tag3Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#     tag4Key: {description: Key of a tag that has to be there.}
#     tag4Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#     tag5Key: {description: Key of a tag that has to be there.}
#     tag5Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#     tag6Key: {description: Key of a tag that has to be there.}
#     tag6Value: {description: "Values that the tag may have, separated by commas; any when left out."}
#   reasons:
#     missing: "The tag {tag} is missing."
#     value: "The tag {tag} has a value other than {values}."
#     unknown: "The plan cannot tell whether the tag {tag} is there and has a value that it may have."
#     by_default: "The resource does not have the tag {tag} itself, and the plan does not tell the default tags of its provider."
#     volumes: "The plan cannot tell whether the volumes of the instance get the tag {tag}."
#   remediation: Add the tag to tags of the resource, to default_tags of the provider, for an Auto Scaling group to a tag block, and for the volumes of an instance to volume_tags.
package rules.account.required_tags

import data.library.parameter
import data.library.tags
import data.library.verdict

evaluations contains verdict.non_compliant(entry.resource, entry.attribute, "missing", {"tag": entry.tag.key}) if {
	some entry in entries
	entry.state == "missing"
}

evaluations contains verdict.non_compliant(entry.resource, entry.attribute, "value", {"tag": entry.tag.key, "values": concat(", ", entry.tag.values)}) if {
	some entry in entries
	entry.state == "value"
}

evaluations contains verdict.insufficient_data(entry.resource, entry.attribute, entry.state, {"tag": entry.tag.key}) if {
	some entry in entries
	entry.state in {"by_default", "unknown", "volumes"}
}

required := [{"key": key, "values": parameter.items("REQUIRED_TAGS", concat("", ["tag", number, "Value"]))} |
	some number in ["1", "2", "3", "4", "5", "6"]
	key := parameter.text("REQUIRED_TAGS", concat("", ["tag", number, "Key"]))
	key != ""
]

# What is not as it has to be, of all resources and tags.
entries := array.flatten([
	[entry |
		some type in tagged_types
		some resource in input.resources[type]
		some tag in required
		state := tags.state(resource.after, tag)
		state != "present"
		entry := {"resource": resource, "attribute": "tags", "tag": tag, "state": state}
	],
	[entry |
		some resource in input.resources.aws_autoscaling_group
		some tag in required
		state := tags.state_of_blocks(resource.after.tag, tag)
		state != "present"
		entry := {"resource": resource, "attribute": "tag", "tag": tag, "state": state}
	],
	[entry |
		some type in ["aws_instance", "aws_spot_instance_request"]
		some resource in input.resources[type]
		some tag in required
		state := tags.state_of_volumes(resource.after, tag)
		state != "present"
		entry := {"resource": resource, "attribute": "volume_tags", "tag": tag, "state": state}
	],
])

# All that the metadata above names, which are those that AWS Config names; a group has its tags in blocks.
tagged_types := {type |
	some link in rego.metadata.chain()
	some type in link.annotations.custom.resources
	type != "aws_autoscaling_group"
}
