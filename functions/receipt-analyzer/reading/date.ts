import { type DateOrder, LANGUAGES } from "./country";

export type DateConclusion =
  | { readonly date: string }
  | { readonly reason: "unreadable" | "future-date" }
  | { readonly reason: "ambiguous"; readonly candidates: readonly string[] };

/** A day of grace: where the receipt is from, tomorrow may have begun. */
const DAY = 86_400_000;

/**
 * The date of a receipt as ISO 8601.
 *
 * Of 03/04/2026 one of the two readings is chosen if the order of the country is known, or if the other one lies in the
 * future; else both are given, and none is chosen.
 *
 * @param now Milliseconds since 1970: nothing was bought later.
 */
export function concludeDate(text: string, order: DateOrder | undefined, now: number): DateConclusion {
  const dates = [...new Set(readings(text.normalize("NFKC").replace(/\s+/gu, " ").trim(), order))];
  if (dates.length === 0) return { reason: "unreadable" };
  const past = dates.filter((date) => Date.parse(date) <= now + DAY);
  const [only, another] = past;
  if (only === undefined) return { reason: "future-date" };
  return another === undefined ? { date: only } : { reason: "ambiguous", candidates: past.sort() };
}

const SEPARATOR = String.raw`\s?([-/.])\s?`;
/** 2026-03-04, 2026/3/4, 2026年3月4日. */
const YEAR_FIRST = /(?<!\d)(\d{4})(?:\s?[-/.]\s?|\s?年\s?)(\d{1,2})(?:\s?[-/.]\s?|\s?月\s?)(\d{1,2})(?!\d)/u;
/** 令和8年3月4日, of which 元年 is the first year. */
const REIWA = /令和\s?(\d{1,2}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})/u;
/** 03/04/2026, 3.4.26. */
const NUMBERS = new RegExp(String.raw`(?<![\d./-])(\d{1,2})${SEPARATOR}(\d{1,2})\s?\2\s?['’]?(\d{4}|\d{2})(?!\d)`, "u");
/** 4 March 2026, 4. März 2026, 04MAR26, 4 de marzo de 2026. */
const DAY_AND_NAME =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?[\s./-]*(?:de )?(\p{L}{3,})\.?[\s,./-]*(?:de )?['’]?(\d{4}|\d{2})(?!\d)/iu;
/** March 4, 2026. */
const NAME_AND_DAY = /(?<!\p{L})(\p{L}{3,})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+['’]?(\d{4}|\d{2})(?!\d)/iu;
/** 20260304. */
const COMPACT = /^(20\d{2})(\d{2})(\d{2})$/;

/** All dates that a text can mean, that the calendar has. */
function readings(text: string, order: DateOrder | undefined): string[] {
  const reiwa = REIWA.exec(text);
  if (reiwa !== null) return iso(2018 + (reiwa[1] === "元" ? 1 : Number(reiwa[1])), reiwa[2], reiwa[3]);
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (yearFirst !== null) return iso(fullYear(yearFirst[1] ?? ""), yearFirst[2], yearFirst[3]);
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) return ofNumbers(numbers, order);
  const named = DAY_AND_NAME.exec(text);
  const month = named === null ? undefined : monthNamed(named[2] ?? "");
  if (named !== null && month !== undefined) return iso(fullYear(named[3] ?? ""), month, named[1]);
  const nameFirst = NAME_AND_DAY.exec(text);
  const first = nameFirst === null ? undefined : monthNamed(nameFirst[1] ?? "");
  return nameFirst === null || first === undefined ? [] : iso(fullYear(nameFirst[3] ?? ""), first, nameFirst[2]);
}

function ofNumbers(match: RegExpExecArray, order: DateOrder | undefined): string[] {
  const [, first = "", separator = "", second = "", third = ""] = match;
  const byOrder: Record<DateOrder, string[]> = {
    dmy: iso(fullYear(third), second, first),
    mdy: iso(fullYear(third), first, second),
    // The year comes first with two digits as well: 26/03/04.
    ymd: third.length === 2 && first.length === 2 ? iso(fullYear(first), second, third) : [],
  };
  if (order !== undefined && byOrder[order].length > 0) return byOrder[order];
  // Nobody writes the month first with dots.
  if (separator === "." && byOrder.dmy.length > 0) return byOrder.dmy;
  const dayAndMonth = [...byOrder.dmy, ...byOrder.mdy];
  return dayAndMonth.length > 0 ? dayAndMonth : byOrder.ymd;
}

/** 26 is 2026; years from 2543 on are the Buddhist ones of Thailand. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return 2000 + year;
  return year >= 2543 && year < 2700 ? year - 543 : year;
}

/** None if the calendar has no such day. */
function iso(year: number, month: string | number | undefined, day: string | number | undefined): string[] {
  if (year < 2000) return [];
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? [date.toISOString().slice(0, 10)] : [];
}

let months: ReadonlyMap<string, number> | undefined;

/** A month by its name or the beginning of it, three letters or more; undefined for what is none. */
function monthNamed(text: string): number | undefined {
  months ??= monthNames();
  return months.get(folded(text));
}

/** Names of the months with all their beginnings, as far as they are one month's in all languages. */
function monthNames(): ReadonlyMap<string, number> {
  const found = new Map<string, number>(ABBREVIATIONS);
  const twice = new Set<string>();
  for (const language of [...LANGUAGES, "nl"]) {
    const format = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    for (let month = 1; month <= 12; month++) {
      const name = folded(format.format(Date.UTC(2026, month - 1, 1)));
      for (let length = 3; length <= name.length; length++) {
        const beginning = name.slice(0, length);
        if ((found.get(beginning) ?? month) !== month) twice.add(beginning);
        found.set(beginning, month);
      }
    }
  }
  for (const beginning of twice) found.delete(beginning);
  return found;
}

/** Not beginnings: German and Dutch March. */
const ABBREVIATIONS = [
  ["mrz", 3],
  ["mrt", 3],
] as const;

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();
}
