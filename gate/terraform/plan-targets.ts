import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { unzipSync } from "fflate";
import { InputError } from "../errors";
import { isPlanFile } from "./plan-file";

/** The plan itself in a plan file, in Protocol Buffers: `message Plan` of planfile.proto in Terraform and in OpenTofu. */
const PLAN = "tfplan";
/** `target_addrs`, and OpenTofu's `exclude_addrs`: both lists of addresses. */
const LIMITS: ReadonlySet<number> = new Set([5, 6]);
/** Inflated; the JSON of such a plan is larger than what can be judged. */
const LARGEST = 1024 * 1024 * 1024;

/**
 * What a plan was limited to, or what it leaves out: the addresses of `-target` and of OpenTofu's `-exclude`. Plan JSON has
 * them nowhere, and says whether the plan is whole with Terraform 1.8 or newer only.
 *
 * @returns null where the bytes are no plan file with a plan in it (the bookmark of a run, an encrypted plan)
 * @throws InputError where the plan in it cannot be read
 */
export function targetsInPlanFile(bytes: Uint8Array): readonly string[] | null {
  if (!isPlanFile(bytes)) return null;
  try {
    const { [PLAN]: plan } = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== PLAN) return false;
        if (originalSize > LARGEST) throw new Error("it is larger than 1 GiB");
        return true;
      },
    });
    return plan === undefined ? null : [...addresses(plan)];
  } catch (cause) {
    throw new InputError(
      {
        what: `The plan file is corrupt: ${cause instanceof Error ? cause.message : String(cause)}.`,
        mend: "Make the plan again with `terraform plan -out`.",
      },
      { cause },
    );
  }
}

/** Steps over all fields but those wanted: what is in them is not read. */
function* addresses(plan: Uint8Array): Iterable<string> {
  const reader = new BinaryReader(plan);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (LIMITS.has(field) && type === WireType.LengthDelimited) yield reader.string();
    else reader.skip(type, field);
  }
}
