/**
 * Plan JSON of resources that do not exist yet and whose values are all known, as Terraform writes it.
 *
 * @param resources values by address
 */
export function createdPlan(resources: readonly (readonly [address: string, after: object])[]): Buffer {
  const changes = resources.map(([address, after]) => {
    const [type, name] = address.split(".");
    return {
      address,
      mode: "managed",
      type,
      name,
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: {
        actions: ["create"],
        before: null,
        after,
        after_unknown: {},
        before_sensitive: false,
        after_sensitive: {},
      },
    };
  });
  return Buffer.from(
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      applyable: true,
      complete: true,
      errored: false,
      resource_changes: changes,
      configuration: { root_module: {} },
    }),
  );
}
