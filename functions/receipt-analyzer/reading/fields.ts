import type { ExpenseDocument, ExpenseField } from "@aws-sdk/client-textract";
import { AMOUNTS, type AmountName } from "../contract/receipt";
import { countryNamed } from "./country";

/** A text of the document, as Textract read it. */
export interface Printed {
  readonly text: string;
  readonly label?: string;
  /** 0 to 1: that it says so, and that it means this. */
  readonly confidence: number;
  readonly currency?: { readonly code: string; readonly confidence: number };
}

export interface PrintedItem {
  readonly description?: Printed;
  readonly quantity?: Printed;
  readonly unitPrice?: Printed;
  readonly price?: Printed;
}

/** What of a receipt is of use, in the words of this function, still as it is printed. */
export interface PrintedReceipt {
  readonly merchant?: Printed;
  readonly date?: Printed;
  /** Country of the merchant, ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Each in the order of the document; several of tax where there are several rates. */
  readonly amounts: Readonly<Record<AmountName, readonly Printed[]>>;
  readonly items: readonly PrintedItem[];
  /** All lines, from top to bottom. */
  readonly lines: readonly string[];
}

/** Textract's types: https://docs.aws.amazon.com/textract/latest/dg/invoices-receipts.html, in the order of preference. */
const AMOUNT_TYPES: Readonly<Record<AmountName, readonly string[]>> = {
  subtotal: ["SUBTOTAL"],
  discount: ["DISCOUNT"],
  shipping: ["SHIPPING_HANDLING_CHARGE"],
  serviceCharge: ["SERVICE_CHARGE"],
  tip: ["GRATUITY"],
  tax: ["TAX"],
  // Not AMOUNT_PAID: that is what was handed over, before the change.
  total: ["TOTAL", "AMOUNT_DUE"],
};

/** Names of the merchant and of whom it bills for can stand on one document; groups tell them apart. */
const VENDOR_GROUPS = ["VENDOR", "VENDOR_REMIT_TO", "VENDOR_SUPPLIER"];

/** Takes what Textract answers apart. Anything of it may be missing: all of its members are optional. */
export function printedReceipt(document: ExpenseDocument): PrintedReceipt {
  const summary = document.SummaryFields ?? [];
  const of = (...types: readonly string[]): readonly Printed[] => {
    for (const type of types) {
      const found = summary.filter((field) => field.Type?.Text === type).flatMap(printed);
      if (found.length > 0) return found;
    }
    return [];
  };
  const merchant = surest(of("VENDOR_NAME"));
  const date = surest(of("INVOICE_RECEIPT_DATE", "ORDER_DATE"));
  const country = countryIn(summary);
  return {
    ...(merchant !== undefined && { merchant }),
    ...(date !== undefined && { date }),
    ...(country !== undefined && { country }),
    amounts: Object.fromEntries(AMOUNTS.map((name) => [name, of(...AMOUNT_TYPES[name])])) as PrintedReceipt["amounts"],
    items: (document.LineItemGroups ?? [])
      .flatMap((group) => group.LineItems ?? [])
      .map((item) => printedItem(item.LineItemExpenseFields ?? []))
      .filter((item) => Object.keys(item).length > 0),
    lines: (document.Blocks ?? [])
      .filter((block) => block.BlockType === "LINE")
      .flatMap((block) => (block.Text === undefined ? [] : [block.Text])),
  };
}

/** The one that is most certain; the first of equals. */
export function surest(fields: readonly Printed[]): Printed | undefined {
  return fields.reduce<Printed | undefined>(
    (best, field) => (best === undefined || field.confidence > best.confidence ? field : best),
    undefined,
  );
}

function printed(field: ExpenseField): Printed[] {
  const text = field.ValueDetection?.Text?.trim() ?? "";
  if (text === "") return [];
  const label = field.LabelDetection?.Text;
  const { Code: code, Confidence: confidence } = field.Currency ?? {};
  return [
    {
      text,
      ...(label !== undefined && { label }),
      confidence: share(Math.min(field.Type?.Confidence ?? 0, field.ValueDetection?.Confidence ?? 0)),
      ...(code !== undefined && { currency: { code, confidence: share(confidence ?? 0) } }),
    },
  ];
}

function printedItem(fields: readonly ExpenseField[]): PrintedItem {
  const of = (type: string): Printed | undefined =>
    surest(fields.filter((field) => field.Type?.Text === type).flatMap(printed));
  const parts = {
    description: of("ITEM") ?? of("PRODUCT_CODE"),
    quantity: of("QUANTITY"),
    unitPrice: of("UNIT_PRICE"),
    price: of("PRICE"),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** The country it begins with; the Swiss and Austrian ones have a letter more, others letters among the digits. */
const VAT_NUMBER = /^([A-Z]{2})[EU]?[ -]?[A-Z\d]{0,2}[ .-]?\d{3}/;

/** Of the merchant's address; else by its VAT number, or by a state and ZIP code of the United States. */
function countryIn(summary: readonly ExpenseField[]): string | undefined {
  const text = (type: string): string | undefined =>
    summary
      .filter((field) => field.Type?.Text === type && isVendors(field))
      .map((field) => field.ValueDetection?.Text?.trim())
      .find((value) => value !== undefined && value !== "");
  const named = countryNamed(text("COUNTRY") ?? "");
  if (named !== undefined) return named;
  const registered = countryNamed(VAT_NUMBER.exec(text("VENDOR_VAT_NUMBER") ?? "")?.[1] ?? "");
  if (registered !== undefined) return registered;
  return /^[A-Z]{2}$/.test(text("STATE") ?? "") && /^\d{5}(-\d{4})?$/.test(text("ZIP_CODE") ?? "") ? "US" : undefined;
}

function isVendors(field: ExpenseField): boolean {
  const types = (field.GroupProperties ?? []).flatMap((group) => group.Types ?? []);
  return types.every((type) => !type.startsWith("RECEIVER")) || types.some((type) => VENDOR_GROUPS.includes(type));
}

/** Percent as Textract has it, to a part of 1 with four decimals. */
function share(percent: number): number {
  return Math.round(Math.min(Math.max(percent, 0), 100) * 100) / 10_000;
}
