import { decimalSeparator, parseAmount, parseQuantity } from "../../../functions/receipt-analyzer/reading/amount";
import { exponentOf } from "../../../functions/receipt-analyzer/reading/currency";
import { concludeDate } from "../../../functions/receipt-analyzer/reading/date";

describe("amounts", () => {
  test.each<[text: string, exponent: number, amount: number | undefined]>([
    ["1.234,56", 2, 123456],
    ["1,234.56", 2, 123456],
    ["1 234,56", 2, 123456],
    ["1\u00a0234,56", 2, 123456],
    ["1\u202f234,56", 2, 123456],
    ["1'234.56", 2, 123456],
    ["1’234.56", 2, 123456],
    ["1.234.567,8", 2, 123456780],
    ["12,34,567.80", 2, 123456780],
    ["1.234", 2, 123400],
    ["1,234", 2, 123400],
    ["1.234", 3, 1234],
    ["1.234", 0, 1234],
    ["1,234.00", 0, 1234],
    ["12.5", 2, 1250],
    ["12", 2, 1200],
    [".99", 2, 99],
    ["0,05", 2, 5],
    ["12.-", 2, 1200],
    ["12,--", 2, 1200],
    ["-3,20", 2, -320],
    ["3,20-", 2, -320],
    ["−3.20", 2, -320],
    ["$ -3.20", 2, -320],
    ["($3.20)", 2, -320],
    ["-0.00", 2, 0],
    ["１２，３４５", 0, 12345],
    ["* 2,99 A", 2, 299],
  ])("%s with %d decimals is %d", (text, exponent, amount) => {
    expect(parseAmount(text, exponent)).toBe(amount);
  });

  test.each<[text: string, exponent: number]>([
    ["", 2],
    ["free", 2],
    ["1.50 2.50", 2],
    ["2 x 1,50", 2],
    ["0.456", 2],
    ["1.2.3", 2],
    ["1,23.45,6", 2],
    ["12,34.56", 2],
    ["1.2345", 2],
    ["12.50", 0],
    ["19%", 2],
    ["9007199254740993", 2],
    ["1O,50", 2],
  ])("%s with %d decimals is none", (text, exponent) => {
    expect(parseAmount(text, exponent)).toBeUndefined();
  });

  test.each<[text: string, separator: "." | ",", amount: number | undefined]>([
    ["1.234", ",", 123400],
    ["1.234", ".", undefined],
    ["1,230", ",", 123],
    ["1,230", ".", 123000],
  ])("%s on a receipt that uses the decimal separator %s is %s", (text, separator, amount) => {
    expect(parseAmount(text, 2, separator)).toBe(amount);
  });

  test("the separator is what unmistakable amounts agree on", () => {
    expect(decimalSeparator(["1.234", "12,50", "1.000,00"], 2)).toBe(",");
    expect(decimalSeparator(["1.234", "12"], 2)).toBeUndefined();
    expect(decimalSeparator(["12.50", "12,50"], 2)).toBeUndefined();
    expect(decimalSeparator(["1.234.567"], 2)).toBe(",");
  });

  test.each<[text: string, quantity: number | undefined]>([
    ["2", 2],
    ["2 x", 2],
    ["0,456 kg", 0.456],
    ["1.250 kg", 1.25],
    ["-1", -1],
    ["a few", undefined],
  ])("the quantity %s is %s", (text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity);
  });
});

test("decimals of currencies are those of ISO 4217, also where Intl has others", () => {
  expect(["EUR", "JPY", "KWD", "IQD", "ISK", "HUF", "CLF", "ABC"].map(exponentOf)).toEqual([
    2,
    0,
    3,
    3,
    0,
    2,
    4,
    undefined,
  ]);
});

describe("dates", () => {
  const NOW = Date.parse("2026-11-20T12:00:00Z");

  test.each<[text: string, order: "dmy" | "mdy" | "ymd" | undefined, date: string]>([
    ["2026-03-04", undefined, "2026-03-04"],
    ["2026/3/4 10:15", undefined, "2026-03-04"],
    ["20260304", undefined, "2026-03-04"],
    ["03/04/2026", "dmy", "2026-04-03"],
    ["03/04/2026", "mdy", "2026-03-04"],
    ["26/03/04", "ymd", "2026-03-04"],
    ["13/04/2026", "mdy", "2026-04-13"],
    ["04/13/2026", "dmy", "2026-04-13"],
    ["3.4.26", undefined, "2026-04-03"],
    ["3.4.26", "mdy", "2026-03-04"],
    ["05/05/2026", undefined, "2026-05-05"],
    // The other reading, 11 December, is yet to come.
    ["12/11/2026", undefined, "2026-11-12"],
    ["04MAR26", undefined, "2026-03-04"],
    ["4 Mar. 2026", undefined, "2026-03-04"],
    ["March 4th, 2026", undefined, "2026-03-04"],
    ["4. Mrz 2026", undefined, "2026-03-04"],
    ["1er février 2026", undefined, "2026-02-01"],
    ["4 de março de 2026", undefined, "2026-03-04"],
    ["4 luglio 2026", undefined, "2026-07-04"],
    ["29/02/2024", "dmy", "2024-02-29"],
    ["Thu 04-Jun-2026 18:01", undefined, "2026-06-04"],
    ["令和元年12月31日", undefined, "2019-12-31"],
  ])("%s, where the order is %s, is %s", (text, order, date) => {
    expect(concludeDate(text, order, NOW)).toEqual({ date });
  });

  test.each<[text: string, conclusion: object]>([
    ["03/04/2026", { reason: "ambiguous", candidates: ["2026-03-04", "2026-04-03"] }],
    ["29/02/2026", { reason: "unreadable" }],
    ["31/31/2026", { reason: "unreadable" }],
    ["4 Marked 2026", { reason: "unreadable" }],
    ["Table 12", { reason: "unreadable" }],
    ["10.1.2.3", { reason: "unreadable" }],
    ["22.11.2026", { reason: "future-date" }],
  ])("%s is no date: %j", (text, conclusion) => {
    expect(concludeDate(text, undefined, NOW)).toEqual(conclusion);
  });

  test("where the day has begun before ours it is not the future", () => {
    expect(concludeDate("2026-11-21", undefined, NOW)).toEqual({ date: "2026-11-21" });
  });
});
