import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack } from "cdktf";
import { keepStateInProject, synthesize } from "../../synth";
import { Account } from "./account";
import { Database } from "./database";
import { Firewall } from "./firewall";
import { LandingPage } from "./landing-page";
import { Monitoring } from "./monitoring";
import { Network } from "./network";
import { WebTier } from "./web-tier";

/** The storefront as its authors clicked it together in the console. Do not copy from here: see README.md. */
class AsBuilt extends TerraformStack {
  constructor(app: App, id: string) {
    super(app, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    keepStateInProject(this);

    const network = new Network(this, "network");
    const webTier = new WebTier(this, "web-tier", network);
    const database = new Database(this, "database", network, webTier);
    new Firewall(this, "firewall", webTier.loadBalancerArn);
    const landingPage = new LandingPage(this, "landing-page");
    new Monitoring(this, "monitoring", {
      autoScalingGroup: webTier.autoScalingGroupName,
      targetGroup: webTier.targetGroup,
      database: database.identifier,
      distribution: landingPage.distributionId,
    });
    new Account(this, "account");
  }
}

synthesize((app) => {
  new AsBuilt(app, "as-built");
});
