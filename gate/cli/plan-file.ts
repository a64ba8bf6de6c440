import { createHash } from "node:crypto";
import { InputError } from "../errors";
import {
  NOT_SYNTHESIZED,
  readSynthesizedConfiguration,
  readTerraformSources,
  type SynthesizedConfiguration,
} from "../plan";
import { configurationInPlanFile, findEngine, showPlan, targetsInPlanFile } from "../terraform";

const CONFIGURATION = "cdk.tf.json";

/** What judging needs of a plan file. */
export interface PlanFile {
  readonly planJson: Uint8Array;
  /** Of the configuration that the plan file carries along. */
  readonly synthesized: SynthesizedConfiguration;
  /** Of the plan file, hex. */
  readonly sha256: string;
  /** What the plan was limited to. */
  readonly targets: () => readonly string[] | null;
}

/**
 * Reads a plan file with Terraform, which must be initialised in the directory where the plan file lies.
 *
 * @param bytes The plan file.
 * @param path Where it lies; null when it came on standard input.
 * @throws InputError when it is corrupt or came on standard input, ToolError when Terraform cannot show it.
 */
export async function readPlanFile(bytes: Uint8Array, path: string | null, env: NodeJS.ProcessEnv): Promise<PlanFile> {
  if (path === null) {
    throw new InputError({
      what: "This is a plan file; Terraform can show one only where it lies.",
      where: "standard input",
      mend: "Name the file: plangate check FILE. Or pass its JSON: terraform show -json FILE | plangate check -",
    });
  }
  const synthesized = synthesizedIn(bytes, path);
  return {
    planJson: await showPlan(await findEngine(env), path, undefined, { env }),
    synthesized,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    targets: () => targetsInPlanFile(bytes),
  };
}

/**
 * What made the resources, as the configuration says that a plan file carries along: that of exactly this plan, whatever has
 * become of the files since.
 */
export function synthesizedIn(planFile: Uint8Array, path: string): SynthesizedConfiguration {
  const found = embeddedIn(planFile, path);
  const synthesized = found?.files.get(CONFIGURATION);
  if (synthesized !== undefined) return readSynthesizedConfiguration(synthesized, `${CONFIGURATION} in ${path}`);
  return found === null ? NOT_SYNTHESIZED : readTerraformSources(found.files, found.modules);
}

function embeddedIn(planFile: Uint8Array, path: string): ReturnType<typeof configurationInPlanFile> {
  try {
    return configurationInPlanFile(planFile);
  } catch (error) {
    throw error instanceof InputError ? error.at(path) : error;
  }
}
