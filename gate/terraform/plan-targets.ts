import { unzipSync } from "fflate";
import { InputError } from "../errors";
import { isPlanFile } from "./plan-file";

/** The plan itself in a plan file, in Protocol Buffers: `message Plan` of planfile.proto in Terraform and in OpenTofu. */
const PLAN = "tfplan";
/** `target_addrs`, and OpenTofu's `exclude_addrs`: both lists of addresses. */
const LIMITS: ReadonlySet<number> = new Set([5, 6]);
/** Inflated; the JSON of such a plan is larger than what can be judged. */
const LARGEST = 1024 * 1024 * 1024;

/** https://protobuf.dev/programming-guides/encoding/#structure */
const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

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
        what: `The plan file is corrupt: ${cause instanceof Error ? cause.message : String(cause)}`,
        mend: "Make the plan again with `terraform plan -out`.",
      },
      { cause },
    );
  }
}

/** Steps over all fields but those wanted: what is in them is not read. */
function* addresses(plan: Uint8Array): Iterable<string> {
  const reader = new Reader(plan);
  while (!reader.atEnd) {
    const tag = reader.varint();
    const field = Math.floor(tag / 8);
    switch (tag % 8) {
      case VARINT:
        reader.varint();
        break;
      case FIXED_64:
        reader.bytes(8);
        break;
      case FIXED_32:
        reader.bytes(4);
        break;
      case BYTES: {
        const value = reader.bytes(reader.varint());
        if (LIMITS.has(field)) yield new TextDecoder().decode(value);
        break;
      }
      default:
        throw new Error("the plan in it is not in Terraform's format");
    }
  }
}

class Reader {
  private position = 0;

  constructor(private readonly content: Uint8Array) {}

  get atEnd(): boolean {
    return this.position === this.content.length;
  }

  /** Seven bits a byte, the lowest first; the highest bit says that another byte follows. At most ten bytes. */
  varint(): number {
    let value = 0;
    for (let at = 0; at < 10; at++) {
      const byte = this.content[this.position++];
      if (byte === undefined) throw truncated();
      value += (byte % 128) * 2 ** (7 * at);
      if (byte < 128) return value;
    }
    throw new Error("the plan in it is not in Terraform's format");
  }

  bytes(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.content.length) throw truncated();
    const value = this.content.subarray(this.position, end);
    this.position = end;
    return value;
  }
}

function truncated(): Error {
  return new Error("the plan in it ends in the middle");
}
