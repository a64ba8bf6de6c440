import { basename, dirname } from "node:path";
import { InputError } from "../gate/errors";
import type { RuleMetadata } from "../policies/contract/rule";
import type { Opa } from "./opa";

/** A Rego rule as its source states it. */
export interface RegoRule {
  readonly metadata: RuleMetadata;
  /** Source file, relative to the project's root. */
  readonly file: string;
  /** Its package, e.g. `rules.ec2.encrypted_volumes`. */
  readonly package: string;
}

interface Annotation {
  readonly annotations: {
    readonly scope: string;
    readonly title?: string;
    readonly description?: string;
    readonly related_resources?: readonly { readonly ref: string }[];
    readonly custom?: { readonly [field: string]: unknown };
  };
  readonly location: { readonly file: string };
  readonly path: readonly { readonly value: string }[];
}

interface Inspection {
  /** Package (`data.rules.ec2.encrypted_volumes`) → files. */
  readonly namespaces: { readonly [name: string]: readonly string[] };
  readonly annotations?: readonly Annotation[];
}

/** What a rule need not write when it has none. */
const OPTIONAL = { aliases: [], parameters: {}, controls: {} };

/**
 * Reads the METADATA of every rule. A rule is a package below `rules`; where it lies says its service and its engine. The
 * contents are checked with the catalog.
 *
 * @throws InputError for a package without METADATA of its own, or not named after its file
 */
export async function readRegoRules(opa: Opa): Promise<RegoRule[]> {
  const inspection = JSON.parse(
    await opa.output(["inspect", "--annotations", "--format", "json", "policies/rules"]),
  ) as Inspection;
  const annotations = new Map(
    (inspection.annotations ?? [])
      .filter(({ annotations: { scope } }) => scope === "package")
      .map((annotation) => [annotation.path.map(({ value }) => value).join("."), annotation.annotations]),
  );
  return Object.entries(inspection.namespaces)
    .flatMap(([name, files]) => files.filter((file) => !file.endsWith("_test.rego")).map((file) => ({ name, file })))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ name, file }) => {
      const service = basename(dirname(file));
      const expected = `data.rules.${service}.${basename(file, ".rego")}`;
      if (name !== expected) {
        throw new InputError({
          what: `the package is ${name.slice("data.".length)}, and the file's place says ${expected.slice("data.".length)}`,
          where: file,
          mend: "name the package and the file after the rule's id in lower case",
        });
      }
      const own = annotations.get(name);
      if (!own) {
        throw new InputError({
          what: "the rule has no METADATA",
          where: file,
          mend: "see writing-rules.md in plangate's folder docs/policies, or begin with `plangate rule new ID`",
        });
      }
      return {
        metadata: {
          ...OPTIONAL,
          ...own.custom,
          title: own.title,
          description: own.description,
          engine: "opa",
          service,
          related_resources: (own.related_resources ?? []).map(({ ref }) => ref),
        } as unknown as RuleMetadata,
        file,
        package: name.slice("data.".length),
      };
    });
}
