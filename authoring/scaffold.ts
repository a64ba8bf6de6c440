import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../gate/errors";
import { managedRules } from "./managed-rules";
import { caseFiles } from "./scaffold-cases";
import { ruleText, testText } from "./scaffold-rego";
import type { Demand, Sketch } from "./sketch";
import { TERRAFORM_TYPES } from "./terraform-types";

/** What an author has to find words or names for. A rule that still says it is not accepted. */
export const UNWRITTEN = /CHANGE[ _]ME/;

export interface NewRule {
  /** As people write it: `EIP_ATTACHED`, `eip-attached`. */
  readonly id: string;
  /** Folder below policies/rules; guessed where left out. */
  readonly service?: string;
  /** Resource types of Terraform; those of AWS Config's rule where left out. */
  readonly resources: readonly string[];
  /** The deciding attribute. */
  readonly attribute?: string;
  readonly demand: Demand;
}

/** Where it is not the CloudFormation service in lower case. */
const SERVICES: { readonly [cloudFormationService: string]: string } = {
  ApiGatewayV2: "apigateway",
  ElasticLoadBalancing: "elb",
  ElasticLoadBalancingV2: "elb",
  WAFRegional: "waf",
  WAFv2: "waf",
};
const ID = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * Writes a rule to begin with: the rule, its test and, where the project records cases, cases. What AWS Config says of a rule of
 * this identifier is filled in.
 *
 * @param root the project
 * @returns the files, relative to the project, and what was made of the request
 * @throws InputError for an identifier that is none or taken, and where the service cannot be guessed
 */
export function scaffold(
  root: string,
  wanted: NewRule,
): { readonly sketch: Sketch; readonly files: readonly string[] } {
  const services = readdirSync(join(root, "policies", "rules"));
  const sketch = sketchOf(wanted, services);
  const path = `policies/rules/${sketch.service}/${sketch.id.toLowerCase()}`;
  const taken = services.find((service) =>
    existsSync(join(root, "policies", "rules", service, `${sketch.id.toLowerCase()}.rego`)),
  );
  if (taken !== undefined) {
    throw new InputError({
      what: `There is a rule ${sketch.id} already.`,
      where: `policies/rules/${taken}/${sketch.id.toLowerCase()}.rego`,
      mend: "Edit that one, or choose another identifier.",
    });
  }
  const files = new Map([
    [`${path}.rego`, ruleText(sketch)],
    [`${path}_test.rego`, testText(sketch)],
    ...(existsSync(join(root, "__tests__", "cases")) ? caseFiles(sketch) : []),
  ]);
  for (const [name, text] of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text, { flag: "wx" });
  }
  return { sketch, files: [...files.keys()] };
}

function sketchOf(wanted: NewRule, services: readonly string[]): Sketch {
  const id = wanted.id.toUpperCase().replaceAll("-", "_");
  if (!ID.test(id)) {
    throw new InputError({
      what: `"${wanted.id}" is no identifier of a rule.`,
      mend: "Words of letters and digits, as AWS Config writes them: ENCRYPTED_VOLUMES, or encrypted-volumes.",
    });
  }
  const managed = managedRules().get(id) ?? null;
  const types = managed?.resourceTypes ?? [];
  const resources =
    wanted.resources.length > 0 ? wanted.resources : types.flatMap((type) => TERRAFORM_TYPES[type] ?? []).sort();
  return {
    id,
    service: wanted.service ?? guessService(id, types, services),
    resources: resources.length > 0 ? resources : ["aws_CHANGE_ME"],
    attribute: wanted.attribute ?? "CHANGE_ME",
    demand: wanted.demand,
    managed,
  };
}

/** From what AWS Config's rule judges, else from the first word of the identifier where there are rules of such a service. */
function guessService(id: string, types: readonly string[], services: readonly string[]): string {
  const named = types.map((type) => type.split("::")[1] ?? "").find((service) => service !== "");
  if (named !== undefined) return SERVICES[named] ?? named.toLowerCase();
  const [word = ""] = id.toLowerCase().split("_");
  if (services.includes(word)) return word;
  throw new InputError({
    what: `The service that ${id} belongs to cannot be told from its name.`,
    mend: `Name it with --service; there are ${[...services].sort().join(", ")}, and it may be a new one.`,
  });
}
