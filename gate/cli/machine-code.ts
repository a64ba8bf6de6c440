import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { restoreModule, type Policies } from "../evaluate";
import { packageRoot } from "../package-root";

/** An option of Node.js, and so nothing that V8 looks at: code that was made without it relies on what it turns off. */
const WITHOUT_TRAPS = "--disable-wasm-trap-handler";

/**
 * Adds what V8 compiled of these policies when the package was built, where it did. Nothing else is ever judged by it: the
 * file's name holds the digest of the module's bytes. What V8 does not look at itself is in the name as well: the system, by
 * whose rules functions are called, and how Node.js was configured when it was built.
 */
export function withMachineCode(policies: Policies): Policies {
  if ([...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].some((text) => text.includes(WITHOUT_TRAPS)))
    return policies;
  const { platform, arch, version, config } = process;
  const parts = [policies.digests.wasm, platform, arch, version, JSON.stringify(config)];
  const name = `policies-${createHash("sha256").update(parts.join("\n")).digest("hex")}.v8`;
  let code: Buffer;
  try {
    code = readFileSync(join(packageRoot(), "dist", name));
  } catch {
    // Policies of the project's own, or another Node.js than the build's.
    return policies;
  }
  const compiled = restoreModule(policies.module, code.buffer as ArrayBuffer);
  return compiled === undefined ? policies : { ...policies, compiled };
}
