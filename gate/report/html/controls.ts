import { CATALOGUES } from "../../../policies/contract/catalogues";

/** `CIS 3.0 5.2, 5.3`; a catalogue that is not known is called by its key. */
export function controlNames(catalogue: string, ids: readonly string[]): string {
  return `${CATALOGUES[catalogue]?.short ?? catalogue} ${ids.join(", ")}`;
}
