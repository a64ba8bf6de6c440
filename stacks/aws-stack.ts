import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CloudBackend, NamedCloudWorkspace, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { keepStateInProject } from "../synth";

/** A stack in one account and region, with every resource tagged and its state where the environment says. */
export abstract class AwsStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    new AwsProvider(this, "aws", {
      region: environment.region,
      // With credentials of another account Terraform stops before it reads or changes anything.
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags: { ...environment.tags, Stack: id } }],
    });
    const { state } = environment;
    if (state.kind === "cloud" && state.organization !== undefined) {
      const workspaces = new NamedCloudWorkspace(`${id}-${environment.name}`);
      new CloudBackend(this, { organization: state.organization, workspaces });
    } else {
      keepStateInProject(this);
    }
  }
}
