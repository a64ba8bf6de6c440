import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { loadPolicies, type Policies } from "../../../gate/evaluate";

const POLICIES = join(__dirname, "..", "..", "..", "policies");
const FILES = [
  "bundle/policy.wasm",
  "bundle/catalog.json",
  "contract/relations.json",
  "enforcement.json",
  "exemptions.json",
  "parameters.json",
];

/** The project's policies with these files in place of its own, and the archive of them. */
export function editedPolicies(files: Readonly<Record<string, object>>): { policies: Policies; archive: Uint8Array } {
  const directory = mkdtempSync(join(tmpdir(), "plangate-edited-"));
  try {
    for (const file of FILES) cpSync(join(POLICIES, file), join(directory, file));
    for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), JSON.stringify(content));
    const entries = FILES.map((file) => [`policies/${file}`, readFileSync(join(directory, file))] as const);
    return { policies: loadPolicies({ directory }), archive: zipSync(Object.fromEntries(entries), { level: 1 }) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Logs have to be kept for two years: longer than the project's own stacks keep them. */
export const LONGER_LOGS = {
  "parameters.json": {
    VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: { authorizedTcpPorts: "80,443" },
    CW_LOGGROUP_RETENTION_PERIOD_CHECK: { MinRetentionTime: "731" },
  },
};
