import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { Construct } from "constructs";
import { ServiceRole } from "../service-role";

export interface ApiGatewayLoggingProps {
  /** Name of the role. */
  readonly name: string;
  readonly account: string;
}

/**
 * Lets API Gateway write logs: one setting for all APIs of an account and region, without which none of them can log.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayLogging extends Construct {
  constructor(scope: Construct, id: string, { name, account }: ApiGatewayLoggingProps) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      name,
      description: "Writes the logs of API Gateway",
      service: "apigateway.amazonaws.com",
      trustConditions: { StringEquals: { "aws:SourceAccount": account } },
      managedPolicies: ["service-role/AmazonAPIGatewayPushToCloudWatchLogs"],
    });
    new ApiGatewayAccount(this, "account", { cloudwatchRoleArn: role.arn, dependsOn: [...role.ready] });
  }
}
