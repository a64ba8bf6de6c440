/**
 * The tender of countries whose receipts are known to come, by ISO 4217: supplemental currency data of CLDR,
 * https://unicode.org/reports/tr35/tr35-numbers.html#Supplemental_Currency_Data
 */
const COUNTRIES_BY_CURRENCY: Readonly<Record<string, string>> = {
  AED: "AE",
  ARS: "AR",
  AUD: "AU",
  BHD: "BH",
  BRL: "BR",
  CAD: "CA",
  CHF: "CH LI",
  CLP: "CL",
  CNY: "CN",
  COP: "CO",
  CZK: "CZ",
  DKK: "DK",
  EGP: "EG",
  EUR: "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK",
  GBP: "GB",
  HKD: "HK",
  HUF: "HU",
  IDR: "ID",
  ILS: "IL",
  INR: "IN",
  ISK: "IS",
  JOD: "JO",
  JPY: "JP",
  KRW: "KR",
  KWD: "KW",
  MAD: "MA",
  MXN: "MX",
  MYR: "MY",
  NOK: "NO",
  NZD: "NZ",
  OMR: "OM",
  PEN: "PE",
  PHP: "PH",
  PLN: "PL",
  RON: "RO",
  SAR: "SA",
  SEK: "SE",
  SGD: "SG",
  THB: "TH",
  TND: "TN",
  TRY: "TR",
  TWD: "TW",
  UAH: "UA",
  USD: "US",
  UYU: "UY",
  VND: "VN",
  ZAR: "ZA",
};

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries(COUNTRIES_BY_CURRENCY).flatMap(([currency, countries]) =>
    countries.split(" ").map((country) => [country, currency] as const),
  ),
);

/** In which order the numbers of a date like 03/04/26 stand. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** Where all of them are in use, whatever the standard says. */
const MIXED_ORDERS = new Set(["CA"]);

export function currencyOf(country: string): string | undefined {
  return CURRENCIES.get(country);
}

/** The order that all countries of a currency share; Lithuania puts the year first, in full, and is not mistaken. */
export function dateOrderOf(currency: string): DateOrder | undefined {
  if (currency === "EUR") return "dmy";
  const orders = new Set((COUNTRIES_BY_CURRENCY[currency]?.split(" ") ?? []).map(dateOrder));
  const [only, another] = orders;
  return another === undefined ? only : undefined;
}

/**
 * @returns undefined where several orders are in use, and for what is no country
 */
export function dateOrder(country: string): DateOrder | undefined {
  if (MIXED_ORDERS.has(country) || !CURRENCIES.has(country)) return undefined;
  // The language most spoken there, without its script: en-Latn-GB would be taken for plain English.
  const { language } = new Intl.Locale("und", { region: country }).maximize();
  const parts = new Intl.DateTimeFormat(`${language}-${country}`, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    calendar: "gregory",
  })
    .formatToParts(new Date(0))
    .map(({ type }) => type[0])
    .filter((letter) => letter === "d" || letter === "m" || letter === "y")
    .join("");
  return parts === "dmy" || parts === "mdy" || parts === "ymd" ? parts : undefined;
}

/** The country of a name or code as an address has it: Deutschland, USA, IT. */
export function countryNamed(text: string): string | undefined {
  const name = folded(text);
  return name === "" ? undefined : names().get(name);
}

/** The languages that Textract reads receipts in. https://docs.aws.amazon.com/textract/latest/dg/limits-document.html */
export const LANGUAGES = ["en", "de", "fr", "es", "it", "pt"] as const;

let known: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  return (known ??= new Map(
    [...CURRENCIES.keys()].flatMap((country) => [
      [folded(country), country] as const,
      ...LANGUAGES.map(
        (language) => [folded(new Intl.DisplayNames(language, { type: "region" }).of(country) ?? ""), country] as const,
      ),
      ...(ALIASES[country] ?? []).map((alias) => [alias, country] as const),
    ]),
  ));
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  GB: ["uk", "greatbritain", "england", "scotland", "wales"],
  US: ["usa", "unitedstatesofamerica"],
};

/** Letters alone, without marks and case. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();
}
