import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { InputError } from "../errors";
import { NOT_SYNTHESIZED, readSynthesizedConfiguration, type SynthesizedConfiguration } from "../plan";

/** What a plan that is kept as a file is called: `storefront.json`, or compressed. */
export const PLAN_JSON = /\.json(\.gz)?$/;
/** The cdk.tf.json of a plan, where it was kept beside it: `storefront.cdk.tf.json`. */
export const CONFIGURATION = /\.cdk\.tf\.json$/;

/** Plan JSON that was kept, with what is known of its constructs. */
export interface KeptPlan {
  readonly planJson: Uint8Array;
  readonly synthesized: SynthesizedConfiguration;
  /** The stack that it is a plan of: the file's name without its endings. */
  readonly stack: string;
}

/**
 * Reads plan JSON from a file.
 *
 * @throws InputError where the file cannot be read or is not what its name says
 */
export function readKeptPlan(file: string): KeptPlan {
  const configuration = file.replace(PLAN_JSON, ".cdk.tf.json");
  try {
    const bytes = readFileSync(file);
    return {
      planJson: file.endsWith(".gz") ? gunzipSync(bytes) : bytes,
      synthesized: existsSync(configuration)
        ? readSynthesizedConfiguration(readFileSync(configuration, "utf8"), configuration)
        : NOT_SYNTHESIZED,
      stack: basename(file).replace(PLAN_JSON, ""),
    };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      {
        what: `The plan cannot be read: ${(error as Error).message}`,
        where: file,
        mend: "Name plan JSON (`terraform show -json PLANFILE`), as it is or compressed by gzip.",
      },
      { cause: error },
    );
  }
}
