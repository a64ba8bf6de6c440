import {
  type AmountName,
  AMOUNTS,
  type Field,
  type Item,
  type Money,
  type Reason,
  type Receipt,
  type Unresolved,
} from "../contract/receipt";
import { decimalSeparator, type DecimalSeparator, parseAmount, parseQuantity } from "./amount";
import { type DateOrder, dateOrder, dateOrderOf } from "./country";
import { concludeCurrency, exponentOf } from "./currency";
import { concludeDate } from "./date";
import { type Printed, type PrintedItem, type PrintedReceipt, surest } from "./fields";
import { type Amounts, checkSums } from "./sums";
import { clean } from "./text";

/** Rows of the longest receipt that is answered. */
const MAX_ITEMS = 300;

/** What every receipt has. */
const ESSENTIAL = ["merchant", "date", "currency", "total"] as const;

export interface Circumstances {
  /** Where the receipt is from, ISO 3166-1 alpha-2, if the caller knows; the document's own word counts more. */
  readonly country?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What has been read so far, and what has not. */
export type Reading = Omit<Receipt, "schemaVersion" | "status">;

/**
 * Reads the texts of a receipt: amounts as minor units, the date as ISO 8601. What can be read in several ways, or in none,
 * is left out and listed; nothing is guessed.
 */
export function readReceipt(printed: PrintedReceipt, circumstances: Circumstances): Reading {
  const unresolved: Unresolved[] = [];
  const currency = readCurrency(printed, circumstances.country, unresolved);
  const country = printed.country ?? circumstances.country;
  const ofCurrency = currency === undefined ? undefined : dateOrderOf(currency.value);
  const merchant = readMerchant(printed);
  const date = readDate(
    printed,
    country === undefined ? ofCurrency : dateOrder(country),
    circumstances.now,
    unresolved,
  );
  const money = new MoneyReader(printed, currency?.value, unresolved);
  const amounts = money.amounts();
  const items = money.items();
  const values = Object.fromEntries(Object.entries(amounts).map(([name, field]) => [name, field.value])) as Amounts;
  const reading = {
    ...(merchant !== undefined && { merchant }),
    ...(date !== undefined && { date }),
    ...(currency !== undefined && { currency }),
    ...amounts,
    items,
    sums: checkSums(items, values, currency?.value, unresolved.some(isOfSum)),
  };
  const missing = ESSENTIAL.filter((name) => reading[name] === undefined)
    .filter((name) => !unresolved.some(({ field }) => field === name))
    .map((field): Unresolved => ({ field, reason: "missing" }));
  return { ...reading, unresolved: [...missing, ...unresolved] };
}

/** Whether what is unread is a part of the sum. */
function isOfSum({ field }: Unresolved): boolean {
  return field.startsWith("items") || AMOUNTS.some((name) => name === field && name !== "subtotal");
}

function readMerchant({ merchant }: PrintedReceipt): Field<string> | undefined {
  const value = clean(merchant?.text ?? "");
  return merchant === undefined || value === ""
    ? undefined
    : { value, confidence: merchant.confidence, source: "document" };
}

function readCurrency(
  printed: PrintedReceipt,
  hint: string | undefined,
  unresolved: Unresolved[],
): Field<string> | undefined {
  const fields = [...AMOUNTS].reverse().flatMap((name) => printed.amounts[name]);
  const prices = printed.items.flatMap(({ price, unitPrice }) =>
    [price, unitPrice].filter((each) => each !== undefined),
  );
  const all = [...fields, ...prices];
  const country = printed.country ?? hint;
  const [detected] = all
    .flatMap(({ currency }) => (currency === undefined ? [] : [currency]))
    .sort((left, right) => right.confidence - left.confidence);
  const conclusion = concludeCurrency({
    amounts: all.map(({ text }) => text),
    labels: fields.flatMap(({ label }) => (label === undefined ? [] : [label])),
    ...(detected !== undefined && { detected }),
    ...(country !== undefined && { country }),
  });
  if ("code" in conclusion) {
    const { code, source, confidence = surest(fields)?.confidence ?? 0 } = conclusion;
    return { value: code, confidence, source };
  }
  if (conclusion.candidates.length > 0) {
    unresolved.push({ field: "currency", reason: "ambiguous", candidates: conclusion.candidates });
  }
  return undefined;
}

function readDate(
  { date: printed }: PrintedReceipt,
  order: DateOrder | undefined,
  now: number,
  unresolved: Unresolved[],
): Field<string> | undefined {
  if (printed === undefined) return undefined;
  const conclusion = concludeDate(printed.text, order, now);
  if ("date" in conclusion) return { value: conclusion.date, confidence: printed.confidence, source: "document" };
  unresolved.push({ field: "date", text: clean(printed.text), ...conclusion });
  return undefined;
}

/** Reads amounts in one currency, by the conventions of one receipt. */
class MoneyReader {
  private readonly exponent: number | undefined;
  private readonly separator: DecimalSeparator | undefined;

  constructor(
    private readonly printed: PrintedReceipt,
    currency: string | undefined,
    private readonly unresolved: Unresolved[],
  ) {
    this.exponent = currency === undefined ? undefined : exponentOf(currency);
    const texts = [...Object.values(printed.amounts).flat(), ...printed.items.flatMap(({ price }) => price ?? [])].map(
      ({ text }) => text,
    );
    this.separator = this.exponent === undefined ? undefined : decimalSeparator(texts, this.exponent);
  }

  amounts(): Partial<Record<AmountName, Field<Money>>> {
    const found: Partial<Record<AmountName, Field<Money>>> = {};
    for (const name of AMOUNTS) {
      const fields = this.printed.amounts[name];
      const field = name === "tax" || name === "discount" ? this.sum(name, fields) : this.single(name, surest(fields));
      if (field !== undefined) found[name] = field;
    }
    return found;
  }

  items(): Item[] {
    if (this.printed.items.length > MAX_ITEMS) this.unresolved.push({ field: "items", reason: "too-many" });
    return this.printed.items.slice(0, MAX_ITEMS).map((item, index) => this.item(item, index));
  }

  private item({ description, quantity, unitPrice, price }: PrintedItem, index: number): Item {
    const name = clean(description?.text ?? "");
    const count = quantity === undefined ? undefined : parseQuantity(quantity.text, this.separator);
    const single = unitPrice === undefined ? undefined : this.parse(unitPrice.text);
    const whole = this.single(`items[${index}].price`, price);
    return {
      ...(description !== undefined && name !== "" && { description: field(name, description) }),
      ...(quantity !== undefined && count !== undefined && { quantity: field(count, quantity) }),
      ...(unitPrice !== undefined && single !== undefined && { unitPrice: field(single, unitPrice) }),
      ...(whole !== undefined && { price: whole }),
    };
  }

  private single(name: string, printed: Printed | undefined): Field<Money> | undefined {
    if (printed === undefined) return undefined;
    const amount = this.parse(printed.text);
    if (amount !== undefined) return field(amount, printed);
    const reason: Reason = this.exponent === undefined ? "currency-unknown" : "unreadable";
    this.unresolved.push({ field: name, reason, text: clean(printed.text) });
    return undefined;
  }

  /** Of several rates; where their sum is printed among them, it counts once. */
  private sum(name: AmountName, all: readonly Printed[]): Field<Money> | undefined {
    const fields = all.flatMap((printed) => this.single(name, printed) ?? []);
    // Part of a sum is not the sum.
    if (fields.length < all.length) return undefined;
    const sum = fields.reduce((total, { value }) => total + value, 0);
    const whole = fields.length > 2 ? fields.find(({ value }) => value * 2 === sum) : undefined;
    const [first, ...rest] = fields;
    if (first === undefined) return undefined;
    const confidence = rest.reduce((least, each) => Math.min(least, each.confidence), first.confidence);
    return { value: whole?.value ?? sum, confidence, source: "document" };
  }

  private parse(text: string): Money | undefined {
    return this.exponent === undefined ? undefined : parseAmount(text, this.exponent, this.separator);
  }
}

function field<T>(value: T, { confidence }: Printed): Field<T> {
  return { value, confidence, source: "document" };
}
