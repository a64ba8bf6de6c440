import type { ResourceChange, TerraformPlan } from "../../gate/plan";

type Change = ResourceChange["change"];

/** `module.a["x"].data.aws_vpc.main[0]`: module, `data.`, type, name, key. */
const ADDRESS = /^((?:module\.[\w-]+(?:\[(?:\d+|"[^"]*")\])?\.)*)(data\.)?(\w+)\.([\w-]+)(?:\[(\d+|".*")\])?$/s;

/**
 * What a plan says of one instance, as Terraform writes it: the address tells what it is, and the values before and after tell the action.
 *
 * @param change what the test is about; by default the instance is created, and all of it is known
 */
export function changeOf(
  address: string,
  change: Partial<Change> = {},
  fields: Partial<ResourceChange> = {},
): ResourceChange {
  const [, module = "", data, type = "", name = "", key] = ADDRESS.exec(address) ?? [];
  const { before = null, after = {} } = change;
  const action = after === null ? "delete" : before === null ? "create" : "update";
  return {
    address,
    ...(module === "" ? {} : { module_address: module.slice(0, -1) }),
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...(key === undefined ? {} : { index: JSON.parse(key) as string | number }),
    ...fields,
    change: {
      actions: [action],
      before,
      after,
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
      ...change,
    },
  };
}

/** A plan of these changes, whole and without errors. */
export function planOf(changes: readonly ResourceChange[], fields: Partial<TerraformPlan> = {}): TerraformPlan {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes,
    configuration: { root_module: {} },
    applyable: true,
    complete: true,
    errored: false,
    ...fields,
  };
}

/** The same as `terraform show -json` writes it. */
export function planJsonOf(changes: readonly ResourceChange[], fields: Partial<TerraformPlan> = {}): Buffer {
  return Buffer.from(JSON.stringify(planOf(changes, fields)));
}
