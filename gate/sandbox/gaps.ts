/**
 * The one list of what the stand-in lacks. Tried with the real provider against moto 5.2.5 with what `corrections/` mends;
 * `npm run sandbox:gaps` tries it again, and names what works meanwhile. The table in docs/architecture.md is made of it.
 */

/** The moto that the list was tried with. */
export const TRIED_WITH = "5.2.5";

/** A resource type that the sandbox leaves out. */
export interface Gap {
  /** What the stand-in lacks, as half a sentence: `it has no such service`. */
  readonly why: string;
  /**
   * What stands for attributes of it, so that resources which mention them can be applied all the same; those that mention
   * another attribute are left out, too.
   */
  readonly values?: { readonly [attribute: string]: string };
}

export const LEFT_OUT: { readonly [type: string]: Gap } = {
  aws_accessanalyzer_analyzer: { why: "it has no Access Analyzer" },
  aws_api_gateway_client_certificate: {
    why: "it knows no client certificates of API Gateway",
    values: { id: "left-out" },
  },
  aws_autoscaling_notification: { why: "it does not implement PutNotificationConfiguration" },
  aws_backup_selection: { why: "it does not implement CreateBackupSelection" },
  aws_backup_vault_notifications: { why: "it does not implement PutBackupVaultNotifications" },
  aws_budgets_budget: { why: "it does not implement DescribeSubscribersForNotification" },
  aws_ce_cost_allocation_tag: { why: "it does not implement UpdateCostAllocationTagsStatus" },
  aws_cloudfront_distribution: {
    why: "it forgets the origin access control and the viewer certificate of a distribution",
    values: {
      arn: "arn:aws:cloudfront::123456789012:distribution/E0LEFTOUT00000",
      domain_name: "left-out.cloudfront.net",
      hosted_zone_id: "Z2FDTNDATAQYW2",
      id: "E0LEFTOUT00000",
    },
  },
  aws_cloudfront_monitoring_subscription: { why: "it does not implement CreateMonitoringSubscription" },
  aws_cloudfront_response_headers_policy: { why: "it does not implement CreateResponseHeadersPolicy" },
  aws_codepipeline: { why: "the SDK cannot read the dates that GetPipeline gives back" },
  aws_codestarconnections_connection: {
    why: "it has no connections to repositories",
    values: { arn: "arn:aws:codestar-connections:us-east-1:123456789012:connection/left-out" },
  },
  aws_db_instance_automated_backups_replication: {
    why: "it does not implement StartDBInstanceAutomatedBackupsReplication",
  },
  aws_ebs_default_kms_key: { why: "it does not implement GetEbsDefaultKmsKeyId" },
  aws_ebs_snapshot_block_public_access: { why: "it does not implement EnableSnapshotBlockPublicAccess" },
  aws_elasticache_user_group: { why: "it does not implement CreateUserGroup" },
  aws_route53domains_registered_domain: { why: "a domain is bought, not created, and it sells none" },
  aws_securityhub_account: { why: "it does not implement UpdateSecurityHubConfiguration" },
  aws_securityhub_standards_subscription: { why: "it does not implement BatchEnableStandards" },
};
