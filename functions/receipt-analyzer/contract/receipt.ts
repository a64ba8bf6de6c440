import type { Category } from "./categories";

/**
 * Where a value is from: printed on the document, concluded from the country, or the answer of a language model.
 */
export type Source = "document" | "country" | "model";

/** One value with how sure it is, 0 to 1. */
export interface Field<T> {
  readonly value: T;
  readonly confidence: number;
  readonly source: Source;
}

/** Amounts are integers in the minor unit of the receipt's currency (ISO 4217): cents, yen, fils. */
export type Money = number;

/** The names of a receipt's amounts. */
export const AMOUNTS = ["subtotal", "discount", "shipping", "serviceCharge", "tip", "tax", "total"] as const;

export type AmountName = (typeof AMOUNTS)[number];

export interface Item {
  readonly description?: Field<string>;
  /** Of pieces or of the unit of measure. */
  readonly quantity?: Field<number>;
  /** Left out where it is finer than the minor unit, as the price of a litre of fuel is. */
  readonly unitPrice?: Field<Money>;
  /** Of the line; negative for what is deducted. */
  readonly price?: Field<Money>;
}

/** Whether the parts add up to the total, and by which reading of them. */
export interface Sums {
  /** `unchecked`: there is nothing to add, or a part of it could not be read. */
  readonly status: "consistent" | "inconsistent" | "unchecked";
  /** What was added: the items, or the subtotal where there are none. */
  readonly of?: "items" | "subtotal";
  /** What comes out, to be compared with the total. */
  readonly computed?: Money;
  /** Total minus computed: 0, or what cash was rounded by, if consistent. */
  readonly difference?: Money;
  /** Whether prices hold the tax already, as they do where it is VAT. */
  readonly taxIncluded?: boolean;
}

export type Reason =
  | "missing"
  | "unreadable"
  | "ambiguous"
  | "future-date"
  | "currency-unknown"
  | "too-many"
  | "model-unavailable"
  | "model-refused";

/** Something that has to be asked of the user: what was printed, if anything was, and why it is no value. */
export interface Unresolved {
  /** `total`, `items[3].price`. */
  readonly field: string;
  readonly reason: Reason;
  /** As printed. */
  readonly text?: string;
  /** What it can mean, if it is ambiguous. */
  readonly candidates?: readonly string[];
}

/** What is answered: described by receipt.schema.json. A field that is not there was not found; `unresolved` says why. */
export interface Receipt extends Readonly<Partial<Record<AmountName, Field<Money>>>> {
  readonly schemaVersion: "1.0";
  /** `complete` if nothing is unresolved. A receipt of which nothing could be read is a problem, not a receipt. */
  readonly status: "complete" | "partial";
  readonly merchant?: Field<string>;
  /** ISO 8601: 2026-03-04. */
  readonly date?: Field<string>;
  /** ISO 4217. */
  readonly currency?: Field<string>;
  readonly category?: Field<Category>;
  readonly items: readonly Item[];
  readonly sums: Sums;
  readonly unresolved: readonly Unresolved[];
}
