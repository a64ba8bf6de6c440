import { isOpen } from "../../policies/contract/evaluation";
import type { Severity } from "../../policies/contract/rule";
import type { Judgement } from "../decision";
import { drawDiagram, systemOf } from "../diagram";
import type { Policies } from "../evaluate";
import {
  actionOf,
  buildModel,
  constructAt,
  managedInstances,
  NOT_SYNTHESIZED,
  readPlan,
  readsOf,
  secretsIn,
  type ResourceChange,
  type SynthesizedConfiguration,
  type TerraformPlan,
} from "../plan";
import { attributesOf, type Planned } from "./attributes";
import type { PlanDetails, ResourceDetails } from "./details";

export interface DescribeInput {
  /** Plan JSON, as it was judged. */
  readonly planJson: Uint8Array;
  /** Name of the file it comes from, for errors. */
  readonly name: string;
  readonly policies: Pick<Policies, "catalog">;
  readonly synthesized?: SynthesizedConfiguration;
  /** What was found, for the diagram. */
  readonly judgement: Judgement;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Describes a judged plan for people: every resource with its values before and after, and a diagram with the findings.
 *
 * @throws InputError where the plan cannot be read
 */
export async function describePlan({
  planJson,
  name,
  policies,
  synthesized = NOT_SYNTHESIZED,
  judgement,
}: DescribeInput): Promise<PlanDetails> {
  const plan = readPlan(planJson, name);
  const { stack } = judgement.plan;
  return {
    resources: describeResources(plan, policies, synthesized),
    diagram: await drawDiagram(systemOf(plan, stack), severitiesOf(judgement)),
  };
}

/** Every managed instance of a plan with its values. */
export function describeResources(
  plan: TerraformPlan,
  policies: Pick<Policies, "catalog">,
  synthesized: SynthesizedConfiguration,
): ResourceDetails[] {
  const reads = readsOf(policies.catalog);
  const secrets = secretsIn(plan);
  const changes = managedInstances(plan);
  const model = buildModel(plan, {
    reads: attributesIn(changes),
    relations: { links: {}, account_wide: [] },
    parameters: {},
    synthesized,
  });
  const described = changes.map((change): ResourceDetails => {
    const { address, type } = change;
    const planned: Planned = model.resources[type]?.[address] ??
      model.removed[type]?.[address] ?? { before: null, after: {} };
    return {
      address,
      type,
      action: actionOf(change),
      construct: constructAt(synthesized, address),
      attributes: attributesOf(planned, change, reads.get(type) ?? NOTHING, secrets),
    };
  });
  return described.sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** All attributes that the plan has of each type. */
function attributesIn(changes: readonly ResourceChange[]): Map<string, Set<string>> {
  const attributes = new Map<string, Set<string>>();
  for (const { type, change } of changes) {
    const known = attributes.get(type) ?? new Set<string>();
    attributes.set(type, known);
    for (const values of [change.before, change.after, change.after_unknown]) {
      if (typeof values === "object" && values !== null) for (const name of Object.keys(values)) known.add(name);
    }
  }
  return attributes;
}

/** The severity of every finding that is open, by resource. */
function severitiesOf({ evaluations }: Judgement): Map<string, Severity[]> {
  const found = new Map<string, Map<string, Severity>>();
  for (const { rule, status, resource, severity } of evaluations) {
    if (!isOpen(status)) continue;
    found.set(resource, (found.get(resource) ?? new Map<string, Severity>()).set(rule, severity));
  }
  return new Map([...found].map(([resource, byRule]) => [resource, [...byRule.values()]]));
}
