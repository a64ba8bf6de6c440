/**
 * The catalogues of controls that rules name, as their publishers call them and as a list of controls does, in the order of an
 * index. Which requirements of PCI DSS and NIST a rule serves is what AWS Security Hub states of the control that the rule names
 * under `fsbp`; see policies/README.md.
 */
export const CATALOGUES: { readonly [key: string]: { readonly name: string; readonly short: string } } = {
  fsbp: { name: "AWS Foundational Security Best Practices", short: "AWS FSBP" },
  cis_1_2: { name: "CIS AWS Foundations Benchmark 1.2.0", short: "CIS 1.2" },
  cis_1_4: { name: "CIS AWS Foundations Benchmark 1.4.0", short: "CIS 1.4" },
  cis_3_0: { name: "CIS AWS Foundations Benchmark 3.0.0", short: "CIS 3.0" },
  cis_4_0: { name: "CIS AWS Foundations Benchmark 4.0.0", short: "CIS 4.0" },
  cis_5_0: { name: "CIS AWS Foundations Benchmark 5.0.0", short: "CIS 5.0" },
  pci_3_2_1: { name: "PCI DSS 3.2.1", short: "PCI DSS 3.2.1" },
  pci_4_0_1: { name: "PCI DSS 4.0.1", short: "PCI DSS 4.0.1" },
  nist_800_53_r5: { name: "NIST SP 800-53 Rev. 5", short: "NIST 800-53 Rev. 5" },
};
