import type { RuleMetadata } from "../policies/contract/rule";
import type { Variation } from "./variations";

/** Left out, in the ways that plans have. */
const LEFT_OUT = ["absent", "null", "an empty list", "an empty text"];
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

/** Attributes of the kind that `LEFT_OUT` mends, by rule: what AWS or the provider then does complies, or nothing is left to judge. */
const DEFAULT_COMPLIES: Readonly<Record<string, readonly string[]>> = {
  ALB_DESYNC_MODE_CHECK: ["desync_mitigation_mode"],
  AUTOSCALING_LAUNCH_CONFIG_HOP_LIMIT: ["metadata_options"],
  AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED: ["associate_public_ip_address"],
  CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK: ["actions_enabled"],
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: ["retention_in_days"],
  EC2_INSTANCE_NO_PUBLIC_IP: ["associate_public_ip_address"],
  GUARDDUTY_ENABLED_CENTRALIZED: ["enable"],
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: ["policy"],
  IAM_ROLE_TRUST_POLICY_NOT_PUBLIC: ["assume_role_policy"],
  INCOMING_SSH_DISABLED: ["ingress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
  KMS_KEY_POLICY_NOT_PUBLIC: ["policy"],
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: ["parameter_group_name"],
  S3_BUCKET_ACL_PROHIBITED: ["rule"],
  SSM_PARAMETER_SECURE_STRING: ["name"],
  SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED: ["map_public_ip_on_launch"],
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: ["origin"],
  CLOUDFRONT_SECURITY_POLICY_CHECK: ["viewer_certificate"],
  EC2_EBS_ENCRYPTION_BY_DEFAULT: ["enabled"],
  EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED: ["block_device_mappings"],
  ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK: ["protocol"],
  S3_BUCKET_PUBLIC_READ_PROHIBITED: ["acl"],
  SECURITY_GROUP_WIDE_RANGE_CLOSED: ["ingress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: ["ingress", "egress"],
  CONFIG_RULE_DEPLOYABLE: ["source", "maximum_execution_frequency"],
  DATABASE_NOT_REACHABLE_FROM_INTERNET: ["publicly_accessible"],
  EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED: ["network_interfaces"],
  IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS: ["policy"],
  NACL_NO_UNRESTRICTED_SSH_RDP: ["ingress", "cidr_block"],
  RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED: ["auto_minor_version_upgrade"],
  RESTRICTED_INCOMING_TRAFFIC: ["ingress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
  SECRETSMANAGER_ROTATION_ENABLED_CHECK: ["rotation_rules"],
  SECURITY_GROUP_UDP_RDP_CLOSED: ["ingress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
  SSM_DOCUMENT_NOT_PUBLIC: ["permissions"],
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: ["ingress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"],
};

/** Attributes that any text mends, by rule: it asks only that something is named there, or the text says that it is of another kind. */
const ANY_TEXT: Readonly<Record<string, readonly string[]>> = {
  API_GW_SSL_ENABLED: ["client_certificate_id"],
  CLOUDFRONT_ASSOCIATED_WITH_WAF: ["web_acl_id"],
  CLOUDFRONT_DEFAULT_ROOT_OBJECT_CONFIGURED: ["default_root_object"],
  CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED: ["origin"],
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: ["kms_key_id"],
  CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED: ["cloud_watch_logs_group_arn"],
  CLOUD_TRAIL_ENCRYPTION_ENABLED: ["kms_key_id"],
  CMK_BACKING_KEY_ROTATION_ENABLED: ["customer_master_key_spec", "custom_key_store_id"],
  IAM_ROOT_ACCESS_KEY_CHECK: ["user"],
  LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED: ["principal", "source_account"],
  RDS_CLUSTER_MULTI_AZ_ENABLED: ["db_cluster_instance_class"],
  RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED: ["engine"],
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: ["engine"],
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: ["engine"],
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: ["shared_accounts"],
  SECRETSMANAGER_USING_CMK: ["kms_key_id"],
  SNS_ENCRYPTED_KMS: ["kms_master_key_id"],
  SSM_DOCUMENT_NOT_PUBLIC: ["permissions"],
  SSM_PARAMETER_SECURE_STRING: ["name"],
};

/** Attributes that hold lists of texts of which one violates: a list of others mends; or that ask for any. */
const OTHER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  CLOUDWATCH_ALARM_ACTION_CHECK: ["alarm_actions", "insufficient_data_actions"],
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: ["origin"],
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: ["shared_accounts"],
};

/** Attributes by which others find the resource: with another value it is another resource. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: ["name"],
};

/** Rules that judge only blocks of addresses that they can read, and the one that judges the others. */
const JUDGED_BY: Readonly<Record<string, string>> = {
  SECURITY_GROUP_PREFIX_LIST_CLOSED: "INCOMING_SSH_DISABLED",
  SECURITY_GROUP_WIDE_RANGE_CLOSED: "INCOMING_SSH_DISABLED",
};

/** Whether the value is a legitimate one with which the rule is right to find nothing. */
export function mends({ id }: RuleMetadata, { attribute, value }: Variation): boolean {
  const isIn = (list: Readonly<Record<string, readonly string[]>>) => list[id]?.includes(attribute ?? "") ?? false;
  if (isIn(IDENTITIES)) return true;
  if (LEFT_OUT.includes(value)) return isIn(DEFAULT_COMPLIES);
  if (TEXT.includes(value)) return isIn(ANY_TEXT);
  return value === "a list of many" && isIn(OTHER_TEXTS);
}

/** The rule that has to object where this one leaves a malformed value to it. */
export function judgedBy({ id }: RuleMetadata): string | undefined {
  return JUDGED_BY[id];
}
