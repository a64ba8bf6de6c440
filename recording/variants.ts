import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RuleMetadata } from "../policies/contract/rule";
import { readJson, recordOf, type Subject } from "./cases";
import {
  configurationOf,
  nameIn,
  variantOf,
  type FormName,
  type JsonObject,
  type Planned,
  type Schema,
  type Sources,
  type Variant as Made,
} from "./derive";
import { JSON_CONFIGURATION, stackIn, type PlanRequest } from "./planner";
import { weakeningsOf, type Links } from "./weakenings";

/** Subjects in another form, as recording/derive makes them: `variant.json` of a folder of __tests__/variants. */
export interface Variant {
  readonly name: string;
  readonly directory: string;
  readonly description: string;
  readonly form: FormName;
  /** Names of subjects. */
  readonly of: readonly string[];
}

/** The variants below a directory, by name. */
export function findVariants(directory: string): Variant[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "variant.json")))
    .sort()
    .map((name) => {
      const path = join(directory, name);
      return {
        ...(readJson(join(path, "variant.json")) as Omit<Variant, "name" | "directory">),
        name,
        directory: path,
      };
    });
}

/** The types of which the subjects have resources. */
export function typesOf(subjects: readonly Subject[]): ReadonlySet<string> {
  const written = subjects.filter(({ directory }) => existsSync(join(directory, JSON_CONFIGURATION))).map(writtenIn);
  return new Set(written.flatMap((main) => Object.keys((main["resource"] ?? {}) as JsonObject)));
}

/** What is planned of a variant, as it is made now. */
export function madeOf(
  variant: Variant,
  subjects: readonly Subject[],
  rules: readonly RuleMetadata[],
  schema: Schema,
): Made {
  const bases = basesOf(variant, subjects);
  return variantOf(variant.form, sourcesOf(bases, rules), bases.flatMap(plannedOf), schema);
}

/** Digest of all that goes into planning a variant: a record is of this, or is to be made anew. */
export function digestOfVariant({ files, state, plan }: Made): string {
  return createHash("sha256")
    .update(JSON.stringify([Object.entries(files).sort(), state ?? null, plan]))
    .digest("hex");
}

/**
 * How a variant is planned.
 *
 * @param projectDirectory shared by all variants, so that Terraform is initialised once
 */
export function requestForVariant(
  variant: Variant,
  { files, state, plan }: Made,
  projectDirectory: string,
): PlanRequest {
  const directory = join(projectDirectory, "cdktf.out", "stacks", variant.name);
  rmSync(directory, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  if (files[JSON_CONFIGURATION] === undefined) throw new Error(`${variant.name} has no ${JSON_CONFIGURATION}`);
  return {
    stack: stackIn(`variant-${variant.name}`, directory),
    projectDirectory,
    options: plan,
    prepare: (workingDirectory) => {
      if (state !== undefined) writeFileSync(join(workingDirectory, "terraform.tfstate"), JSON.stringify(state));
    },
  };
}

/** The subjects that a variant is made of. */
export function basesOf({ of }: Variant, subjects: readonly Subject[]): readonly Subject[] {
  return of.map((name) => {
    const subject = subjects.find((each) => each.name === name);
    if (subject === undefined) throw new Error(`There is no subject ${name}.`);
    return subject;
  });
}

/** What forms are made from. */
export function sourcesOf(bases: readonly Subject[], rules: readonly RuleMetadata[]): Sources {
  const { links } = readJson(join(__dirname, "..", "policies", "contract", "relations.json")) as { links: Links };
  const targets = Object.values(links)
    .flatMap((each) => Object.values(each).flat())
    .map((target) => target.replace(/\..*$/, ""));
  const reads: Record<string, Set<string>> = {};
  for (const rule of rules) {
    for (const [type, attributes] of Object.entries(rule.reads)) {
      reads[type] = new Set([...(reads[type] ?? []), ...attributes]);
    }
  }
  const judged = new Set(rules.flatMap(({ resources }) => resources));
  return {
    bases: new Map(bases.map((base) => [base.name, writtenIn(base)])),
    shared: readJson(join(bases[0]?.directory ?? "", "..", "providers.tf.json")) as JsonObject,
    targets: new Set(targets),
    reads,
    protections: new Set(
      [...Object.keys(links), ...PROTECTIONS].filter((type) => isProtection(type, judged, new Set(targets))),
    ),
    weakenings: bases.flatMap((base) => weakeningsOf(base, configurationOf(writtenIn(base)), rules, links)),
  };
}

function writtenIn({ directory }: Subject): JsonObject {
  return readJson(join(directory, "main.tf.json")) as JsonObject;
}

/** Settings of an account or a region, and what is judged together with what it protects. */
const PROTECTIONS = [
  "aws_cloudtrail",
  "aws_config_config_rule",
  "aws_ebs_encryption_by_default",
  "aws_ebs_snapshot_block_public_access",
  "aws_guardduty_detector",
  "aws_iam_account_password_policy",
  "aws_s3_account_public_access_block",
  "aws_secretsmanager_secret_rotation",
  "aws_securityhub_account",
];

/** What others do not refer to, and what is judged through others or for the account. */
function isProtection(type: string, judged: ReadonlySet<string>, targets: ReadonlySet<string>): boolean {
  return PROTECTIONS.includes(type) || type.startsWith("aws_s3_bucket_") || (!targets.has(type) && !judged.has(type));
}

/** The instances of a subject's own plan, under their names in a variant. */
function plannedOf(subject: Subject): Planned[] {
  const { resource_changes: changes } = readJson(recordOf(subject)) as {
    resource_changes: {
      address: string;
      module_address?: string;
      mode: string;
      type: string;
      name: string;
      index?: string | number;
      change: { after: JsonObject | null; after_unknown: JsonObject };
    }[];
  };
  return changes
    .filter(
      ({ mode, module_address: module, change }) => mode === "managed" && module === undefined && change.after !== null,
    )
    .map(({ type, name, index, change }) => ({
      type,
      name: nameIn(subject.name, name),
      ...(index === undefined ? {} : { index }),
      after: change.after as JsonObject,
      unknown: change.after_unknown,
    }));
}
