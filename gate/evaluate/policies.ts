import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import type { PlanModel } from "../../policies/contract/plan-model";
import type { RuleMetadata } from "../../policies/contract/rule";
import { graphRules } from "../../policies/graph";
import validateCatalog from "../../policies/contract/catalog.schema.json";
import validateEnforcement from "../../policies/enforcement.schema.json";
import validateExemptions from "../../policies/exemptions.schema.json";
import validateParameters from "../../policies/parameters.schema.json";
import { InputError, ToolError } from "../errors";
import { duplicateName } from "../duplicate-name";
import { nearest } from "../nearest";
import type { Relations } from "../plan";
import type { RuleSet } from "./evaluate";
import { refuseWrongValues } from "./parameter-values";
import { VALIDATED } from "./validated";

/** policies/enforcement.json */
export interface EnforcementSettings {
  readonly default: "mandatory" | "advisory";
  /** Stacks that must not be destroyed. */
  readonly protectedStacks?: readonly string[];
  /** Stacks that may have nothing that a rule judges. */
  readonly unjudgedStacks?: readonly string[];
  readonly rules: {
    readonly [rule: string]: {
      readonly enforcement?: "mandatory" | "advisory";
      readonly insufficientData?: "deny" | "warn";
      /** Why it deviates from the default. */
      readonly why?: string;
    };
  };
}

/** One entry of policies/exemptions.json. */
export interface Exemption {
  readonly stack: string;
  readonly rule: string;
  /** Construct path or Terraform address, with wildcards. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** ISO 8601 date, the last day in UTC. */
  readonly expires: string;
}

/** policies/exemptions.json */
export interface ExemptionSettings {
  readonly maximumDays: number;
  readonly exemptions: readonly Exemption[];
}

/** A policies folder, read whole, with the digests that an approval binds. */
export interface Policies extends RuleSet {
  readonly relations: Relations;
  /** As rules see them: defaults filled in. */
  readonly parameters: PlanModel["parameters"];
  readonly enforcement: EnforcementSettings;
  readonly exemptions: ExemptionSettings;
  /** Hex sha256 of each part as read. */
  readonly digests: {
    readonly wasm: string;
    readonly catalog: string;
    readonly parameters: string;
    readonly enforcement: string;
    readonly exemptions: string;
  };
  /** One digest over all parts. */
  readonly sha256: string;
}

export interface PolicyFiles {
  /** The policies folder. */
  readonly directory: string;
  /** Replaces `parameters.json` of the folder. */
  readonly parameters?: string;
  /** Replaces `enforcement.json` of the folder. */
  readonly enforcement?: string;
  /** Replaces `exemptions.json` of the folder. */
  readonly exemptions?: string;
  /** Keep exemptions from rules that there are not, for whoever lists what is wrong with exemptions. */
  readonly keepUnknownExemptions?: boolean;
}

/**
 * Reads a policies folder.
 *
 * @throws InputError where a file that people edit is missing or malformed
 * @throws ToolError where the built bundle is missing or corrupt
 */
export function loadPolicies(files: PolicyFiles): Policies {
  const { directory } = files;
  const module = readBuilt(join(directory, "bundle", "policy.wasm"));
  const catalogBytes = readBuilt(join(directory, "bundle", "catalog.json"));
  const relationsBytes = readBuilt(join(directory, "contract", "relations.json"));
  const parametersFile = files.parameters ?? join(directory, "parameters.json");
  const enforcementFile = files.enforcement ?? join(directory, "enforcement.json");
  const exemptionsFile = files.exemptions ?? join(directory, "exemptions.json");
  const parametersBytes = readEdited(parametersFile);
  const enforcementBytes = readEdited(enforcementFile);
  const exemptionsBytes = readEdited(exemptionsFile);

  const digests = {
    wasm: sha256(module),
    // The relations decide what rules are told of companions, so they are part of the catalogue that is approved.
    catalog: sha256(catalogBytes, relationsBytes),
    parameters: sha256(parametersBytes),
    enforcement: sha256(enforcementBytes),
    exemptions: sha256(exemptionsBytes),
  };

  const unlessValidated = (part: keyof typeof VALIDATED, validate: ValidateFunction) =>
    digests[part] === VALIDATED[part] ? null : validate;
  const validators = {
    catalog: unlessValidated("catalog", validateCatalog),
    parameters: unlessValidated("parameters", validateParameters),
    enforcement: unlessValidated("enforcement", validateEnforcement),
    exemptions: unlessValidated("exemptions", validateExemptions),
  };

  const catalog = (
    builtJson(catalogBytes, validators.catalog, "bundle/catalog.json") as { readonly rules: readonly RuleMetadata[] }
  ).rules;
  const relations = builtJson(relationsBytes, null, "contract/relations.json") as Relations;
  const parameters = editedJson(parametersBytes, validators.parameters, parametersFile) as PlanModel["parameters"];
  const enforcement = editedJson(enforcementBytes, validators.enforcement, enforcementFile) as EnforcementSettings;
  const exemptions = editedJson(exemptionsBytes, validators.exemptions, exemptionsFile) as ExemptionSettings;
  refuseUnknownRules(Object.keys(parameters), catalog, parametersFile);
  refuseUnknownRules(Object.keys(enforcement.rules), catalog, enforcementFile);
  if (files.keepUnknownExemptions !== true) {
    refuseUnknownRules(
      exemptions.exemptions.map((exemption) => exemption.rule),
      catalog,
      exemptionsFile,
    );
  }

  return {
    catalog,
    module,
    graphRules,
    relations,
    parameters: withDefaults(parameters, catalog, parametersFile),
    enforcement,
    exemptions,
    digests,
    sha256: sha256(Buffer.from(Object.values(digests).join("\n"))),
  };
}

function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function readBuilt(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ToolError(
      {
        what: "The policies are not built, or this is no policies folder.",
        where: file,
        mend: "Run `plangate rule build`, or name the folder with --policies.",
      },
      { cause: error },
    );
  }
}

function readEdited(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(
      { what: "The file cannot be read.", where: file, mend: "Create it, or name another one." },
      { cause: error },
    );
  }
}

function builtJson(bytes: Buffer, validate: ValidateFunction | null, name: string): unknown {
  const corrupt = (detail: string, cause?: unknown) =>
    new ToolError(
      {
        what: `The policy bundle is corrupt: ${detail}.`,
        where: name,
        mend: "Restore the committed files, or run `plangate rule build`.",
      },
      { cause },
    );
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw corrupt("it is not JSON", error);
  }
  if (validate !== null && !validate(document)) throw corrupt(explain(validate.errors));
  return document;
}

function editedJson(bytes: Buffer, validate: ValidateFunction | null, file: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new InputError(
      { what: `The file is not JSON: ${detail}.`, where: file, mend: "Correct it." },
      { cause: error },
    );
  }
  const twice = validate === null ? undefined : duplicateName(bytes.toString("utf8"));
  if (twice !== undefined) {
    throw new InputError({
      what: `The name "${twice}" stands twice in one place, and only the last would count.`,
      where: file,
      mend: "Take one of them out.",
    });
  }
  if (validate === null || validate(document)) return document;
  throw new InputError({
    what: `The file is malformed: ${explain(validate.errors)}.`,
    where: file,
    mend: `See its JSON Schema in plangate's folder policies: ${basename(file, ".json")}.schema.json.`,
  });
}

/** What some patterns of the schemas ask for, in words. */
const PATTERNS: { readonly [pattern: string]: string } = {
  "[^*/.\\s]": "must name a resource, not all of them",
  "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$": "must be a rule's identifier, such as INCOMING_SSH_DISABLED",
};

function explain(errors: readonly ErrorObject[] | null | undefined): string {
  // What is wrong with a name is said by the error before.
  const told = (errors ?? []).filter(({ keyword }) => keyword !== "propertyNames");
  const found = told.map(({ instancePath, propertyName, message, params }) => {
    const pattern = "pattern" in params ? PATTERNS[String(params["pattern"])] : undefined;
    if (propertyName !== undefined) return `the name "${propertyName}" ${pattern ?? message ?? "does not fit"}`;
    if (pattern !== undefined) return `${instancePath} ${pattern}`;
    const extra = "additionalProperty" in params ? ` (${String(params["additionalProperty"])})` : "";
    const allowed = "allowedValues" in params ? `: ${(params["allowedValues"] as unknown[]).join(", ")}` : "";
    return `${instancePath === "" ? "it" : instancePath} ${message ?? "does not fit"}${extra}${allowed}`;
  });
  return found.slice(0, 3).join("; ") || "it does not fit its schema";
}

function refuseUnknownRules(ids: readonly string[], catalog: readonly RuleMetadata[], file: string): void {
  const unknown = ids.find((id) => !catalog.some((rule) => rule.id === id));
  if (unknown === undefined) return;
  throw new InputError({
    what: `There is no rule ${unknown}${suggestion(unknown, catalog)}`,
    where: file,
    mend: "`plangate rules` lists the rules.",
  });
}

function suggestion(id: string, catalog: readonly RuleMetadata[]): string {
  const named = catalog.find((rule) => rule.aliases.some((alias) => alias.toUpperCase().replaceAll("-", "_") === id));
  if (named !== undefined) return `; AWS Config's identifier is ${named.id}.`;
  const meant = nearest(
    id,
    catalog.map((rule) => rule.id),
  );
  return meant === undefined ? "." : `; did you mean ${meant}?`;
}

function withDefaults(
  set: PlanModel["parameters"],
  catalog: readonly RuleMetadata[],
  file: string,
): PlanModel["parameters"] {
  return Object.fromEntries(
    catalog.map((rule) => {
      const own = set[rule.id] ?? {};
      const unknown = Object.keys(own).find((name) => !Object.hasOwn(rule.parameters, name));
      if (unknown !== undefined) {
        const known = Object.keys(rule.parameters);
        const meant = nearest(unknown, known);
        throw new InputError({
          what: `${rule.id} has no parameter ${unknown}; it has: ${known.join(", ") || "none"}.`,
          where: file,
          mend: meant === undefined ? "Correct the name." : `Did you mean ${meant}?`,
        });
      }
      refuseWrongValues(rule, own, file);
      const defaults = Object.entries(rule.parameters).flatMap(([name, parameter]) =>
        parameter.default === undefined ? [] : [[name, parameter.default] as const],
      );
      return [rule.id, { ...Object.fromEntries(defaults), ...own }];
    }),
  );
}
