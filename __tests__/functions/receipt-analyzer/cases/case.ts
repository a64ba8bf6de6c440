import type { Composition } from "../compose";
import type { Answer } from "../stand-in";

/** A receipt, what the services say to it, and what has to come out. */
export interface Case {
  readonly what: string;
  /** What the caller says of the country. */
  readonly country?: string;
  /** Receipts on the document, or what Textract answers instead. */
  readonly expense: Composition | readonly Composition[] | Answer;
  /** What the model says, turn by turn. Left out, no model is asked. */
  readonly replies?: readonly (string | Answer)[];
  readonly expected: Gist | { readonly problem: string; readonly status: number };
}

/**
 * A receipt in few words: values without confidence and source.
 *
 * - items: description, quantity, unit price, price
 * - sums: status, of what, computed, difference (total minus computed), and whether tax is included
 * - unresolved: field, reason, text and candidates
 */
export interface Gist {
  readonly status: "complete" | "partial";
  readonly merchant?: string;
  readonly date?: string;
  readonly currency?: string;
  readonly category?: string;
  readonly subtotal?: number;
  readonly discount?: number;
  readonly shipping?: number;
  readonly serviceCharge?: number;
  readonly tip?: number;
  readonly tax?: number;
  readonly total?: number;
  readonly items?: readonly (readonly [
    description: string | null,
    quantity: number | null,
    unitPrice: number | null,
    price: number | null,
  ])[];
  readonly sums: string;
  readonly unresolved?: readonly string[];
}
