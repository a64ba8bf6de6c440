import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { Construct } from "constructs";

export interface UserDirectoryProps {
  readonly name: string;
  /**
   * `PLUS` refuses sign-ins that look like an attack and passwords that are known to be stolen, for a price by user;
   * `ESSENTIALS` does not. Default: `PLUS`.
   */
  readonly tier?: "ESSENTIALS" | "PLUS";
  /** Refuse to delete the users. Default: true. */
  readonly deletionProtection?: boolean;
}

/**
 * The users of an app: they sign up with their mail address and sign in with a second factor.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-security-best-practices.html
 */
export class UserDirectory extends Construct {
  /** For the authorizer of an API. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: UserDirectoryProps) {
    super(scope, id);
    const tier = props.tier ?? "PLUS";
    const pool = new CognitoUserPool(this, "pool", {
      name: props.name,
      userPoolTier: tier,
      ...(tier === "PLUS" && { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } }),
      deletionProtection: (props.deletionProtection ?? true) ? "ACTIVE" : "INACTIVE",
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      // A new address counts only once it is confirmed.
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
      accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
      mfaConfiguration: "ON",
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        passwordHistorySize: tier === "PLUS" ? 24 : 0,
        temporaryPasswordValidityDays: 1,
      },
    });
    new CognitoUserPoolClient(this, "app", {
      name: `${props.name}-app`,
      userPoolId: pool.id,
      // An app on somebody's phone keeps no secret; passwords are proved (SRP) and never sent.
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      accessTokenValidity: 60,
      idTokenValidity: 60,
      refreshTokenValidity: 30,
      tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
    });
    this.arn = pool.arn;
  }
}
