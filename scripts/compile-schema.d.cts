/** Types of compile-schema.cjs, which the tests import. */
export function compileSchema(text: string, file: string): string;
