/** Types of compile-schema.cjs, which the tests import. */
export function compileSchema(text: string, file: string): string;
export function validatorOf(text: string, file: string): (document: unknown) => boolean;
