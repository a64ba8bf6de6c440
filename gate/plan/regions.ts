import type { Value } from "../../policies/contract/plan-model";
import type { ConfigurationIndex } from "./configuration-index";
import type { Resolver } from "./scope";
import { isExpressionNode, type ProviderConfig, type ResourceChange } from "./terraform-plan";

/** The region of each provider configuration, as far as the plan tells. */
export class Regions {
  private readonly byProvider = new Map<string, Value>();

  constructor(
    private readonly providers: { readonly [key: string]: ProviderConfig },
    private readonly resolver: Resolver,
    private readonly configuration: ConfigurationIndex,
  ) {}

  /** Provider 6 lets a resource choose its region; otherwise its provider's configuration does. */
  of(provider: string, change: ResourceChange): Value {
    const { after } = change.change;
    const own = typeof after === "object" && after !== null && "region" in after ? after.region : undefined;
    if (typeof own === "string" && change.type !== "aws_s3_bucket") return own;
    let region = this.byProvider.get(provider);
    if (region === undefined) {
      const expression = Object.hasOwn(this.providers, provider)
        ? this.providers[provider]?.expressions?.["region"]
        : undefined;
      region = isExpressionNode(expression)
        ? this.resolver.evaluate(expression, { module: this.configuration.root, key: undefined, forEach: undefined })
        : { $symbol: "unset" };
      this.byProvider.set(provider, region);
    }
    return region;
  }
}
