import { readFileSync } from "node:fs";
import { join } from "node:path";
import { restoreModule, type Policies } from "../evaluate";
import { packageRoot } from "../package-root";

/**
 * Adds what V8 compiled of these policies when the package was built, where it did. The file's name says of which bytes, so
 * that other policies are never judged by it; the rest V8 looks at itself.
 */
export function withMachineCode(policies: Policies): Policies {
  const name = `policies-${policies.digests.wasm}-${process.version}-${process.arch}.v8`;
  let code: Buffer;
  try {
    code = readFileSync(join(packageRoot(), "dist", name));
  } catch {
    // Policies of the project's own, or another version of Node.js than the build's.
    return policies;
  }
  const compiled = restoreModule(policies.module, code.buffer as ArrayBuffer);
  return compiled === undefined ? policies : { ...policies, compiled };
}
