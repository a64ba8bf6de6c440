import { join } from "node:path";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { loadEnvironment, type Environment } from "../../../environments";
import { allowLogGroups, EncryptionKey } from "../../../modules/encryption-key";
import { Network } from "../../../modules/network";
import { AwsStack } from "../../../stacks/aws-stack";
import { synthesize } from "../../../synth";

class Stack extends AwsStack {}

/**
 * The part of the storefront that AWS stand-ins carry and that is there in seconds: a key, and in another stack that
 * depends on it the network. `SHOP=open-ssh` adds what no gate
 * may let through.
 */
synthesize((app) => {
  const environment: Environment = loadEnvironment("dev", join(__dirname, "..", "..", "..", "environments"));
  const { account, region } = environment;
  const name = "e2e";

  const foundation = new Stack(app, "foundation", environment);
  const { arn: keyArn } = new EncryptionKey(foundation, "key", {
    alias: name,
    description: "Logs of the network",
    account,
    grants: [allowLogGroups({ account, region })],
  });

  const shop = new Stack(app, "shop", environment);
  const retention = new TerraformVariable(shop, "log_retention_days", { type: "number", default: 365 });
  const network = new Network(shop, "network", {
    name,
    account,
    region,
    cidr: "10.0.0.0/16",
    zones: [
      { name: "us-east-1a", publicCidr: "10.0.0.0/24", privateCidr: "10.0.128.0/24" },
      { name: "us-east-1b", publicCidr: "10.0.16.0/24", privateCidr: "10.0.144.0/24" },
    ],
    flowLogs: { keyArn, retentionDays: retention.numberValue },
  });
  new TerraformOutput(shop, "vpc", { value: network.vpcId });

  if (process.env["SHOP"] === "open-ssh") {
    const group = new SecurityGroup(shop, "operators", {
      name: "operators",
      description: "Operators",
      vpcId: network.vpcId,
    });
    new VpcSecurityGroupIngressRule(shop, "ssh", {
      securityGroupId: group.id,
      description: "SSH from anywhere",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
    });
  }
});
