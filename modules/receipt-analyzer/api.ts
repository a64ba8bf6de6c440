import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { dependable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IDEMPOTENCY_HEADER, PATH } from "../../functions/receipt-analyzer/contract/openapi";
import type { AliasTarget } from "../dns-zone";
import { CrossOriginAccess } from "./cross-origin-access";
import { DomainName } from "./domain-name";
import { type Limits, requestModel } from "./limits";
import { Stage, type StageProps } from "./stage";

export interface ReceiptsApiProps {
  readonly name: string;
  /** The name that apps call; the one that API Gateway makes up is switched off. */
  readonly domainName: string;
  /** ACM certificate of that name, in the region of the API. */
  readonly certificateArn: string;
  /** Cognito user pool whose users may call. */
  readonly userPoolArn: string;
  /** The website whose scripts may call: `https://www.example.com`. */
  readonly allowedOrigin: string;
  readonly limits: Limits;
  readonly functionInvokeArn: string;
  readonly logs: StageProps["logs"];
}

/**
 * A REST API with one method, `POST /receipts`: for signed-in users, in a form and size that are checked before the function
 * is called. https://docs.aws.amazon.com/apigateway/latest/developerguide/security-best-practices.html
 */
export class ReceiptsApi extends Construct {
  /** Of the one method, in any stage: who calls the function. */
  readonly callArn: string;
  readonly stageArn: string;
  readonly aliasTarget: AliasTarget;

  constructor(scope: Construct, id: string, props: ReceiptsApiProps) {
    super(scope, id);
    const { name, limits, allowedOrigin } = props;
    const api = new ApiGatewayRestApi(this, "api", {
      name,
      description: `Receipts of ${name}`,
      endpointConfiguration: { types: ["REGIONAL"] },
      disableExecuteApiEndpoint: true,
      lifecycle: { createBeforeDestroy: true },
    });
    const receipts = new ApiGatewayResource(this, "receipts", {
      restApiId: api.id,
      parentId: api.rootResourceId,
      pathPart: PATH,
    });
    const parts: ITerraformDependable[] = [
      ...this.analyzeMethod(api, receipts, props),
      ...new CrossOriginAccess(this, "cross-origin-access", {
        restApiId: api.id,
        resourceId: receipts.id,
        allowedOrigin,
      }).parts,
    ];
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId: api.id,
      // API Gateway serves a snapshot: a change of any part takes a new one. Terraform wants addresses here, not expressions.
      lifecycle: { createBeforeDestroy: true, replaceTriggeredBy: parts.map((part) => dependable(part)) },
      dependsOn: parts,
    });
    const stage = new Stage(this, "stage", {
      name,
      restApiId: api.id,
      deploymentId: deployment.id,
      limits,
      logs: props.logs,
    });
    const domain = new DomainName(this, "domain", {
      domainName: props.domainName,
      certificateArn: props.certificateArn,
      restApiId: api.id,
      stageName: stage.stageName,
    });
    this.callArn = `${api.executionArn}/*/POST/${PATH}`;
    this.stageArn = stage.arn;
    this.aliasTarget = domain.aliasTarget;
  }

  private analyzeMethod(
    api: ApiGatewayRestApi,
    receipts: ApiGatewayResource,
    { name, userPoolArn, limits, functionInvokeArn }: ReceiptsApiProps,
  ): readonly ITerraformDependable[] {
    const authorizer = new ApiGatewayAuthorizer(this, "users", {
      name: `${name}-users`,
      restApiId: api.id,
      type: "COGNITO_USER_POOLS",
      providerArns: [userPoolArn],
      identitySource: "method.request.header.Authorization",
    });
    const model = new ApiGatewayModel(this, "receipt", {
      restApiId: api.id,
      name: "Receipt",
      description: "A photo, scan or file of a receipt, in base64",
      contentType: "application/json",
      schema: JSON.stringify(requestModel(limits)),
    });
    const validator = new ApiGatewayRequestValidator(this, "validator", {
      restApiId: api.id,
      name: "body-and-header",
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const method = new ApiGatewayMethod(this, "analyze", {
      restApiId: api.id,
      resourceId: receipts.id,
      httpMethod: "POST",
      operationName: "AnalyzeReceipt",
      authorization: "COGNITO_USER_POOLS",
      authorizerId: authorizer.id,
      requestValidatorId: validator.id,
      // `$default`: a body that claims to be something else than JSON is held to the same model, not let through unseen.
      requestParameters: { [`method.request.header.${IDEMPOTENCY_HEADER}`]: true },
      requestModels: { "application/json": model.name, $default: model.name },
    });
    const integration = new ApiGatewayIntegration(this, "function", {
      restApiId: api.id,
      resourceId: receipts.id,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: functionInvokeArn,
    });
    return [authorizer, model, validator, method, integration];
  }
}
