export function zipOf(files: Record<string, Uint8Array>): Uint8Array;
