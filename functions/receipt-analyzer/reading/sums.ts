import type { AmountName, Item, Money, Sums } from "../contract/receipt";

/**
 * What cash is rounded to, in minor units, where the smallest coin is larger than the minor unit: CLDR's cash rounding.
 * https://unicode.org/reports/tr35/tr35-numbers.html#Supplemental_Currency_Data
 */
const CASH: Readonly<Record<string, number>> = {
  CAD: 5,
  CHF: 5,
  CZK: 100,
  DKK: 50,
  HUF: 500,
  NOK: 100,
  SEK: 100,
  TWD: 100,
};

export type Amounts = Readonly<Partial<Record<AmountName, Money>>>;

/** One way to read a receipt: which of its parts the prices hold already. */
interface Reading {
  readonly taxIncluded: boolean;
  readonly computed: Money;
}

/**
 * Whether the parts make the total.
 *
 * Receipts differ in what prices hold: VAT is part of them, sales tax is not; a discount is a line of its own or is
 * printed below as well; the tip is added before the total or after. A receipt adds up if one of these readings does.
 *
 * @param unread Whether some price could not be read, so that nothing can be said of the sum.
 */
export function checkSums(
  items: readonly Item[],
  amounts: Amounts,
  currency: string | undefined,
  unread: boolean,
): Sums {
  const { total, subtotal } = amounts;
  const prices = items.flatMap(({ price }) => (price === undefined ? [] : [price.value]));
  const of = prices.length > 0 ? "items" : "subtotal";
  const base = of === "items" ? prices.reduce((sum, price) => sum + price, 0) : subtotal;
  if (total === undefined || base === undefined || (of === "items" && (unread || prices.length < items.length))) {
    return { status: "unchecked" };
  }
  const tolerance = Math.floor((CASH[currency ?? ""] ?? 0) / 2);
  const [best] = readings(base, amounts).sort((left, right) => distance(left, total) - distance(right, total));
  if (best === undefined) return { status: "unchecked" };
  return {
    status: distance(best, total) <= tolerance ? "consistent" : "inconsistent",
    of,
    computed: best.computed,
    difference: total - best.computed,
    ...((amounts.tax ?? 0) !== 0 && { taxIncluded: best.taxIncluded }),
  };
}

/** The plainest first: of readings that come equally near, it is taken. */
function readings(base: Money, amounts: Amounts): Reading[] {
  const { tax = 0, tip = 0, serviceCharge = 0, shipping = 0 } = amounts;
  const discount = Math.abs(amounts.discount ?? 0);
  return [false, true].flatMap((taxIncluded) =>
    choices(-discount).flatMap((deduction) =>
      choices(tip).flatMap((extra) =>
        choices(serviceCharge + shipping).map((charges) => ({
          taxIncluded,
          computed: base + (taxIncluded ? 0 : tax) + deduction + extra + charges,
        })),
      ),
    ),
  );
}

/** Added, or held by the rest already. */
function choices(amount: Money): readonly Money[] {
  return amount === 0 ? [0] : [amount, 0];
}

function distance({ computed }: Reading, total: Money): number {
  return Math.abs(total - computed);
}
