/** One thing that a system must have, and what makes it. */
export interface Part {
  readonly what: string;
  /** Each has to match a resource: a construct path (`web-tier/fleet`), a type (`aws_lb`), or both (`aws_lb@web-tier`). */
  readonly by: readonly string[];
}

export interface Capability {
  readonly name: string;
  readonly parts: readonly Part[];
}

/** A system, as the documents that it is built from describe it. */
export interface SystemDescription {
  readonly stack: string;
  readonly title: string;
  readonly capabilities: readonly Capability[];
}

function part(what: string, ...by: readonly string[]): Part {
  return { what, by };
}

export const SYSTEMS: readonly SystemDescription[] = [
  {
    stack: "storefront",
    title: "Storefront",
    capabilities: [
      {
        name: "Network",
        parts: [
          part("public subnets with a route to the internet", "network/public"),
          part("private subnets without one", "network/private"),
          part("ways out to AWS, and to Session Manager", "network/egress"),
          part(
            "flow logs, and a default security group that admits nothing",
            "network/flow-logs",
            "network/default-security-group",
          ),
        ],
      },
      {
        name: "Web tier",
        parts: [
          part("launch template: image, user data, encrypted volumes, IMDSv2", "aws_launch_template@web-tier"),
          part("instance profile with Systems Manager, and what else instances may read", "web-tier/instance-role"),
          part("application artifacts", "artifacts"),
          part("security groups from the load balancer to the instances", "web-tier/security-groups"),
        ],
      },
      {
        name: "Auto Scaling",
        parts: [
          part("group over the private subnets", "aws_autoscaling_group@web-tier"),
          part("target tracking, and the evening's schedule with its way back", "web-tier/scaling"),
          part("notifications of launches and terminations", "aws_autoscaling_notification"),
        ],
      },
      {
        name: "Load balancer",
        parts: [
          part("load balancer, target group, HTTPS and the redirect to it", "web-tier/load-balancer"),
          part("access logs", "access-logs"),
        ],
      },
      {
        name: "Database",
        parts: [
          part("Multi-AZ DB cluster, TLS required", "database/cluster"),
          part("its own key", "database/key"),
          part("endpoints and credentials for the web tier", "database/connection-details"),
          part("exported logs and enhanced monitoring", "database/logs", "database/monitoring"),
          part("reached from the web tier only", "database/access", "database/subnets"),
        ],
      },
      {
        name: "Web firewall",
        parts: [
          part("at the load balancer, with logs and an insight by country", "firewall"),
          part("at the distribution, likewise", "edge-firewall"),
        ],
      },
      {
        name: "Certificates and DNS",
        parts: [
          part("certificates, validated by DNS", "certificate", "landing-site/certificate"),
          part("hosted zone with query logs", "zone"),
          part("names of load balancer and distribution", "name", "landing-site/name"),
        ],
      },
      {
        name: "Content delivery",
        parts: [
          part("bucket behind CloudFront, its own key", "landing-site/bucket", "landing-site/key"),
          part("distribution with origin access control, security headers and logs", "landing-site/distribution"),
          part("landing page and error page", "aws_s3_object@landing-site"),
        ],
      },
      {
        name: "Monitoring",
        parts: [
          part("four dashboards", "aws_cloudwatch_dashboard@monitoring"),
          part(
            "alarms of fleet, load balancer, database, distribution and firewalls",
            "aws_cloudwatch_metric_alarm@monitoring",
          ),
          part("the topic that they notify", "alerts"),
        ],
      },
      { name: "Cost", parts: [part("monthly budgets", "budget")] },
      {
        name: "Cache",
        parts: [part("ElastiCache, encrypted, in two zones", "cache"), part("its alarms", "cache-monitoring")],
      },
      {
        name: "Recovery",
        parts: [
          part("nightly backups in a locked vault", "backups/nightly", "backups/vault"),
          part("copies in a second region", "backups/copies"),
          part("replica of the landing page in a second region", "landing-site/replica", "landing-site/replication"),
        ],
      },
      {
        name: "Delivery",
        parts: [
          part("pipeline of the application", "aws_codepipeline", "aws_codestarconnections_connection"),
          part("builds and deployments", "pipeline/build", "pipeline/deployment"),
        ],
      },
    ],
  },
  {
    stack: "finance",
    title: "Finance",
    capabilities: [
      {
        name: "Network",
        parts: [
          part("public and private subnets", "network/public", "network/private"),
          part("ways out to AWS, flow logs", "network/egress", "network/flow-logs"),
        ],
      },
      {
        name: "Web tier",
        parts: [
          part("Auto Scaling group and its template", "web-tier/fleet"),
          part("scaling that keeps CPU below its target", "web-tier/scaling"),
          part("notifications to administrators", "aws_autoscaling_notification", "alerts"),
          part("load balancer", "web-tier/load-balancer"),
        ],
      },
      {
        name: "PostgreSQL",
        parts: [
          part("instance and read replica, TLS forced", "aws_db_instance", "aws_db_parameter_group"),
          part("its own key and logs", "aws_kms_key@postgres/database", "aws_cloudwatch_log_group@postgres"),
        ],
      },
      {
        name: "Parameter Store",
        parts: [part("SecureStrings under a key of their own, read by the instances' role", "postgres/secrets")],
      },
      {
        name: "Static website",
        parts: [
          part("bucket behind CloudFront with origin access control", "website/bucket", "website/distribution"),
          part("certificate and names", "website/certificate", "website/name"),
        ],
      },
      {
        name: "DNS",
        parts: [
          part("hosted zone with query logs", "zone"),
          part("the registered domain", "domain"),
          part("certificate", "certificate"),
        ],
      },
      {
        name: "Web firewall",
        parts: [part("at load balancer, distribution and API", "firewall", "edge-firewall", "receipts/firewall")],
      },
      {
        name: "Receipt analyzer",
        parts: [
          part("API with throttling, logs, authorizer and limits", "aws_api_gateway_rest_api", "aws_api_gateway_stage"),
          part("who may call it", "receipts/users", "aws_api_gateway_authorizer"),
          part("function, its role and its dead letters", "aws_lambda_function", "aws_sqs_queue"),
          part("answers that are remembered by idempotency key", "aws_dynamodb_table"),
          part("alarms", "aws_cloudwatch_metric_alarm@receipts"),
        ],
      },
      { name: "Monitoring", parts: [part("dashboards and alarms", "monitoring")] },
      { name: "Cost", parts: [part("monthly budget", "budget")] },
    ],
  },
  {
    stack: "account-baseline",
    title: "Account baseline",
    capabilities: [
      {
        name: "CloudTrail",
        parts: [
          part("trail over all regions, with data events", "aws_cloudtrail"),
          part("its bucket, key and log group", "trail/bucket", "trail/key", "trail/log-group"),
          part("alarms on what the log tells", "alarms"),
        ],
      },
      {
        name: "AWS Config",
        parts: [
          part("recorder and delivery", "configuration"),
          part("the rules that plans are judged by, once resources exist", "rules"),
        ],
      },
      {
        name: "Access",
        parts: [
          part("password policy", "aws_iam_account_password_policy"),
          part("group that needs a second factor", "access/people", "access/multi-factor"),
        ],
      },
      {
        name: "Protection",
        parts: [
          part(
            "EBS: encryption by default, no public snapshots",
            "aws_ebs_encryption_by_default",
            "aws_ebs_snapshot_block_public_access",
          ),
          part("S3: no public access", "aws_s3_account_public_access_block"),
        ],
      },
      {
        name: "Detection",
        parts: [
          part("GuardDuty", "aws_guardduty_detector"),
          part("Access Analyzer", "aws_accessanalyzer_analyzer"),
          part("Security Hub, by setting", "aws_securityhub_account"),
        ],
      },
      {
        name: "Cost",
        parts: [part("budget of the account", "budget"), part("cost allocation tags", "cost-allocation-tags")],
      },
      { name: "Alerts", parts: [part("topic of all alarms", "alerts")] },
    ],
  },
  {
    stack: "plan-gate",
    title: "Plan gate",
    capabilities: [
      {
        name: "Network",
        parts: [
          part("private subnets for the functions", "network/public", "network/private"),
          part("the way out to HCP Terraform, flow logs", "network/egress", "network/flow-logs"),
        ],
      },
      {
        name: "Run task",
        parts: [
          part("API with throttling and access logs", "run-task/api"),
          part("function that answers, its role and alarms", "run-task/receiver"),
          part("tasks to be worked off, and those put aside", "run-task/queue"),
          part("function that judges, its role and alarms", "run-task/worker", "run-task/tasks-to-worker"),
          part("tasks that were received, so that none is worked off twice", "aws_dynamodb_table"),
        ],
      },
      {
        name: "Fleet replay",
        parts: [
          part("latest plan of each workspace, edited policies, reports", "plans"),
          part("state machine that replays every plan, its role, log and alarm", "fleet-replay/state-machine"),
          part("function that judges a kept plan, its role and alarms", "fleet-replay/replayer"),
          part("function that gathers the report, its role and alarms", "fleet-replay/reporter"),
        ],
      },
      { name: "Code", parts: [part("of the functions", "artifacts")] },
      { name: "Alerts", parts: [part("topic of all alarms", "alerts")] },
    ],
  },
];
