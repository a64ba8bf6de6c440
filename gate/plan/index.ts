export { withoutKeys, type Traversal } from "./address";
export { parseTemplate } from "./template";
export { completenessOf } from "./completeness";
export { isMarked } from "./marks";
export { readPlan } from "./read-plan";
export { actionOf, isRemoval } from "./action";
export { buildModel, type ModelOptions } from "./model";
export { readsOf, type Reads, type Relations } from "./read-types";
export { Secrets, secretsIn } from "./secrets";
export { isSensitive } from "./sensitive";
export { isSymbol, referencesIn } from "./symbols";
export {
  constructAt,
  FROM_PLAN_JSON_ALONE,
  isConstruct,
  NOT_SYNTHESIZED,
  readSynthesizedConfiguration,
  type ConstructLocation,
  type SynthesizedConfiguration,
} from "./synthesized";
export { readTerraformSources } from "./terraform-sources";
export type { SourceLine } from "./source-lines";
export { managedInstances, type ResourceChange, type TerraformPlan } from "./terraform-plan";
