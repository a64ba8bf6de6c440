/** A JSON Schema is imported as its compiled validator; see scripts/compile-schema.cjs. */
declare module "*.schema.json" {
  import type { ValidateFunction } from "ajv";

  const validate: ValidateFunction;
  export default validate;
}
