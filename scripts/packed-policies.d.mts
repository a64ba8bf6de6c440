export function packedPolicies(project: string): Record<string, Uint8Array>;
