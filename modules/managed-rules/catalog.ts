import * as fs from "node:fs";
import type { RuleMetadata } from "../../policies/contract/rule";

/** A managed rule of AWS Config as it is to be deployed. */
export interface ManagedRule {
  /** AWS Config's identifier: `INCOMING_SSH_DISABLED`. */
  readonly identifier: string;
  /** The name that AWS gives it: `restricted-ssh`. */
  readonly name: string;
  readonly description: string;
  /** Every parameter that has a value, defaults included; values are strings, as AWS Config takes them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Evaluated by the clock alone; the others are evaluated when a resource changes, and take no frequency. */
  readonly periodic: boolean;
}

/** AWS Config's own description of a managed rule; empty when its page was not at hand. */
interface Published {
  readonly name?: string;
  readonly trigger?: readonly ("change" | "periodic")[];
  /** The one region that has the rule. */
  readonly onlyIn?: string;
}

/** Relative to the project directory, as the settings are. */
const CATALOG = "policies/bundle/catalog.json";
const PARAMETERS = "policies/parameters.json";
const PUBLISHED = "policies/contract/aws-config-rules.json";

/** AWS Config keeps descriptions of this many characters. */
const DESCRIPTION_LIMIT = 256;

/**
 * The rules of AWS Config that the gate mirrors, as the policies describe them: what a plan is held to before it is
 * applied is then exactly what AWS Config watches afterwards. In the order of their identifiers. Without those that AWS has in
 * another region only, as it has the rules of CloudFront in us-east-1: there, they need a recorder of their own.
 *
 * @param region where they are to be deployed
 * @param directory the project directory
 * @throws Error for an identifier that AWS Config does not have: a plan does not notice, and apply fails half way
 */
export function mirroredRules(region: string, directory = "."): readonly ManagedRule[] {
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(`${directory}/${file}`, "utf8"));
  const { rules } = read(CATALOG) as { readonly rules: readonly RuleMetadata[] };
  const chosen = read(PARAMETERS) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const published = (read(PUBLISHED) as { readonly rules: Readonly<Record<string, Published>> }).rules;
  return rules
    .filter(({ id, source }) => source === "aws-config" && (published[id]?.onlyIn ?? region) === region)
    .map((rule) => {
      const known = published[rule.id];
      if (known === undefined) {
        throw new Error(`${CATALOG}: AWS Config has no managed rule ${rule.id} (see ${PUBLISHED})`);
      }
      return {
        identifier: rule.id,
        name: known.name ?? rule.id.toLowerCase().replaceAll("_", "-"),
        description: shortened(rule.title),
        parameters: { ...defaults(rule), ...chosen[rule.id] },
        periodic: known.trigger?.join() === "periodic",
      };
    })
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function defaults({ parameters }: RuleMetadata): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, parameter]) =>
      parameter.default === undefined ? [] : [[name, parameter.default]],
    ),
  );
}

function shortened(text: string): string {
  return text.length <= DESCRIPTION_LIMIT ? text : `${text.slice(0, DESCRIPTION_LIMIT - 1)}…`;
}
