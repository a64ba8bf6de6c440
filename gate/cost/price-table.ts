/** What AWS lists for one unit. */
export interface Price {
  /** USD for one unit. */
  readonly usd: number;
  /** `hour`, `GB-month`, `million requests`: what is counted. */
  readonly unit: string;
}

/** Prices of one service, as one page of AWS lists them. */
export interface PriceGroup {
  /** As Cost Explorer and the `Service` filter of budgets call it. */
  readonly service: string;
  /** The page that lists them. */
  readonly source: string;
  readonly prices: { readonly [key: string]: Price };
}

/** An amount of something that has a price. */
export interface Charge {
  /** Key of a price, e.g. `ec2.t3.small`; it need not be in the table. */
  readonly price: string;
  /** Units a month; null where the plan does not tell. */
  readonly quantity: number | null;
  /** Set where the amount is supposed and not configured: what is supposed. */
  readonly assumption?: string;
}

/** The dated data that estimates are made from. */
export interface PriceTable {
  /** The AWS region that the prices are of. */
  readonly region: string;
  /** ISO 8601 date of the prices. */
  readonly date: string;
  readonly currency: "USD";
  /** What no estimate holds, in sentences for the reader. */
  readonly excluded: readonly string[];
  readonly groups: readonly PriceGroup[];
  /** Charges that every resource of a type has, whatever its attributes. */
  readonly perResource: { readonly [type: string]: readonly Charge[] };
  /** Types without a charge of their own: AWS charges nothing for them, or charges what they belong to. */
  readonly free: ReadonlySet<string>;
  /** Types whose charge depends on what no table can assume, and why. */
  readonly notEstimated: { readonly [type: string]: string };
}

/** Hours of an average month, as AWS's own calculator counts them. */
export const HOURS_PER_MONTH = 730;
