import type { FindingStatus } from "./data";

/** `3 resources`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `15,000`. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1,234.50 USD`. */
export function usd(amount: number): string {
  return `${amount.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ",")} USD`;
}

export const STATUS_WORDS: { readonly [status in FindingStatus]: string } = {
  NON_COMPLIANT: "Not compliant",
  INSUFFICIENT_DATA: "Undecided",
  EXEMPTED: "Exempted",
  NOT_APPLICABLE: "Not applicable",
};

const ACTION_WORDS: { readonly [action: string]: string } = { "no-op": "unchanged" };

export function actionWord(action: string): string {
  return ACTION_WORDS[action] ?? action;
}
