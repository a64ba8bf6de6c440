import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { AccountAccess } from "../modules/account-access";
import { AccountProtection } from "../modules/account-protection";
import { AwsStack } from "./aws-stack";

/** What an account needs before anything is put into it. One for each account. */
export class AccountBaseline extends AwsStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const { account, region, accountBaseline } = environment;
    new AccountAccess(this, "access", { account, users: accountBaseline.users });
    new AccountProtection(this, "protection", { account, region });
  }
}
