/** Types of validated-policies.cjs, which the tests import. */
export function validatedPolicies(policies: string): Record<string, string>;
