import type { RuleMetadata } from "../policies/contract/rule";
import type { Variation } from "./variations";

/** Left out, in the ways that plans have. */
const LEFT_OUT = ["absent", "null", "an empty list", "an empty map", "an empty text"];
/** A text, which nobody but AWS can tell from one that names something. */
const TEXT = [
  "a text",
  "a text with NUL",
  "a lone surrogate",
  "a text that turns direction",
  "a template",
  "an open template",
  "a huge text",
];

/** Where security groups and their rules have blocks of addresses. */
const ADDRESSES = [
  "ingress",
  "ingress[].cidr_blocks",
  "ingress[].ipv6_cidr_blocks",
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
];

/** Paths of the attributes that `LEFT_OUT` mends, by rule: what AWS or the provider then does complies, or nothing is left to judge. */
const DEFAULT_COMPLIES: Readonly<Record<string, readonly string[]>> = {
  ALB_DESYNC_MODE_CHECK: ["desync_mitigation_mode"],
  AUTOSCALING_LAUNCH_CONFIG_HOP_LIMIT: ["metadata_options", "metadata_options[].http_put_response_hop_limit"],
  AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED: ["associate_public_ip_address"],
  AUTOSCALING_LAUNCH_TEMPLATE: ["launch_configuration"],
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: ["origin", "origin[].custom_origin_config"],
  CLOUDFRONT_SECURITY_POLICY_CHECK: ["viewer_certificate"],
  CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED: ["origin", "origin[].custom_origin_config"],
  CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK: ["actions_enabled"],
  CLOUD_TRAIL_ENABLED: ["enable_logging"],
  CONFIG_RULE_DEPLOYABLE: ["source", "maximum_execution_frequency", "input_parameters"],
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: ["retention_in_days"],
  DATABASE_NOT_REACHABLE_FROM_INTERNET: ["publicly_accessible"],
  EC2_EBS_ENCRYPTION_BY_DEFAULT: ["enabled"],
  EC2_INSTANCE_NO_PUBLIC_IP: ["associate_public_ip_address"],
  EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED: [
    "block_device_mappings",
    "block_device_mappings[].ebs",
    "block_device_mappings[].ebs[].encrypted",
  ],
  EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED: ["network_interfaces", "network_interfaces[].associate_public_ip_address"],
  EC2_VOLUME_INUSE_CHECK: [
    "ebs_block_device",
    "ebs_block_device[].delete_on_termination",
    "root_block_device",
    "root_block_device[].delete_on_termination",
  ],
  GUARDDUTY_ENABLED_CENTRALIZED: ["enable"],
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: ["policy"],
  IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS: ["policy"],
  IAM_ROLE_TRUST_POLICY_NOT_PUBLIC: ["assume_role_policy"],
  IAM_USER_NO_POLICIES_CHECK: ["users"],
  INCOMING_SSH_DISABLED: [...ADDRESSES, "remote_access"],
  KMS_KEY_POLICY_NOT_PUBLIC: ["policy"],
  NACL_NO_UNRESTRICTED_SSH_RDP: ["ingress", "ingress[].cidr_block", "cidr_block"],
  RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED: ["auto_minor_version_upgrade"],
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: ["parameter_group_name"],
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: ["shared_accounts"],
  RESTRICTED_INCOMING_TRAFFIC: [...ADDRESSES, "remote_access"],
  S3_BUCKET_ACL_PROHIBITED: ["rule"],
  S3_BUCKET_PUBLIC_READ_PROHIBITED: ["acl"],
  SECRETSMANAGER_ROTATION_ENABLED_CHECK: ["rotation_rules"],
  SECURITY_GROUP_UDP_RDP_CLOSED: ADDRESSES,
  SECURITY_GROUP_WIDE_RANGE_CLOSED: ADDRESSES,
  SNS_TOPIC_POLICY_NOT_PUBLIC: ["policy"],
  SSM_DOCUMENT_NOT_PUBLIC: ["permissions"],
  SSM_PARAMETER_SECURE_STRING: ["name"],
  SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: ["map_public_ip_on_launch"],
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: ["ingress", "egress"],
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: ADDRESSES,
};

/** Paths of the attributes that any text mends, by rule: it asks only that something is named there, or the text says that it is of another kind. */
const ANY_TEXT: Readonly<Record<string, readonly string[]>> = {
  API_GW_SSL_ENABLED: ["client_certificate_id"],
  CLOUDFRONT_ASSOCIATED_WITH_WAF: ["web_acl_id"],
  CLOUDFRONT_DEFAULT_ROOT_OBJECT_CONFIGURED: ["default_root_object"],
  CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED: ["origin[].origin_access_control_id", "origin[].domain_name"],
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: ["kms_key_id"],
  CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED: ["cloud_watch_logs_group_arn"],
  CLOUD_TRAIL_ENCRYPTION_ENABLED: ["kms_key_id"],
  CMK_BACKING_KEY_ROTATION_ENABLED: ["customer_master_key_spec", "custom_key_store_id"],
  IAM_ROOT_ACCESS_KEY_CHECK: ["user"],
  LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: ["principal", "principal_org_id", "source_account", "source_arn"],
  RDS_CLUSTER_MULTI_AZ_ENABLED: ["db_cluster_instance_class"],
  RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED: ["engine"],
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: ["engine"],
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: ["engine"],
  SECRETSMANAGER_USING_CMK: ["kms_key_id"],
  SNS_ENCRYPTED_KMS: ["kms_master_key_id"],
  SSM_PARAMETER_SECURE_STRING: ["name"],
};

/** Paths of lists of texts of which one violates, so that a list of others mends; or of lists that have to have any. */
const OTHER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: ["origin[].custom_origin_config[].origin_ssl_protocols"],
  CLOUDWATCH_ALARM_ACTION_CHECK: ["alarm_actions", "insufficient_data_actions"],
  INCOMING_SSH_DISABLED: ["remote_access[].source_security_group_ids"],
  RESTRICTED_INCOMING_TRAFFIC: ["remote_access[].source_security_group_ids"],
};

/** Paths of the attributes by which others find the resource: with another value it is another resource. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: ["name"],
};

/** Rules that judge only blocks of addresses that they can read, and the one that judges the others. */
const JUDGED_BY: Readonly<Record<string, string>> = {
  SECURITY_GROUP_PREFIX_LIST_CLOSED: "INCOMING_SSH_DISABLED",
  SECURITY_GROUP_WIDE_RANGE_CLOSED: "INCOMING_SSH_DISABLED",
};

/** Whether the value is a legitimate one with which the rule is right to find nothing. */
export function mends({ id }: RuleMetadata, { path, value }: Variation): boolean {
  const isIn = (list: Readonly<Record<string, readonly string[]>>) => list[id]?.includes(path ?? "") ?? false;
  if (isIn(IDENTITIES)) return true;
  if (LEFT_OUT.includes(value)) return isIn(DEFAULT_COMPLIES);
  if (TEXT.includes(value)) return isIn(ANY_TEXT);
  return value === "a list of many" && isIn(OTHER_TEXTS);
}

/** The rule that has to object where this one leaves a malformed value to it. */
export function judgedBy({ id }: RuleMetadata): string | undefined {
  return JUDGED_BY[id];
}
