/**
 * The settings of one deployment: everything that differs between two accounts, and nothing that a module knows better.
 * `environment.schema.json` describes the same and holds the limits; a test keeps the two in step.
 */
export interface Environment {
  /** Short name, part of resource names: `prod`. */
  readonly name: string;
  /** AWS account id, twelve digits. */
  readonly account: string;
  /** Region that everything lives in: `us-east-1`. */
  readonly region: string;
  /** Where alerts go. */
  readonly operatorsEmail: string;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly state: StateSettings;
  readonly accountBaseline: AccountBaselineSettings;
  readonly storefront: StorefrontSettings;
  readonly finance: FinanceSettings;
  readonly planGate: PlanGateSettings;
}

/** Where Terraform keeps its state: files in the project directory, or workspaces of HCP Terraform. */
export interface StateSettings {
  readonly kind: "local" | "cloud";
  /** HCP Terraform organization; needed for `cloud`. Workspaces are called `<stack>-<environment>`. */
  readonly organization?: string;
  /** Project of the organization that the workspaces are in. Leave it out: the organization's default project. */
  readonly project?: string;
}

export interface AccountBaselineSettings {
  /** IAM users of this account; all of them are held to multi-factor sign-in. Few: people come through federation. */
  readonly users: readonly string[];
  readonly accessLogs: AccessLogsSettings;
  readonly auditTrail: {
    readonly bucket: string;
    /** Days that nobody can delete a log. Cannot be taken back. */
    readonly lockDays: number;
    readonly retentionDays: number;
    readonly logRetentionDays: number;
  };
  /** AWS Config. */
  readonly configuration: {
    readonly bucket: string;
    readonly retentionDays: number;
    readonly recordingFrequency: "CONTINUOUS" | "DAILY";
  };
  readonly threatDetection: {
    /** Off needs an exemption. */
    readonly guardDuty: boolean;
    readonly protectionPlans: readonly (
      "S3_DATA_EVENTS" | "EBS_MALWARE_PROTECTION" | "RDS_LOGIN_EVENTS" | "LAMBDA_NETWORK_LOGS"
    )[];
    readonly securityHub: boolean;
  };
  /** Tags by which bills can be split. The account that pays activates them, once resources have carried them for a day. */
  readonly costAllocationTags: readonly string[];
  /** USD a month, of the whole account. */
  readonly budget: number;
}

/** The bucket of access logs, of load balancers and of other buckets. */
export interface AccessLogsSettings {
  readonly bucket: string;
  readonly retentionDays: number;
}

export interface StorefrontSettings {
  /** The hosted zone of all names. */
  readonly zone: string;
  readonly network: NetworkSettings;
  readonly webTier: WebTierSettings;
  readonly firewall: FirewallSettings;
  readonly database: DatabaseSettings;
  /** Leave it out: no cache. */
  readonly cache?: CacheSettings;
  readonly landingSite: LandingSiteSettings;
  readonly monitoring: MonitoringSettings;
  readonly budget: BudgetSettings;
  /** Leave it out: nothing but the database's own backups. */
  readonly backup?: BackupSettings;
  /** Leave it out: instances fetch the application from S3 by themselves. */
  readonly pipeline?: PipelineSettings;
  /** Shield Advanced: a subscription for a year, some thousand USD a month. */
  readonly shieldAdvanced: boolean;
  /** Of the logs that have no retention of their own here. */
  readonly logRetentionDays: number;
}

export interface PlanGateSettings {
  readonly network: NetworkSettings;
  readonly function: {
    /** Bucket of the functions' code. */
    readonly bucket: string;
    /** Object key of `dist-functions/run-task.zip`. A new release has a new key. */
    readonly codeKey: string;
    /** MiB for judging one plan. */
    readonly memorySize: number;
    /** Plans judged at the same time. */
    readonly concurrency: number;
  };
  /** Terraform Enterprise: origins of its API, and of where that redirects downloads to. Leave it out: HCP Terraform. */
  readonly origins?: { readonly api: readonly string[]; readonly downloads: readonly string[] };
  /** Keeps the latest plan of each workspace, to replay them all when policies are edited. Leave it out: no plan is kept. */
  readonly plans?: {
    readonly bucket: string;
    /** Days for which plans and reports are kept: a workspace without a run for longer is not replayed. */
    readonly retentionDays: number;
    /** Plans replayed at the same time. */
    readonly concurrency: number;
  };
  readonly accessLogs: AccessLogsSettings;
  readonly logRetentionDays: number;
}

export interface NetworkSettings {
  readonly cidr: string;
  readonly zones: readonly ZoneSettings[];
  readonly egress: "endpoints" | "nat-gateway" | "nat-gateway-per-zone";
  /** AWS services reached through an interface endpoint, by the last part of the service name: `ssm`. */
  readonly interfaceEndpoints: readonly string[];
  readonly flowLogRetentionDays: number;
}

export interface ZoneSettings {
  readonly name: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
}

export interface WebTierSettings {
  /** Name of the site, in the zone. */
  readonly domainName: string;
  /** ARN of an ACM certificate of that name, such as an imported one. Leave it out: ACM issues one, validated by DNS. */
  readonly certificateArn?: string;
  readonly instances: InstancesSettings;
  readonly scaling: ScalingSettings;
  readonly application: ApplicationSettings;
  readonly accessLogs: AccessLogsSettings;
}

export interface InstancesSettings {
  readonly instanceType: string;
  /** Public SSM parameter that holds the id of the newest image. */
  readonly imageParameter: string;
  /** Root volume in GiB. */
  readonly volumeSize: number;
  readonly capacity: { readonly minimum: number; readonly desired: number; readonly maximum: number };
  /** EC2 key pair for SSH. Leave it out: operators come in through Session Manager. */
  readonly keyName?: string;
}

export interface ScalingSettings {
  /** Average CPU that target tracking keeps, in percent. */
  readonly cpuTarget: number;
  readonly schedules: readonly ScheduleSettings[];
}

export interface ApplicationSettings {
  readonly bucket: string;
  /** Object key of the application, a gzipped tar; what is served is in its folder `public`. */
  readonly applicationKey: string;
  /** Object key of the RDS certificate bundle (PEM). */
  readonly databaseCertificatesKey: string;
}

/** From `start` to `end` (cron, in `timeZone`) the group aims at `desired` instances. */
export interface ScheduleSettings {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly desired: number;
}

export interface DatabaseSettings {
  /** A Multi-AZ DB cluster (one writer, two readers in three zones), or one DB instance. */
  readonly kind: "cluster" | "instance";
  readonly engineVersion: string;
  readonly instanceClass: string;
  /** Allocated storage in GiB. */
  readonly storage: number;
  /** Provisioned I/O operations per second; clusters only. */
  readonly iops?: number;
  /** Instances only: a standby in a second zone. A cluster always spans three. */
  readonly multiAz?: boolean;
  readonly performanceInsights: boolean;
  readonly databaseName: string;
  readonly masterUsername: string;
  readonly backupRetentionDays: number;
  /** UTC, `hh:mm-hh:mm`. */
  readonly backupWindow: string;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`; must not overlap the backup window. */
  readonly maintenanceWindow: string;
  readonly logRetentionDays: number;
}

export interface FinanceSettings {
  readonly domain: {
    /** The hosted zone; the website, the application and the API are `www`, `app` and `api` in it. */
    readonly name: string;
    /** The domain is registered with Route 53 in this account, which then delegates it to the zone. */
    readonly registered: boolean;
  };
  readonly network: NetworkSettings;
  readonly webTier: {
    readonly instances: InstancesSettings;
    readonly scaling: ScalingSettings;
    readonly application: ApplicationSettings;
    readonly accessLogs: AccessLogsSettings;
  };
  readonly database: PostgresSettings;
  /** ARNs of the roles that write secret parameters, the one of Terraform among them; besides the instances nobody else reads them. */
  readonly parameterMaintainers: readonly string[];
  readonly site: {
    readonly bucket: string;
    /** Edge locations to serve from: the cheapest, most, or all of them. */
    readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  };
  /** Leave it out: nothing but the database's own backups. */
  readonly backup?: BackupSettings;
  readonly firewall: FirewallSettings;
  /** Shield Advanced: a subscription for a year, at some thousand USD a month. */
  readonly shieldAdvanced: boolean;
  readonly receiptAnalyzer: {
    /** Object key of the function, a zip file in the bucket of the application. A new release has a new key. */
    readonly codeKey: string;
    /** MiB. */
    readonly memorySize: number;
    /** Calls at the same time. */
    readonly concurrency: number;
    /** Foundation model of Bedrock; left out, Textract works alone. */
    readonly modelId?: string;
    readonly limits: {
      readonly documentBytes: number;
      readonly requestsPerSecond: number;
      readonly burst: number;
    };
    /** Of the user pool: with protection against attacks, for a price by user, or without. */
    readonly userTier: "ESSENTIALS" | "PLUS";
  };
  readonly monitoring: MonitoringSettings;
  /** USD a month. */
  readonly budget: number;
  readonly logRetentionDays: number;
}

export interface PostgresSettings {
  readonly engineVersion: string;
  readonly instanceClass: string;
  /** Allocated storage in GiB. */
  readonly storage: number;
  readonly multiAz: boolean;
  readonly readReplica: boolean;
  readonly performanceInsights: boolean;
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Raise it to write the master password again, from TF_VAR_database_password. */
  readonly passwordVersion: number;
  readonly backupRetentionDays: number;
  /** UTC, `hh:mm-hh:mm`. */
  readonly backupWindow: string;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`; must not overlap the backup window. */
  readonly maintenanceWindow: string;
}

/** A web ACL; see modules/web-firewall. */
export interface FirewallSettings {
  /** Rule groups of AWS, without `AWSManagedRules`. */
  readonly managedGroups: readonly ManagedGroupSettings[];
  readonly blocked: {
    /** Name of a header, and the texts in it that are refused. */
    readonly headers: Readonly<Record<string, readonly string[]>>;
    /** Texts in the query that are refused. */
    readonly queries: readonly string[];
  };
  readonly rateLimits: readonly RateLimitSettings[];
}

export interface ManagedGroupSettings {
  readonly name:
    | "AdminProtectionRuleSet"
    | "AmazonIpReputationList"
    | "AnonymousIpList"
    | "CommonRuleSet"
    | "KnownBadInputsRuleSet"
    | "LinuxRuleSet"
    | "PHPRuleSet"
    | "SQLiRuleSet";
  /** Rules in the group that only count what they match. */
  readonly counted?: readonly string[];
}

/** Requests of one address in five minutes; with `path`, only those to paths that start with it count. */
export interface RateLimitSettings {
  readonly name: string;
  readonly requests: number;
  readonly path?: string;
}

export interface CacheSettings {
  readonly nodeType: string;
  /** In as many zones. */
  readonly nodes: number;
  readonly snapshotRetentionDays: number;
}

/** The landing page, in a bucket behind CloudFront. */
export interface LandingSiteSettings {
  /** Name of the page, in the zone. */
  readonly domainName: string;
  readonly bucket: string;
  /** ARN of an ACM certificate of that name, in us-east-1. Leave it out: ACM issues one, validated by DNS. */
  readonly certificateArn?: string;
  /** A copy in another region, which answers when the bucket does not. */
  readonly replica?: ReplicaSettings;
}

export interface ReplicaSettings {
  readonly region: string;
  readonly bucket: string;
  /** Access logs do not leave their region. */
  readonly accessLogs: AccessLogsSettings;
}

/** What is worth a mail. */
export interface MonitoringSettings {
  /** Average CPU of the instances, in percent. */
  readonly cpu: { readonly high: number; readonly low: number };
  /** Requests to the static site in five minutes. */
  readonly siteRequests: number;
  /** Requests in five minutes that a web ACL blocks. */
  readonly blockedRequests: number;
}

/** USD a month. */
export interface BudgetSettings {
  readonly limit: number;
  readonly parts: readonly BudgetPartSettings[];
}

export interface BudgetPartSettings {
  readonly name: string;
  /** As Cost Explorer calls them. */
  readonly services: readonly string[];
  readonly limit: number;
}

export interface BackupSettings {
  readonly retentionDays: number;
  /** Region that gets a copy of every backup. */
  readonly copyRegion: string;
}

export interface PipelineSettings {
  readonly repository: {
    readonly provider: "Bitbucket" | "GitHub" | "GitLab";
    /** `owner/name`. */
    readonly name: string;
    readonly branch: string;
  };
  /** Bucket for what the stages hand to each other. */
  readonly artifactBucket: string;
  /** Wait for a person before the deployment. */
  readonly approval: boolean;
}
