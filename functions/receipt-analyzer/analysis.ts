import { type Expenses } from "./expenses";
import type { Receipt, Unresolved } from "./contract/receipt";
import validate from "./contract/receipt.schema.json";
import type { Document } from "./document/decode";
import { type Classifier } from "./model/classifier";
import { isPrinted, type Reply } from "./model/reply";
import type { Observability } from "./observability";
import { Problem } from "./problem";
import { printedReceipt } from "./reading/fields";
import { type Circumstances, type Reading, readReceipt } from "./reading/receipt";
import { clean } from "./reading/text";

export interface Analysis {
  readonly expenses: Pick<Expenses, "analyze">;
  /** Left out, Textract works alone. */
  readonly classifier?: Pick<Classifier, "classify">;
  readonly observability: Observability;
  /** How long each of them may take. */
  readonly signals: { readonly textract: () => AbortSignal; readonly model: () => AbortSignal };
}

/** Less sure than this of the merchant, the model is heard, too. */
const SURE = 0.8;

/** What the model says of itself is no measure; it is never as good as what is printed. */
const CERTAINTY: Readonly<Record<Reply["certainty"], number>> = { low: 0.3, medium: 0.6, high: 0.9 };

/**
 * From a document to its receipt.
 *
 * @throws Problem if there is none: nothing of it could be read. What is read in part is answered as such.
 */
export async function analyzeReceipt(
  document: Document,
  circumstances: Circumstances,
  { expenses, classifier, observability, signals }: Analysis,
): Promise<Receipt> {
  const bytes =
    document.type === "heic" ? await observability.step("Decode", () => toJpeg(document.bytes)) : document.bytes;
  const documents = await observability.step("Textract", () => expenses.analyze(bytes, signals.textract()));
  const [first, another] = documents;
  if (another !== undefined) {
    throw new Problem("several-receipts", "Take a photo of each receipt by itself.");
  }
  const printed = printedReceipt(first ?? {});
  const reading = readReceipt(printed, circumstances);
  if (isEmpty(reading)) {
    throw new Problem("no-receipt", "Take a photo of the whole receipt, and of nothing else.");
  }
  const whole =
    classifier === undefined || printed.lines.length === 0
      ? reading
      : await observability.step("Model", () => classified(reading, printed.lines, classifier, signals, observability));
  const receipt: Receipt = {
    schemaVersion: "1.0",
    status: whole.unresolved.length === 0 ? "complete" : "partial",
    ...whole,
  };
  if (!validate(receipt)) {
    throw new Error(`The receipt breaks its own schema at ${validate.errors?.[0]?.schemaPath ?? "?"}`);
  }
  return receipt;
}

/** Loaded when the first HEIC comes: the decoder is larger than all else together. */
async function toJpeg(bytes: Uint8Array): Promise<Uint8Array> {
  const { heicToJpeg } = await import("./document/heic");
  return heicToJpeg(bytes);
}

/** A line item or an amount makes a receipt; a name or a date alone does not. */
function isEmpty({ items, unresolved, ...reading }: Reading): boolean {
  const { total, subtotal, tax } = reading;
  const printed = unresolved.some(({ text, field }) => text !== undefined && field !== "date");
  return items.length === 0 && !printed && total === undefined && subtotal === undefined && tax === undefined;
}

/** Adds what the model says, as far as it can be believed; what it was asked for and did not give is unresolved. */
async function classified(
  reading: Reading,
  lines: readonly string[],
  classifier: Pick<Classifier, "classify">,
  signals: Analysis["signals"],
  observability: Observability,
): Promise<Reading> {
  const classification = await classifier.classify(lines, signals.model());
  if ("failure" in classification) {
    observability.count(classification.failure === "model-refused" ? "ModelRefused" : "ModelUnavailable");
    return { ...reading, unresolved: [...reading.unresolved, { field: "category", reason: classification.failure }] };
  }
  if (classification.repaired) observability.count("ModelRepaired");
  const { category, certainty, merchant } = classification.reply;
  const confidence = CERTAINTY[certainty];
  return {
    ...withMerchant(reading, merchant, lines, observability),
    category: { value: category, confidence, source: "model" },
  };
}

function withMerchant(
  reading: Reading,
  merchant: string | null,
  lines: readonly string[],
  observability: Observability,
): Reading {
  if (merchant === null || (reading.merchant?.confidence ?? 0) >= SURE) return reading;
  const value = clean(merchant);
  if (!isPrinted(value, lines)) {
    observability.count("ModelMerchantNotPrinted");
    return {
      ...reading,
      unresolved: reading.unresolved.map((each): Unresolved =>
        each.field === "merchant" ? { field: "merchant", reason: "model-refused" } : each,
      ),
    };
  }
  return {
    ...reading,
    merchant: { value, confidence: 0.6, source: "model" },
    unresolved: reading.unresolved.filter(({ field }) => field !== "merchant"),
  };
}
