import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What an instance has to know when it starts. None of it is secret: user data can be read by whoever can describe the instance. */
export interface UserDataProps {
  readonly region: string;
  readonly application: ApplicationProps;
}

/** The application that the instances serve. */
export interface ApplicationProps {
  /** S3 bucket of the artifacts. */
  readonly bucket: string;
  /** Object key of a gzipped tar; what is served is in its folder `public`. */
  readonly applicationKey: string;
  /** Object key of the RDS certificate bundle (PEM). */
  readonly databaseCertificatesKey: string;
  /** PHP's driver of the database. Default: `mysqlnd`. */
  readonly databaseDriver?: "mysqlnd" | "pgsql";
  /** Path in Parameter Store of the application's settings, those of its database in `database` below it: `/storefront-prod`. */
  readonly parameterPath: string;
  /**
   * Who puts the application on a new instance: the instance itself, from S3, or AWS CodeDeploy, which then keeps Auto Scaling
   * waiting until it is there. Default: `instance`.
   */
  readonly installedBy?: "instance" | "codedeploy";
  /**
   * What the load balancer asks for, where the application answers it. It should tell the health of the instance and not of the
   * database, whose failure would have all instances replaced. Default: a file that the web server answers by itself.
   */
  readonly healthPath?: string;
}

/** Made by the script, and answered by the web server itself. */
const HEALTH_FILE = "/health.txt";

/** What the load balancer asks the instances for. */
export function healthPath(application: ApplicationProps): string {
  return application.healthPath ?? HEALTH_FILE;
}

/** Where things are on an instance. */
const APPLICATION = "/var/www/application";
const CERTIFICATES = "/etc/application/database-certificates.pem";
const SETTINGS = "/run/application/database.json";

/**
 * The script that turns a fresh Amazon Linux 2023 into a web server: httpd and PHP 8, the application from S3, the RDS
 * certificates. A timer fetches endpoints and credentials of the database from Parameter Store and Secrets Manager, with the
 * instance's role, into a file in memory that the application reads: see `instance/refresh-database-settings`.
 *
 * @returns base64, as launch templates want it. All of it is known at synthesis, so that a plan shows when it changes.
 */
export function userData(props: UserDataProps): string {
  return Buffer.from(script(props)).toString("base64");
}

function script({ region, application }: UserDataProps): string {
  const { bucket, applicationKey, databaseCertificatesKey, databaseDriver = "mysqlnd", parameterPath } = application;
  return `#!/bin/bash
set -euo pipefail

dnf install -y httpd jq php8.3 php8.3-fpm php8.3-${databaseDriver} php8.3-opcache

install -d -m 0755 /etc/application ${APPLICATION} ${APPLICATION}/public
aws s3 cp --region ${region} 's3://${bucket}/${databaseCertificatesKey}' ${CERTIFICATES}

${file("/etc/application/environment", [
  `AWS_REGION=${region}`,
  `DATABASE_PARAMETERS=${parameterPath}/database`,
  `DATABASE_SETTINGS=${SETTINGS}`,
  "DATABASE_SETTINGS_OWNER=apache",
])}
${file("/usr/local/sbin/refresh-database-settings", part("refresh-database-settings"))}
chmod 0755 /usr/local/sbin/refresh-database-settings
${file("/etc/systemd/system/database-settings.service", part("database-settings.service"))}
${file("/etc/systemd/system/database-settings.timer", part("database-settings.timer"))}
${file("/etc/httpd/conf.d/application.conf", [
  `DocumentRoot ${APPLICATION}/public`,
  `SetEnv AWS_REGION ${region}`,
  `SetEnv PARAMETER_PATH ${parameterPath}`,
  `SetEnv DATABASE_SETTINGS ${SETTINGS}`,
  `SetEnv DATABASE_CERTIFICATES ${CERTIFICATES}`,
  "ServerTokens Prod",
  "TraceEnable Off",
])}
${application.installedBy === "codedeploy" ? installAgent(region) : installApplication(region, bucket, applicationKey)}
${application.healthPath === undefined ? `echo ok > ${APPLICATION}/public${HEALTH_FILE}\n` : ""}
systemctl daemon-reload
systemctl enable --now database-settings.timer php-fpm httpd
`;
}

/** The command that writes a file, to the letter. */
function file(path: string, lines: readonly string[]): string {
  return [`cat > ${path} <<'END_OF_FILE'`, ...lines, "END_OF_FILE", ""].join("\n");
}

/** The lines of a file that goes onto the instance as it is. */
function part(name: string): readonly string[] {
  return readFileSync(join(__dirname, "instance", name), "utf8")
    .trimEnd()
    .split("\n");
}

function installApplication(region: string, bucket: string, applicationKey: string): string {
  return `aws s3 cp --region ${region} 's3://${bucket}/${applicationKey}' /tmp/application.tar.gz
tar -xzf /tmp/application.tar.gz -C ${APPLICATION} --no-same-owner
rm /tmp/application.tar.gz
`;
}

/** In a VPC without the internet the agent has to sign its requests: https://docs.aws.amazon.com/codedeploy/latest/userguide/vpc-endpoints.html */
function installAgent(region: string): string {
  return `dnf install -y ruby
curl -fsSo /tmp/install https://aws-codedeploy-${region}.s3.${region}.amazonaws.com/latest/install
ruby /tmp/install auto
rm /tmp/install
sed -i 's/^:enable_auth_policy:.*/:enable_auth_policy: true/' /etc/codedeploy-agent/conf/codedeployagent.yml
grep -q '^:enable_auth_policy:' /etc/codedeploy-agent/conf/codedeployagent.yml ||
  echo ':enable_auth_policy: true' >> /etc/codedeploy-agent/conf/codedeployagent.yml
systemctl restart codedeploy-agent
`;
}
