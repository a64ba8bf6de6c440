/** What the plan JSON leaves out of a configuration in Terraform's native syntax. Imports nothing. */
export { inJsonSyntax, type JsonSyntax } from "./json-syntax";
export { callOf, choiceOf, inJsonExpression } from "./expression";
export { scan, type Attribute, type Block, type Body } from "./scan";
export {
  hasSources,
  readAllSources,
  readSources,
  withLocalModules,
  type SourceDirectory,
  type Sources,
} from "./sources";
export { literal } from "./value";
