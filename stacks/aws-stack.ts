import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";

/** A stack in one account and region, with every resource tagged and its state where the environment says. */
export abstract class AwsStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    new AwsProvider(this, "aws", {
      region: environment.region,
      defaultTags: [{ tags: { ...environment.tags, Stack: id } }],
    });
    const { state } = environment;
    if (state.kind === "cloud" && state.organization !== undefined) {
      const workspaces = new NamedCloudWorkspace(`${id}-${environment.name}`);
      new CloudBackend(this, { organization: state.organization, workspaces });
    } else {
      // Relative to the directory of the stack, cdktf.out/stacks/<id>: cdktf's own default is an absolute path, and then no
      // two machines synthesize the same.
      new LocalBackend(this, { path: `terraform.${id}.tfstate` });
    }
  }
}
