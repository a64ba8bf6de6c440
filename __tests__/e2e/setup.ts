import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine } from "../../gate/terraform";
import { chooseProviderSource, registryHost } from "../../gate/terraform/providers";

/** The provider that the tests plan with. */
const PROVIDERS = [{ name: "aws", source: "hashicorp/aws", version: "5.100.0" }];

/** Names the view of a mirror that was made here, so that it is removed afterwards: see teardown.ts. */
export const MIRROR_VIEW = "PLANGATE_TESTS_MIRROR_VIEW";

/**
 * The tests run with the engine that PLANGATE_TERRAFORM names. OpenTofu looks for providers under a registry of its own, which
 * serves the same binaries: a mirror that was made for Terraform is shown to it under that name.
 */
export default async function setUp(): Promise<void> {
  const engine = await findEngine();
  if (engine.product !== "opentofu" || process.env["PLANGATE_PROVIDER_MIRROR"]) return;
  const { mirror } = await chooseProviderSource({ ...engine, product: "terraform" }, PROVIDERS, { env: process.env });
  if (mirror === null) return;
  const view = mkdtempSync(join(tmpdir(), "plangate-opentofu-mirror-"));
  symlinkSync(join(mirror, registryHost({ product: "terraform" })), join(view, registryHost(engine)));
  process.env["PLANGATE_PROVIDER_MIRROR"] = view;
  process.env[MIRROR_VIEW] = view;
}
