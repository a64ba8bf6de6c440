import type { Case } from "./case";

/** Comma or point, two rates of VAT, and what else differs between the languages of Europe. */
export const EUROPEAN: readonly Case[] = [
  {
    what: "German supermarket: decimal comma, tax classes, two rates of VAT, kilograms",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Kaufmarkt Nord"],
        ["INVOICE_RECEIPT_DATE", "04.03.2026 18:22"],
        ["TAX", "0,73", { label: "MwSt A 19%" }],
        ["TAX", "0,32", { label: "MwSt B 7%" }],
        ["TOTAL", "9,48", { label: "SUMME EUR" }],
      ],
      items: [
        { ITEM: "SPUELMITTEL", PRICE: "4,59 A" },
        { ITEM: "BANANEN", QUANTITY: "0,456 kg", UNIT_PRICE: "1,99", PRICE: "0,91 B" },
        { ITEM: "KAESE", PRICE: "3,98 B" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Kaufmarkt Nord",
      date: "2026-03-04",
      currency: "EUR",
      tax: 105,
      total: 948,
      items: [
        ["SPUELMITTEL", null, null, 459],
        ["BANANEN", 0.456, 199, 91],
        ["KAESE", null, null, 398],
      ],
      sums: "consistent items 948 0 tax included",
    },
  },
  {
    what: "German invoice: 1.234,56, month by name, net prices and their VAT",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Tischlerei Brandt GmbH", { group: "VENDOR" }],
        ["INVOICE_RECEIPT_DATE", "5. März 2026", { label: "Rechnungsdatum" }],
        ["SUBTOTAL", "1.234,56 €", { label: "Netto" }],
        ["TAX", "234,57 €", { label: "USt. 19 %" }],
        ["TOTAL", "1.469,13 €", { label: "Gesamtbetrag" }],
      ],
      items: [{ ITEM: "Regal nach Maß", QUANTITY: "1", PRICE: "1.234,56" }],
    },
    expected: {
      status: "complete",
      merchant: "Tischlerei Brandt GmbH",
      date: "2026-03-05",
      currency: "EUR",
      subtotal: 123456,
      tax: 23457,
      total: 146913,
      items: [["Regal nach Maß", 1, null, 123456]],
      sums: "consistent items 146913 0 tax on top",
    },
  },
  {
    what: "German fuel: 1,759 is a decimal price a litre here, and 1.234 thousands elsewhere",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Tankhof Süd"],
        ["INVOICE_RECEIPT_DATE", "01.02.26"],
        ["TOTAL", "65,08 EUR"],
      ],
      items: [{ ITEM: "Super E10", QUANTITY: "37,00 l", UNIT_PRICE: "1,759", PRICE: "65,08" }],
    },
    expected: {
      status: "complete",
      merchant: "Tankhof Süd",
      date: "2026-02-01",
      currency: "EUR",
      total: 6508,
      items: [["Super E10", 37, null, 6508]],
      sums: "consistent items 6508 0",
    },
  },
  {
    what: "German deposit slip: a negative total, the minus after the amount",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Getränke Lang"],
        ["INVOICE_RECEIPT_DATE", "12-08-2026"],
        ["TOTAL", "3,25- €", { label: "Auszahlung" }],
      ],
      items: [{ ITEM: "LEERGUT", QUANTITY: "13", UNIT_PRICE: "-0,25", PRICE: "-3,25" }],
    },
    expected: {
      status: "complete",
      merchant: "Getränke Lang",
      date: "2026-08-12",
      currency: "EUR",
      total: -325,
      items: [["LEERGUT", 13, -25, -325]],
      sums: "consistent items -325 0",
    },
  },
  {
    what: "French: 1 234,56 with a narrow no-break space, month by name",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Électro Rivière"],
        ["INVOICE_RECEIPT_DATE", "14 août 2026"],
        ["TAX", "205,76 €", { label: "TVA 20 %" }],
        ["TOTAL", "1\u202f234,56 €", { label: "Total TTC" }],
      ],
      items: [
        { ITEM: "Lave-linge", PRICE: "1\u00a0199,00" },
        { ITEM: "Éco-participation", PRICE: "35,56" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Électro Rivière",
      date: "2026-08-14",
      currency: "EUR",
      tax: 20576,
      total: 123456,
      items: [
        ["Lave-linge", null, null, 119900],
        ["Éco-participation", null, null, 3556],
      ],
      sums: "consistent items 123456 0 tax included",
    },
  },
  {
    what: "French restaurant: day first by the VAT number",
    expense: {
      summary: [
        ["VENDOR_NAME", "Le Petit Zinc"],
        ["VENDOR_VAT_NUMBER", "FR12 345678901"],
        ["INVOICE_RECEIPT_DATE", "03/04/2026 à 21h10"],
        ["TOTAL", "37,50"],
      ],
      items: [
        { QUANTITY: "2", ITEM: "Menu midi", PRICE: "33,00" },
        { QUANTITY: "1", ITEM: "Café", PRICE: "4,50" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Le Petit Zinc",
      date: "2026-04-03",
      currency: "EUR",
      total: 3750,
      items: [
        ["Menu midi", 2, null, 3300],
        ["Café", 1, null, 450],
      ],
      sums: "consistent items 3750 0",
    },
  },
  {
    what: "Spanish: month by name between two `de`, IVA inside",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Ferretería Molina"],
        ["INVOICE_RECEIPT_DATE", "9 de enero de 2026"],
        ["TAX", "2,08", { label: "IVA 21%" }],
        ["TOTAL", "12,00 €"],
      ],
      items: [{ ITEM: "Tornillos", QUANTITY: "4", UNIT_PRICE: "3,00", PRICE: "12,00" }],
    },
    expected: {
      status: "complete",
      merchant: "Ferretería Molina",
      date: "2026-01-09",
      currency: "EUR",
      tax: 208,
      total: 1200,
      items: [["Tornillos", 4, 300, 1200]],
      sums: "consistent items 1200 0 tax included",
    },
  },
  {
    what: "Italian: a discount that is a negative line and printed below as well counts once",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Libreria del Corso"],
        ["INVOICE_RECEIPT_DATE", "28-02-2026"],
        ["DISCOUNT", "-2,00", { label: "SCONTO" }],
        ["TOTAL", "€ 18,00", { label: "TOTALE COMPLESSIVO" }],
      ],
      items: [
        { ITEM: "Romanzo", PRICE: "20,00" },
        { ITEM: "Sconto tessera", PRICE: "-2,00" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Libreria del Corso",
      date: "2026-02-28",
      currency: "EUR",
      discount: -200,
      total: 1800,
      items: [
        ["Romanzo", null, null, 2000],
        ["Sconto tessera", null, null, -200],
      ],
      sums: "consistent items 1800 0",
    },
  },
  {
    what: "Portuguese: the sum of the rates is printed among them and counts once",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Mercearia Luz"],
        ["INVOICE_RECEIPT_DATE", "2026-05-17"],
        ["TAX", "0,60", { label: "IVA 6%" }],
        ["TAX", "2,30", { label: "IVA 23%" }],
        ["TAX", "2,90", { label: "Total IVA" }],
        ["TOTAL", "22,90 €"],
      ],
      items: [
        { ITEM: "Pão e queijo", PRICE: "10,60" },
        { ITEM: "Vinho", PRICE: "12,30" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Mercearia Luz",
      date: "2026-05-17",
      currency: "EUR",
      tax: 290,
      total: 2290,
      items: [
        ["Pão e queijo", null, null, 1060],
        ["Vinho", null, null, 1230],
      ],
      sums: "consistent items 2290 0 tax included",
    },
  },
  {
    what: "Swiss: francs although euros are printed too, apostrophes, round amounts, cash rounded to five",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Bergsport Keller"],
        ["INVOICE_RECEIPT_DATE", "31.10.2026"],
        ["TOTAL", "CHF 1'249.95", { label: "Total" }],
        ["OTHER", "EUR 1'310.20", { label: "in Euro" }],
      ],
      items: [
        { ITEM: "Zelt", PRICE: "1’190.-" },
        { ITEM: "Heringe", PRICE: "59.97" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Bergsport Keller",
      date: "2026-10-31",
      currency: "CHF",
      total: 124995,
      items: [
        ["Zelt", null, null, 119000],
        ["Heringe", null, null, 5997],
      ],
      sums: "consistent items 124997 -2",
    },
  },
  {
    what: "Swedish: kr is one of four currencies, and the country tells which",
    expense: {
      summary: [
        ["VENDOR_NAME", "Kiosken Hörnan"],
        ["COUNTRY", "Schweden", { group: "VENDOR" }],
        ["INVOICE_RECEIPT_DATE", "2026-07-01"],
        ["TOTAL", "49:- kr"],
      ],
      items: [{ ITEM: "Kaffe och bulle", PRICE: "49,00" }],
    },
    expected: {
      status: "complete",
      merchant: "Kiosken Hörnan",
      date: "2026-07-01",
      currency: "SEK",
      total: 4900,
      items: [["Kaffe och bulle", null, null, 4900]],
      sums: "consistent items 4900 0",
    },
  },
  {
    what: "Polish: złoty by the label, groups of three with spaces",
    expense: {
      summary: [
        ["VENDOR_NAME", "Sklep Pod Lipą"],
        ["INVOICE_RECEIPT_DATE", "15.06.2026"],
        ["TOTAL", "2 345,60 zł", { label: "SUMA PLN" }],
      ],
      items: [{ ITEM: "Rower", PRICE: "2 345,60" }],
    },
    expected: {
      status: "complete",
      merchant: "Sklep Pod Lipą",
      date: "2026-06-15",
      currency: "PLN",
      total: 234560,
      items: [["Rower", null, null, 234560]],
      sums: "consistent items 234560 0",
    },
  },
  {
    what: "Hungarian: forints have fillér by ISO 4217 though none are printed; cash rounded to five forints",
    expense: {
      currency: "HUF",
      summary: [
        ["VENDOR_NAME", "Piroska Étterem"],
        ["INVOICE_RECEIPT_DATE", "2026.09.30."],
        ["TOTAL", "12.345 Ft"],
      ],
      items: [{ ITEM: "Gulyás", QUANTITY: "3 db", PRICE: "12.343" }],
    },
    expected: {
      status: "complete",
      merchant: "Piroska Étterem",
      date: "2026-09-30",
      currency: "HUF",
      total: 1234500,
      items: [["Gulyás", 3, null, 1234300]],
      sums: "consistent items 1234300 200",
    },
  },
];
