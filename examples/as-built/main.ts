import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack } from "cdktf";
import { keepStateInProject, synthesize } from "../../synth";
import { Database } from "./database";
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
    new Database(this, "database", network, webTier);
  }
}

synthesize((app) => {
  new AsBuilt(app, "as-built");
});
