/** The package has no types. */
type Validate = (definition: object) => { readonly errors: readonly unknown[] };
// eslint-disable-next-line @typescript-eslint/no-require-imports
const validate = require("asl-validator") as Validate;

/** What is wrong with a state machine's definition, by the schema and the checks of the Amazon States Language. */
export function errorsIn(definition: object): readonly string[] {
  return validate(definition).errors.map((error) => JSON.stringify(error));
}
