import type { Case } from "./case";

/** Currencies without decimals and with three, dates with the year first, other calendars and digits. */
export const WORLDWIDE: readonly Case[] = [
  {
    what: "Japan: yen have no decimals, full-width digits, the year first",
    country: "JP",
    expense: {
      currency: "JPY",
      summary: [
        ["VENDOR_NAME", "喫茶さくら"],
        ["INVOICE_RECEIPT_DATE", "2026年3月4日"],
        ["TAX", "￥１２０", { label: "内消費税" }],
        ["TOTAL", "￥１，３２０", { label: "合計" }],
      ],
      items: [
        { ITEM: "コーヒー", QUANTITY: "2", PRICE: "¥1,000" },
        { ITEM: "ケーキ", PRICE: "¥320" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "喫茶さくら",
      date: "2026-03-04",
      currency: "JPY",
      tax: 120,
      total: 1320,
      items: [
        ["コーヒー", 2, null, 1000],
        ["ケーキ", null, null, 320],
      ],
      sums: "consistent items 1320 0 tax included",
    },
  },
  {
    what: "Japan: a date of the era Reiwa, yen in characters",
    expense: {
      summary: [
        ["VENDOR_NAME", "東京文具"],
        ["INVOICE_RECEIPT_DATE", "令和8年5月6日"],
        ["TOTAL", "12,500円"],
      ],
    },
    expected: {
      status: "complete",
      merchant: "東京文具",
      date: "2026-05-06",
      currency: "JPY",
      total: 12500,
      sums: "unchecked",
    },
  },
  {
    what: "a yen sign without a country: yen or yuan, which are different numbers of minor units",
    expense: {
      summary: [
        ["VENDOR_NAME", "Golden Dragon"],
        ["INVOICE_RECEIPT_DATE", "2026/06/07"],
        ["TOTAL", "¥1,500"],
      ],
    },
    expected: {
      status: "partial",
      merchant: "Golden Dragon",
      date: "2026-06-07",
      sums: "unchecked",
      unresolved: ["currency ambiguous JPY|CNY", "total currency-unknown ¥1,500"],
    },
  },
  {
    what: "China: the same sign, but the caller knows the country",
    country: "CN",
    expense: {
      currency: "JPY",
      summary: [
        ["VENDOR_NAME", "Golden Dragon"],
        ["INVOICE_RECEIPT_DATE", "26-06-07"],
        ["TOTAL", "¥1,500.50"],
      ],
    },
    expected: {
      status: "complete",
      merchant: "Golden Dragon",
      date: "2026-06-07",
      currency: "CNY",
      total: 150050,
      sums: "unchecked",
    },
  },
  {
    what: "Kuwait: three decimals, of which 12.500 is no thousand",
    expense: {
      currency: "KWD",
      summary: [
        ["VENDOR_NAME", "Souq Spices"],
        ["INVOICE_RECEIPT_DATE", "19/05/2026"],
        ["TOTAL", "KD 15.750"],
      ],
      items: [
        { ITEM: "Saffron", PRICE: "12.500" },
        { ITEM: "Cardamom", PRICE: "3.250" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Souq Spices",
      date: "2026-05-19",
      currency: "KWD",
      total: 15750,
      items: [
        ["Saffron", null, null, 12500],
        ["Cardamom", null, null, 3250],
      ],
      sums: "consistent items 15750 0",
    },
  },
  {
    what: "India: lakhs, two digits a group",
    expense: {
      currency: "INR",
      summary: [
        ["VENDOR_NAME", "Anand Jewellers"],
        ["INVOICE_RECEIPT_DATE", "08/11/2026"],
        ["SUBTOTAL", "₹ 1,20,000.00"],
        ["TAX", "1,800.00", { label: "CGST 1.5%" }],
        ["TAX", "1,800.00", { label: "SGST 1.5%" }],
        ["TOTAL", "₹ 1,23,600.00"],
      ],
      items: [{ ITEM: "Gold ring", PRICE: "1,20,000.00" }],
    },
    expected: {
      status: "complete",
      merchant: "Anand Jewellers",
      date: "2026-11-08",
      currency: "INR",
      subtotal: 12000000,
      tax: 360000,
      total: 12360000,
      items: [["Gold ring", null, null, 12000000]],
      sums: "consistent items 12360000 0 tax on top",
    },
  },
  {
    what: "Brazil: R$ is no dollar",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Padaria Estrela"],
        ["INVOICE_RECEIPT_DATE", "10/02/2026"],
        ["GRATUITY", "R$ 3,00", { label: "Serviço 10%" }],
        ["TOTAL", "R$ 33,00"],
      ],
      items: [{ ITEM: "Almoço", PRICE: "30,00" }],
    },
    expected: {
      status: "complete",
      merchant: "Padaria Estrela",
      date: "2026-02-10",
      currency: "BRL",
      tip: 300,
      total: 3300,
      items: [["Almoço", null, null, 3000]],
      sums: "consistent items 3300 0",
    },
  },
  {
    what: "Mexico: pesos with the sign of the dollar, by the country of the address, in Spanish",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Taquería El Farol"],
        ["COUNTRY", "México", { group: "VENDOR" }],
        ["INVOICE_RECEIPT_DATE", "06/07/2026"],
        ["TOTAL", "$1,250.00"],
      ],
      items: [{ ITEM: "Tacos", QUANTITY: "25", UNIT_PRICE: "$50.00", PRICE: "$1,250.00" }],
    },
    expected: {
      status: "complete",
      merchant: "Taquería El Farol",
      date: "2026-07-06",
      currency: "MXN",
      total: 125000,
      items: [["Tacos", 25, 5000, 125000]],
      sums: "consistent items 125000 0",
    },
  },
  {
    what: "Korea: won have no decimals, a group of three is no fraction",
    expense: {
      currency: "KRW",
      summary: [
        ["VENDOR_NAME", "Hangang Mart"],
        ["INVOICE_RECEIPT_DATE", "2026.11.02 13:55"],
        ["TOTAL", "₩23.500"],
      ],
      items: [{ ITEM: "Kimchi", PRICE: "23,500" }],
    },
    expected: {
      status: "complete",
      merchant: "Hangang Mart",
      date: "2026-11-02",
      currency: "KRW",
      total: 23500,
      items: [["Kimchi", null, null, 23500]],
      sums: "consistent items 23500 0",
    },
  },
  {
    what: "Thailand: the year 2569 is 2026",
    country: "TH",
    expense: {
      currency: "THB",
      summary: [
        ["VENDOR_NAME", "Chao Phraya Noodles"],
        ["INVOICE_RECEIPT_DATE", "20/01/2569"],
        ["TOTAL", "฿180.00"],
      ],
    },
    expected: {
      status: "complete",
      merchant: "Chao Phraya Noodles",
      date: "2026-01-20",
      currency: "THB",
      total: 18000,
      sums: "unchecked",
    },
  },
];
