/**
 * AWS Config's own four verdicts.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_Evaluation.html
 */
export type Status = "COMPLIANT" | "NON_COMPLIANT" | "NOT_APPLICABLE" | "INSUFFICIENT_DATA";

/** The verdicts that leave something to mend or to decide: what may deny a plan. */
export type OpenStatus = "NON_COMPLIANT" | "INSUFFICIENT_DATA";

export function isOpen(status: string): status is OpenStatus {
  return status === "NON_COMPLIANT" || status === "INSUFFICIENT_DATA";
}

/**
 * What a rule says of one resource. A rule returns data only: the message is made from `reasons` of its metadata.
 * COMPLIANT need not be said: it is what the rule judged and did not otherwise find.
 */
export interface Evaluation {
  /** Terraform address of the instance. */
  readonly resource: string;
  readonly status: Status;
  /** Path of the deciding attribute below the resource, e.g. `ingress[0].cidr_blocks`; null when it is the whole resource. */
  readonly attribute: string | null;
  /** Key into the rule's `reasons`. */
  readonly reason: string;
  /** What the reason's `{placeholders}` stand for. Masked by the gate where the plan marks the attribute sensitive. */
  readonly values: { readonly [placeholder: string]: unknown };
}
