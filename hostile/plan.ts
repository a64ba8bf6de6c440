/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** A change of a resource, as `terraform show -json` writes it. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly change: { readonly after: { [attribute: string]: Json } | null };
}

/** What a variation needs to know of a plan JSON. */
export interface Plan {
  readonly resource_changes: readonly ResourceChange[];
}
