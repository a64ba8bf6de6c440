/** The character between units and their parts. */
export type DecimalSeparator = "." | ",";

/** A number as printed: digits and their separators, and whether it is deducted. */
interface Printed {
  readonly negative: boolean;
  readonly number: string;
}

/** Digits with separators between them; a space or an apostrophe only where three digits follow, as in 1 234,56 and 1'234.50. */
const NUMBER = /\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*\d|\d|[.,]\d+/gu;

/** Three digits a group, or two above the first three as in India: 12,34,567. */
const GROUPED = {
  ".": /^\d{1,3}(?:\.\d{3})+$/,
  ",": /^\d{1,3}(?:,\d{3})+$|^\d{1,2}(?:,\d{2})*,\d{3}$/,
};

/**
 * An amount in minor units.
 *
 * What stands around the number – currency, tax class, asterisks – is passed over. Nothing is guessed: with two numbers in
 * the text, more decimals than the currency has, or groups that are none, there is no amount.
 *
 * @param exponent Decimals of the currency, by ISO 4217.
 * @param separator The one that this receipt uses, if that is known: tells 1.234 and 1,234 apart.
 */
export function parseAmount(text: string, exponent: number, separator?: DecimalSeparator): number | undefined {
  const printed = printedNumber(text);
  if (printed === undefined) return undefined;
  const parts = split(printed.number, exponent, separator);
  if (parts === undefined) return undefined;
  const decimals = parts.decimals.padEnd(exponent, "0");
  // Exact or not at all: 1.759 EUR a litre is no number of cents.
  if (/[1-9]/.test(decimals.slice(exponent))) return undefined;
  const amount = Number(parts.units + decimals.slice(0, exponent));
  if (!Number.isSafeInteger(amount)) return undefined;
  return printed.negative && amount !== 0 ? -amount : amount;
}

/** A quantity: pieces, or kilograms and litres with up to three decimals, where 1,250 is one and a quarter. */
export function parseQuantity(text: string, separator?: DecimalSeparator): number | undefined {
  const printed = printedNumber(text);
  if (printed === undefined) return undefined;
  const single = /^(\d*)([.,])(\d+)$/.exec(printed.number);
  const parts =
    single !== null && (separator === undefined || single[2] === separator)
      ? { units: single[1] ?? "", decimals: single[3] ?? "" }
      : split(printed.number, 3, separator);
  if (parts === undefined || parts.decimals.length > 4) return undefined;
  const quantity = Number(`${parts.units === "" ? "0" : parts.units}.${parts.decimals === "" ? "0" : parts.decimals}`);
  return printed.negative ? -quantity : quantity;
}

/**
 * The decimal separator that a receipt uses: what the amounts that can be read in one way only agree on.
 *
 * @param texts All its amounts.
 */
export function decimalSeparator(texts: readonly string[], exponent: number): DecimalSeparator | undefined {
  const found = new Set<DecimalSeparator>();
  for (const text of texts) {
    const number = printedNumber(text)?.number;
    const use = number === undefined ? undefined : separatorIn(number, exponent);
    if (use !== undefined) found.add(use);
  }
  const [only, another] = found;
  return another === undefined ? only : undefined;
}

function separatorIn(number: string, exponent: number): DecimalSeparator | undefined {
  const [first, ...more] = separators(number);
  const last = more.at(-1);
  if (first === undefined) return undefined;
  if (last !== undefined) return last === first ? other(first) : last;
  const decimals = number.length - number.indexOf(first) - 1;
  return decimals !== 3 && decimals <= exponent ? first : undefined;
}

function printedNumber(text: string): Printed | undefined {
  const line = text
    // Full-width digits and narrow spaces become plain ones.
    .normalize("NFKC")
    .replace(/[\u2212\u2012-\u2015]/gu, "-")
    // `12.-`, `12,--` and `12:-` are round amounts in Switzerland, Germany and Sweden.
    .replace(/(\d)[.,:]-+(?!\d)/u, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const numbers = [...line.matchAll(NUMBER)];
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || line.includes("%")) return undefined;
  const before = line.slice(0, number.index);
  const after = line.slice(number.index + number[0].length);
  const negative =
    /-\s*\P{L}?\s*$|^-/u.test(before) || /^\s?-/.test(after) || (before.includes("(") && after.includes(")"));
  return { negative, number: number[0].replace(/[ '’]/gu, "") };
}

function split(
  number: string,
  exponent: number,
  separator: DecimalSeparator | undefined,
): { readonly units: string; readonly decimals: string } | undefined {
  const found = separators(number);
  const [first] = found;
  if (first === undefined) return { units: number, decimals: "" };
  const last = found.at(-1) ?? first;
  const at = number.lastIndexOf(last);
  const whole = number.slice(0, at);
  const decimals = number.slice(at + 1);
  const grouped = GROUPED[first].test(number) ? { units: digits(number), decimals: "" } : undefined;
  if (found.length === 1) {
    return decimals.length === 3 && grouped !== undefined && isGrouping(first, whole, exponent, separator)
      ? grouped
      : { units: whole, decimals };
  }
  if (first === last) return grouped;
  // Both kinds: the last is the decimal one, and there is one of it.
  return found.filter((each) => each === last).length === 1 && GROUPED[first].test(whole)
    ? { units: digits(whole), decimals }
    : undefined;
}

/** Whether the separator of 1.234 stands between thousands. */
function isGrouping(
  found: DecimalSeparator,
  whole: string,
  exponent: number,
  separator: DecimalSeparator | undefined,
): boolean {
  if (whole.startsWith("0")) return false;
  return separator === undefined ? exponent !== 3 : found !== separator;
}

function separators(number: string): DecimalSeparator[] {
  return Array.from(number).filter((character): character is DecimalSeparator => /[.,]/.test(character));
}

function other(separator: DecimalSeparator): DecimalSeparator {
  return separator === "." ? "," : ".";
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}
