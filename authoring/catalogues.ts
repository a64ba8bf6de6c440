/**
 * The catalogues of controls that rules name, as their publishers call them, in the order of an index. Which requirements of PCI DSS and NIST
 * a rule serves is what AWS Security Hub states of the control that the rule names under `fsbp`; see policies/README.md.
 */
const CATALOGUES: { readonly [key: string]: string } = {
  fsbp: "AWS Foundational Security Best Practices",
  cis_1_2: "CIS AWS Foundations Benchmark 1.2.0",
  cis_1_4: "CIS AWS Foundations Benchmark 1.4.0",
  cis_3_0: "CIS AWS Foundations Benchmark 3.0.0",
  cis_4_0: "CIS AWS Foundations Benchmark 4.0.0",
  cis_5_0: "CIS AWS Foundations Benchmark 5.0.0",
  pci_3_2_1: "PCI DSS 3.2.1",
  pci_4_0_1: "PCI DSS 4.0.1",
  nist_800_53_r5: "NIST SP 800-53 Rev. 5",
};

/** A catalogue's name; a key that is not known stays as it is. */
export function catalogueName(key: string): string {
  return CATALOGUES[key] ?? key;
}

/** Known catalogues in their order, then others by key. */
export function inOrder(keys: Iterable<string>): string[] {
  const known = Object.keys(CATALOGUES);
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  return [...keys].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `EC2.2` before `EC2.10`. */
export const byControl: (a: string, b: string) => number = new Intl.Collator("en", { numeric: true }).compare;
