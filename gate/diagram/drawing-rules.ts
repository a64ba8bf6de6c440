/** Where a resource is drawn, from the user inwards. */
export type Tier = "edge" | "public" | "private" | "api" | "data" | "delivery" | "watch" | "guard";

/** `otherwise`: the title where the plan does not tell which subnets these are. */
interface TierStyle {
  readonly title: string;
  readonly otherwise?: string;
  readonly fill: string;
}

export const TIERS: { readonly [tier in Tier]: TierStyle } = {
  edge: { title: "Edge", fill: "#ede7f6" },
  public: { title: "Public subnets", otherwise: "Entry", fill: "#e3f2fd" },
  private: { title: "Private subnets", otherwise: "Servers and data stores", fill: "#e8f5e9" },
  api: { title: "Mobile API", fill: "#f3e5f5" },
  data: { title: "Storage", fill: "#fff8e1" },
  delivery: { title: "Delivery and recovery", fill: "#e0f2f1" },
  watch: { title: "Monitoring", fill: "#fce4ec" },
  guard: { title: "Protection", fill: "#eceff1" },
};

/** How a type is drawn. */
export interface Drawn {
  readonly label: string;
  readonly tier: Tier;
  /** Several of one tier are one box with their number. */
  readonly merged?: boolean;
}

/** What is worth a box; everything else is a detail of these. */
export const DRAWN: { readonly [type: string]: Drawn } = {
  aws_route53_zone: { label: "Route 53 zone", tier: "edge" },
  aws_acm_certificate: { label: "ACM certificate", tier: "edge", merged: true },
  aws_cloudfront_distribution: { label: "CloudFront distribution", tier: "edge" },
  aws_wafv2_web_acl: { label: "AWS WAF web ACL", tier: "edge" },
  aws_lb: { label: "Application Load Balancer", tier: "public" },
  aws_nat_gateway: { label: "NAT gateway", tier: "public", merged: true },
  aws_autoscaling_group: { label: "Auto Scaling group", tier: "private" },
  aws_instance: { label: "EC2 instance", tier: "private" },
  aws_rds_cluster: { label: "RDS Multi-AZ DB cluster", tier: "private" },
  aws_db_instance: { label: "RDS instance", tier: "private" },
  aws_elasticache_replication_group: { label: "ElastiCache", tier: "private" },
  aws_vpc_endpoint: { label: "VPC endpoint", tier: "private", merged: true },
  aws_api_gateway_rest_api: { label: "API Gateway", tier: "api" },
  aws_cognito_user_pool: { label: "Cognito user pool", tier: "api" },
  aws_lambda_function: { label: "Lambda function", tier: "api" },
  aws_sqs_queue: { label: "SQS queue", tier: "api" },
  aws_s3_bucket: { label: "S3 bucket", tier: "data" },
  aws_ssm_parameter: { label: "SSM parameter", tier: "data", merged: true },
  aws_codepipeline: { label: "CodePipeline", tier: "delivery" },
  aws_codebuild_project: { label: "CodeBuild", tier: "delivery" },
  aws_codedeploy_deployment_group: { label: "CodeDeploy", tier: "delivery" },
  aws_backup_plan: { label: "AWS Backup plan", tier: "delivery" },
  aws_backup_vault: { label: "Backup vault", tier: "delivery" },
  aws_cloudwatch_dashboard: { label: "Dashboard", tier: "watch", merged: true },
  aws_cloudwatch_metric_alarm: { label: "Alarm", tier: "watch", merged: true },
  aws_cloudwatch_log_group: { label: "Log group", tier: "watch", merged: true },
  aws_budgets_budget: { label: "Budget", tier: "watch", merged: true },
  aws_sns_topic: { label: "SNS topic", tier: "watch" },
  aws_kms_key: { label: "KMS key", tier: "guard", merged: true },
  aws_cloudtrail: { label: "CloudTrail", tier: "guard" },
  aws_config_configuration_recorder: { label: "AWS Config recorder", tier: "guard" },
  aws_config_config_rule: { label: "AWS Config rule", tier: "guard", merged: true },
  aws_guardduty_detector: { label: "GuardDuty", tier: "guard" },
  aws_securityhub_account: { label: "Security Hub", tier: "guard" },
  aws_accessanalyzer_analyzer: { label: "Access Analyzer", tier: "guard" },
  aws_iam_account_password_policy: { label: "Password policy", tier: "guard" },
  aws_s3_account_public_access_block: { label: "S3 public access block", tier: "guard" },
  aws_ebs_encryption_by_default: { label: "EBS encryption by default", tier: "guard" },
};

/** An arrow between two types, where references lead from one to the other by way of these details alone. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  /** Of the first detail: the attribute by which it refers to where the arrow starts. Default: any, in either direction. */
  readonly by?: string;
  readonly label?: string;
}

/** From a fleet to what its security group may reach. */
const BY_SECURITY_GROUPS = [
  "aws_launch_template",
  "aws_security_group",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
];

export const ARROWS: readonly Arrow[] = [
  { from: "aws_route53_zone", to: "aws_cloudfront_distribution", via: ["aws_route53_record"] },
  { from: "aws_route53_zone", to: "aws_lb", via: ["aws_route53_record"] },
  {
    from: "aws_route53_zone",
    to: "aws_api_gateway_rest_api",
    via: ["aws_route53_record", "aws_api_gateway_domain_name", "aws_api_gateway_base_path_mapping"],
  },
  { from: "aws_wafv2_web_acl", to: "aws_cloudfront_distribution", label: "filters" },
  { from: "aws_wafv2_web_acl", to: "aws_lb", via: ["aws_wafv2_web_acl_association"], label: "filters" },
  {
    from: "aws_wafv2_web_acl",
    to: "aws_api_gateway_rest_api",
    via: ["aws_wafv2_web_acl_association", "aws_api_gateway_stage"],
    label: "filters",
  },
  { from: "aws_cloudfront_distribution", to: "aws_s3_bucket", label: "OAC" },
  { from: "aws_lb", to: "aws_autoscaling_group", via: ["aws_lb_listener", "aws_lb_target_group"], label: "HTTPS" },
  { from: "aws_autoscaling_group", to: "aws_rds_cluster", via: BY_SECURITY_GROUPS, label: "TLS" },
  { from: "aws_autoscaling_group", to: "aws_db_instance", via: BY_SECURITY_GROUPS, label: "TLS" },
  { from: "aws_autoscaling_group", to: "aws_elasticache_replication_group", via: BY_SECURITY_GROUPS, label: "TLS" },
  { from: "aws_autoscaling_group", to: "aws_vpc_endpoint", via: BY_SECURITY_GROUPS },
  { from: "aws_db_instance", to: "aws_db_instance", label: "replicates" },
  { from: "aws_api_gateway_rest_api", to: "aws_cognito_user_pool", via: ["aws_api_gateway_authorizer"] },
  { from: "aws_api_gateway_rest_api", to: "aws_lambda_function", via: ["aws_api_gateway_integration"] },
  { from: "aws_lambda_function", to: "aws_sqs_queue", label: "dead letters" },
  {
    from: "aws_s3_bucket",
    to: "aws_s3_bucket",
    via: ["aws_s3_bucket_replication_configuration"],
    by: "bucket",
    label: "replicates",
  },
  { from: "aws_codepipeline", to: "aws_codebuild_project" },
  { from: "aws_codepipeline", to: "aws_codedeploy_deployment_group" },
  { from: "aws_backup_plan", to: "aws_backup_vault" },
  { from: "aws_cloudwatch_metric_alarm", to: "aws_sns_topic" },
  { from: "aws_budgets_budget", to: "aws_sns_topic" },
  { from: "aws_cloudtrail", to: "aws_s3_bucket" },
  { from: "aws_cloudtrail", to: "aws_cloudwatch_log_group" },
  { from: "aws_config_configuration_recorder", to: "aws_s3_bucket", via: ["aws_config_delivery_channel"] },
];
