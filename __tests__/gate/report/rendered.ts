import type { RuleMetadata } from "../../../policies/contract/rule";
import { createStyle, formats, loadFormat, type FormatName, type Run } from "../../../gate/report";

/** A run in one format, without colours. */
export async function rendered(format: FormatName, run: Run): Promise<string> {
  return [...(await loadFormat(format)).render(run, createStyle(false))].join("");
}

/** Every format there is. */
export const allFormats: readonly FormatName[] = formats.map(({ name }) => name);

/** The rule that the example evaluations are of. */
export const SSH_RULE: RuleMetadata = {
  id: "INCOMING_SSH_DISABLED",
  title: "SSH is not open to the internet",
  description: "Security groups admit SSH from known networks only.",
  source: "aws-config",
  engine: "opa",
  service: "ec2",
  aliases: ["restricted-ssh"],
  severity: "high",
  resources: ["aws_security_group"],
  reads: { aws_security_group: ["ingress"] },
  parameters: {},
  controls: { fsbp: ["EC2.13"], cis_3_0: ["5.2"] },
  reasons: { open: "Port 22 is open to {cidr}." },
  remediation: "Admit SSH from known networks only.",
  related_resources: ["https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html"],
};

export const EXEMPTION = {
  reason: "legacy",
  owner: "platform",
  ticket: "SEC-1",
  expires: "2027-01-31",
  daysLeft: 70,
};

export const FIX = {
  attribute: "publicly_accessible",
  value: false,
  change: "publiclyAccessible: false",
  message: "Set `publiclyAccessible: false` in stacks/storefront.ts:41.",
};

/** A construct that a module made for a stack. */
export const MODULE_MADE = {
  path: "storefront/database",
  file: "modules/database/index.ts",
  line: 9,
  requestedAt: { file: "stacks/storefront.ts", line: 41 },
  trace: [],
};
