export function zipOf(files: Record<string, Uint8Array>): Uint8Array;
export function packedPolicies(project: string): Record<string, Uint8Array>;
