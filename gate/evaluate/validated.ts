/**
 * Hex sha256 digests of the parts of a policies folder (`Policies["digests"]`) that the build found to fit their schemas: those
 * that come with the command. The build puts them here (scripts/validated-policies.cjs); in the sources there are none.
 * Validators run slowly the first time: leaving them out saves 7 ms of every `plangate check`.
 */
export const VALIDATED: {
  readonly [part in "catalog" | "parameters" | "enforcement" | "exemptions"]?: string;
} = {};
