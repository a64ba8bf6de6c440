/**
 * The approval: an in-toto statement over the digests of what was judged, in a DSSE envelope, checked again right
 * before apply. https://github.com/in-toto/attestation/tree/main/spec/v1 and https://github.com/secure-systems-lab/dsse
 */
export type {
  ApprovalCheck,
  ApprovalRequest,
  ApprovalSubject,
  ApprovalVerdict,
  PolicyDigests,
  Refusal,
  RefusalCode,
} from "./approval";
export { createApproval, verifyApproval } from "./approval";
export { digestConfiguration, digestPlanJson } from "./digest";
export { readApproval, writeApproval } from "./file";
export { loadPublicKey, loadSigningKey } from "./keys";
