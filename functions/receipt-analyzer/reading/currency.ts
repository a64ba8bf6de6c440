import { data } from "currency-codes";
import { currencyOf } from "./country";

/** What a currency is concluded from, each as far as it is known. */
export interface CurrencyEvidence {
  /** Texts with amounts, the most telling first: the total, then the rest. */
  readonly amounts: readonly string[];
  /** Labels of amounts: `Total (CHF)`. */
  readonly labels: readonly string[];
  /** What Textract says of the amounts. */
  readonly detected?: { readonly code: string; readonly confidence: number };
  /** Country of the merchant. */
  readonly country?: string;
}

export type CurrencyConclusion =
  | { readonly code: string; readonly source: "document" | "country"; readonly confidence?: number }
  | { readonly candidates: readonly string[] };

const EXPONENTS: ReadonlyMap<string, number> = new Map(data.map(({ code, digits }) => [code, digits]));

/** Codes that are words, too, and mean nothing in a label: `TOTAL ALL ITEMS`. */
const WORDS = new Set(["ALL", "CUP", "GEL", "MOP", "PEN", "TOP", "TRY", "XXX"]);

/** Signs and abbreviations, and what they can stand for. Longer ones come first: `R$` is not `$`. */
const SIGNS: readonly (readonly [sign: RegExp, codes: readonly string[]])[] = [
  [/R\$/, ["BRL"]],
  [/(?:US|U\.S\.) ?\$/, ["USD"]],
  [/(?:CA|C) ?\$/, ["CAD"]],
  [/(?:AU|A) ?\$/, ["AUD"]],
  [/NZ ?\$/, ["NZD"]],
  [/HK ?\$/, ["HKD"]],
  [/NT ?\$/, ["TWD"]],
  [/S ?\$/, ["SGD"]],
  [/MX ?\$/, ["MXN"]],
  [/€/, ["EUR"]],
  [/£/, ["GBP"]],
  [/₹|\bRs\.?(?!\p{L})/u, ["INR"]],
  [/₩/, ["KRW"]],
  [/₺/, ["TRY"]],
  [/₫/, ["VND"]],
  [/₪/, ["ILS"]],
  [/฿/, ["THB"]],
  [/zł/i, ["PLN"]],
  [/Kč/i, ["CZK"]],
  [/\bFt\b/, ["HUF"]],
  [/\bFr\.?(?!\p{L})|\bSFr\.?(?!\p{L})/u, ["CHF"]],
  [/\bKD\b/, ["KWD"]],
  [/円/, ["JPY"]],
  [/元/, ["CNY"]],
  [/[¥￥]/, ["JPY", "CNY"]],
  [/\bkr\b\.?/i, ["SEK", "NOK", "DKK", "ISK"]],
  [/\$/, ["USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD", "TWD", "ARS", "CLP", "COP", "UYU"]],
];

/** Decimals of a currency by ISO 4217; undefined for what is no currency. */
export function exponentOf(code: string): number | undefined {
  return EXPONENTS.get(code);
}

/**
 * The currency of a receipt: a printed code, else a sign that is no other currency's in the merchant's country, else what
 * Textract says, else the country's own. A sign that several currencies share and nothing tells apart stays open, because
 * the same digits are another amount in another currency.
 *
 * @returns candidates, none or several, if it stays open
 */
export function concludeCurrency({ amounts, labels, detected, country }: CurrencyEvidence): CurrencyConclusion {
  const code = [...amounts.map(codeBeside), ...labels.map(codeInLabel)].find((each) => each !== undefined);
  if (code !== undefined) return { code, source: "document" };
  const own = country === undefined ? undefined : currencyOf(country);
  const spoken = detected !== undefined && EXPONENTS.has(detected.code) ? detected : undefined;
  const candidates = [...amounts, ...labels].map(bySign).find((each) => each !== undefined);
  if (candidates === undefined) {
    if (spoken !== undefined) return { code: spoken.code, source: "document", confidence: spoken.confidence };
    return own === undefined ? { candidates: [] } : { code: own, source: "country", confidence: 0.5 };
  }
  const [only, another] = candidates;
  if (only !== undefined && another === undefined) return { code: only, source: "document" };
  if (own !== undefined && candidates.includes(own)) return { code: own, source: "document" };
  if (spoken !== undefined && candidates.includes(spoken.code)) {
    return { code: spoken.code, source: "document", confidence: spoken.confidence };
  }
  return { candidates };
}

/** A code right before or after the number: `CHF 12.50`, `12,50 EUR`. */
function codeBeside(text: string): string | undefined {
  const match = /(?:^|[^A-Z])([A-Z]{3})[ .:]{0,3}-?\d|\d[-.,]{0,3} ?([A-Z]{3})(?![A-Z])/u.exec(text.normalize("NFKC"));
  return known(match?.[1] ?? match?.[2]);
}

/** A code at the end of a label: `SUMME EUR`, `Total (CHF):`. */
function codeInLabel(text: string): string | undefined {
  const code = known(/(?:^|[^A-Z])([A-Z]{3})[^\p{L}\d]*$/u.exec(text.normalize("NFKC"))?.[1]);
  return code !== undefined && WORDS.has(code) ? undefined : code;
}

function known(code: string | undefined): string | undefined {
  return code !== undefined && EXPONENTS.has(code) ? code : undefined;
}

function bySign(text: string): readonly string[] | undefined {
  return SIGNS.find(([sign]) => sign.test(text))?.[1];
}
