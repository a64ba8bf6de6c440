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
}

/** Where Terraform keeps its state: files in the project directory, or workspaces of HCP Terraform. */
export interface StateSettings {
  readonly kind: "local" | "cloud";
  /** HCP Terraform organization; needed for `cloud`. Workspaces are called `<stack>-<environment>`. */
  readonly organization?: string;
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
}

/** The bucket of access logs, of load balancers and of other buckets. */
export interface AccessLogsSettings {
  readonly bucket: string;
  readonly retentionDays: number;
}

export interface StorefrontSettings {
  readonly network: NetworkSettings;
  readonly webTier: WebTierSettings;
  readonly database: DatabaseSettings;
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
  /** ARN of the ACM certificate of the site's domain. */
  readonly certificateArn: string;
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
  /** Object key of the application, a gzipped tar of the web root. */
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
