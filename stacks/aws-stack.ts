import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CloudBackend, NamedCloudWorkspace, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { keepStateInProject } from "../synth";

/** The region in which CloudFront and Route 53 keep certificates, web ACLs, logs and metrics, wherever the rest is. */
export const EDGE_REGION = "us-east-1";

/** A stack in one account and mostly in one region, with every resource tagged and its state where the environment says. */
export abstract class AwsStack extends TerraformStack {
  private readonly providers = new Map<string, AwsProvider>();

  constructor(
    scope: Construct,
    id: string,
    private readonly environment: Environment,
  ) {
    super(scope, id);
    this.provider("aws", environment.region);
    const { state } = environment;
    if (state.kind === "cloud" && state.organization !== undefined) {
      const workspaces = new NamedCloudWorkspace(`${id}-${environment.name}`, state.project);
      new CloudBackend(this, { organization: state.organization, workspaces });
    } else {
      keepStateInProject(this);
    }
  }

  /**
   * Moves everything that is in a construct by now to a region.
   *
   * Modules know nothing of regions but their names; a stack says where a module lives, once for all of it.
   */
  placeIn<T extends Construct>(region: string, construct: T): T {
    if (region !== this.environment.region) {
      const provider = this.providers.get(region) ?? this.provider(region, region, region);
      for (const resource of construct.node.findAll().filter((each) => TerraformResource.isTerraformResource(each))) {
        resource.provider = provider;
      }
    }
    return construct;
  }

  private provider(id: string, region: string, alias?: string): AwsProvider {
    const provider = new AwsProvider(this, id, {
      region,
      ...(alias !== undefined && { alias }),
      // With credentials of another account Terraform stops before it reads or changes anything.
      allowedAccountIds: [this.environment.account],
      defaultTags: [{ tags: { ...this.environment.tags, Stack: this.node.id } }],
    });
    this.providers.set(region, provider);
    return provider;
  }
}
