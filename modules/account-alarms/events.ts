/** An event in the trail that somebody has to hear of. */
export interface WatchedEvent {
  /** Fits in a construct id. */
  readonly id: string;
  readonly description: string;
  /** CloudWatch Logs filter pattern on CloudTrail's JSON. */
  readonly pattern: string;
  /** Events within five minutes that raise the alarm. Default: 1. */
  readonly threshold?: number;
}

/**
 * What the CIS AWS Foundations Benchmark (3.0, section 4) has watched: sign-in, and changes to what protects the account.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const WATCHED_EVENTS: readonly WatchedEvent[] = [
  {
    id: "work-as-root",
    description: "Somebody works as the root user",
    pattern: `{ ${is("userIdentity.type", "Root")} && $.userIdentity.invokedBy NOT EXISTS && ${isNot("eventType", "AwsServiceEvent")} }`,
  },
  {
    id: "unauthorized-calls",
    description: "Calls that were refused for lack of permission pile up",
    pattern: `{ ${anyOf("errorCode", ["*UnauthorizedOperation", "AccessDenied*"])} }`,
    threshold: 10,
  },
  {
    id: "sign-in-without-second-factor",
    description: "Somebody signed in to the console without a second factor",
    pattern: `{ ${is("eventName", "ConsoleLogin")} && ${isNot("additionalEventData.MFAUsed", "Yes")} && ${is("userIdentity.type", "IAMUser")} && ${is("responseElements.ConsoleLogin", "Success")} }`,
  },
  {
    id: "failed-sign-in",
    description: "Passwords for the console are being tried",
    pattern: `{ ${is("eventName", "ConsoleLogin")} && ${is("errorMessage", "Failed authentication")} }`,
    threshold: 5,
  },
  changes("iam", "Permissions were changed", "iam.amazonaws.com", [
    "AttachGroupPolicy",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "CreatePolicy",
    "CreatePolicyVersion",
    "DeleteGroupPolicy",
    "DeletePolicy",
    "DeletePolicyVersion",
    "DeleteRolePolicy",
    "DeleteUserPolicy",
    "DetachGroupPolicy",
    "DetachRolePolicy",
    "DetachUserPolicy",
    "PutGroupPolicy",
    "PutRolePolicy",
    "PutUserPolicy",
  ]),
  changes("trail", "The audit trail was changed or stopped", "cloudtrail.amazonaws.com", [
    "CreateTrail",
    "DeleteTrail",
    "StartLogging",
    "StopLogging",
    "UpdateTrail",
  ]),
  changes("key", "A key was disabled or is going to be destroyed", "kms.amazonaws.com", [
    "DisableKey",
    "ScheduleKeyDeletion",
  ]),
  changes("bucket", "Access to a bucket was changed", "s3.amazonaws.com", [
    "DeleteBucketCors",
    "DeleteBucketLifecycle",
    "DeleteBucketPolicy",
    "DeleteBucketReplication",
    "PutBucketAcl",
    "PutBucketCors",
    "PutBucketLifecycle",
    "PutBucketPolicy",
    "PutBucketReplication",
  ]),
  changes("config", "AWS Config was changed or stopped", "config.amazonaws.com", [
    "DeleteDeliveryChannel",
    "PutConfigurationRecorder",
    "PutDeliveryChannel",
    "StopConfigurationRecorder",
  ]),
  changes("security-group", "A security group was changed", "ec2.amazonaws.com", [
    "AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress",
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
    "RevokeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
  ]),
  changes("network-acl", "A network ACL was changed", "ec2.amazonaws.com", [
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
    "ReplaceNetworkAclEntry",
  ]),
  changes("gateway", "A way out of a network was changed", "ec2.amazonaws.com", [
    "AttachInternetGateway",
    "CreateCustomerGateway",
    "CreateInternetGateway",
    "DeleteCustomerGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ]),
  changes("route", "A route was changed", "ec2.amazonaws.com", [
    "CreateRoute",
    "CreateRouteTable",
    "DeleteRoute",
    "DeleteRouteTable",
    "DisassociateRouteTable",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
  ]),
  changes("vpc", "A network was changed", "ec2.amazonaws.com", [
    "AcceptVpcPeeringConnection",
    "CreateVpc",
    "CreateVpcPeeringConnection",
    "DeleteVpc",
    "DeleteVpcPeeringConnection",
    "ModifyVpcAttribute",
  ]),
  changes("organization", "The organization was changed", "organizations.amazonaws.com", [
    "AttachPolicy",
    "CreatePolicy",
    "DeletePolicy",
    "DetachPolicy",
    "DisablePolicyType",
    "LeaveOrganization",
    "RemoveAccountFromOrganization",
    "UpdatePolicy",
  ]),
];

function changes(id: string, description: string, source: string, events: readonly string[]): WatchedEvent {
  return {
    id: `${id}-changes`,
    description,
    pattern: `{ ${is("eventSource", source)} && (${anyOf("eventName", events)}) }`,
  };
}

function is(field: string, value: string): string {
  return `$.${field} = "${value}"`;
}

function isNot(field: string, value: string): string {
  return `$.${field} != "${value}"`;
}

function anyOf(field: string, values: readonly string[]): string {
  return values.map((value) => `(${is(field, value)})`).join(" || ");
}
