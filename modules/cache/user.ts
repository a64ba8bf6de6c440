import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { policyDocument } from "../policy-document";

export interface CacheUserProps {
  /** Name of the user, and of the cache. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The role that may sign in as the user. */
  readonly roleName: string;
}

/** Reads and writes everything, and administers nothing. */
const ACCESS = "on ~* &* +@all -@admin -@dangerous";

/** The only user of a cache: signs in with an IAM role. */
export class CacheUser extends Construct {
  readonly name: string;
  readonly groupId: string;

  constructor(scope: Construct, id: string, { name, account, region, roleName }: CacheUserProps) {
    super(scope, id);
    const user = new ElasticacheUser(this, "user", {
      // For IAM both have to be the same.
      userId: name,
      userName: name,
      engine: "valkey",
      accessString: ACCESS,
      authenticationMode: { type: "iam" },
    });
    const group = new ElasticacheUserGroup(this, "group", {
      userGroupId: name,
      engine: "valkey",
      userIds: [user.userId],
    });
    const policy = new IamPolicy(this, "policy", {
      name: `${name}-cache-client`,
      description: `Sign in to the cache ${name}`,
      policy: policyDocument([
        {
          sid: "Connect",
          effect: "Allow",
          actions: ["elasticache:Connect"],
          resources: [`arn:aws:elasticache:${region}:${account}:replicationgroup:${name}`, user.arn],
        },
      ]),
    });
    new IamRolePolicyAttachment(this, "attachment", { role: roleName, policyArn: policy.arn });
    this.name = name;
    this.groupId = group.userGroupId;
  }
}
