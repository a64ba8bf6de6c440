/** What an instance has to know when it starts. None of it is secret: user data can be read by whoever can describe the instance. */
export interface UserDataProps {
  readonly region: string;
  readonly application: ApplicationProps;
}

/** The application that the instances serve. */
export interface ApplicationProps {
  /** S3 bucket of the artifacts. */
  readonly bucket: string;
  /** Object key of a gzipped tar of the web root. */
  readonly applicationKey: string;
  /** Object key of the RDS certificate bundle (PEM). */
  readonly databaseCertificatesKey: string;
  /** PHP's driver of the database. Default: `mysqlnd`. */
  readonly databaseDriver?: "mysqlnd" | "pgsql";
  /** Path in Parameter Store below which the application finds its settings: `/storefront-prod`. */
  readonly parameterPath: string;
  /**
   * Who puts the application on a new instance: the instance itself, from S3, or AWS CodeDeploy, which then keeps Auto Scaling
   * waiting until it is there. Default: `instance`.
   */
  readonly installedBy?: "instance" | "codedeploy";
}

/** What the load balancer asks for; answered by the web server itself, so that it tells the health of the instance and not of the database. */
export const HEALTH_PATH = "/health.txt";

/**
 * The script that turns a fresh Amazon Linux 2023 into a web server: httpd and PHP 8, the application from S3, the RDS
 * certificates. Database endpoints and the name of its secret are read by the application from Parameter Store and Secrets
 * Manager, with the instance's role.
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

dnf install -y httpd php8.3 php8.3-fpm php8.3-${databaseDriver} php8.3-opcache

install -d -m 0755 /etc/application
aws s3 cp --region ${region} 's3://${bucket}/${databaseCertificatesKey}' /etc/application/database-certificates.pem

cat > /etc/httpd/conf.d/application.conf <<'CONF'
SetEnv AWS_REGION ${region}
SetEnv PARAMETER_PATH ${parameterPath}
SetEnv DATABASE_CERTIFICATES /etc/application/database-certificates.pem
ServerTokens Prod
TraceEnable Off
CONF

${application.installedBy === "codedeploy" ? installAgent(region) : installApplication(region, bucket, applicationKey)}
echo ok > /var/www/html${HEALTH_PATH}

systemctl enable --now php-fpm httpd
`;
}

function installApplication(region: string, bucket: string, applicationKey: string): string {
  return `aws s3 cp --region ${region} 's3://${bucket}/${applicationKey}' /tmp/application.tar.gz
tar -xzf /tmp/application.tar.gz -C /var/www/html --no-same-owner
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
