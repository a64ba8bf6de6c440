/** A managed resource for a plan in a test: what it is after the apply, and what its configuration refers to. */
export interface Given {
  readonly address: string;
  /** Null: it is deleted. */
  readonly after: object | null;
  readonly references?: { readonly [attribute: string]: readonly string[] };
  readonly provider?: string;
  /** What the plan marks sensitive. */
  readonly sensitive?: object;
}

/** Plan JSON with as much as an estimate reads. `aws` is in us-east-1, `aws.west` in us-west-2. */
export function planJson(...resources: readonly Given[]): unknown {
  const region = (name: string) => ({ expressions: { region: { constant_value: name } } });
  return {
    format_version: "1.2",
    resource_changes: resources.map(({ address, after, sensitive = {} }) => ({
      address,
      mode: "managed",
      type: address.split(".")[0],
      change: { actions: [after === null ? "delete" : "create"], before: null, after, after_sensitive: sensitive },
    })),
    configuration: {
      provider_config: { aws: region("us-east-1"), "aws.west": region("us-west-2") },
      root_module: {
        resources: resources.map(({ address, references = {}, provider = "aws" }) => ({
          address: address.replace(/\[.*\]$/, ""),
          provider_config_key: provider,
          expressions: Object.fromEntries(
            Object.entries(references).map(([attribute, to]) => [attribute, { references: to }]),
          ),
        })),
      },
    },
  };
}
