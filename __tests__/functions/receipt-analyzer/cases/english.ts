import type { Case } from "./case";

/** The United States, Canada, the United Kingdom, Ireland, Australia. */
export const ENGLISH: readonly Case[] = [
  {
    what: "US restaurant: sales tax on top, tip, month first, a dollar by the state of the address",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Blue Door Diner"],
        ["STATE", "OR", { group: "VENDOR" }],
        ["ZIP_CODE", "97205", { group: "VENDOR" }],
        ["INVOICE_RECEIPT_DATE", "03/04/2026", { label: "Date" }],
        ["SUBTOTAL", "$31.50", { label: "Subtotal" }],
        ["TAX", "$2.52", { label: "Tax" }],
        ["GRATUITY", "$6.00", { label: "Tip" }],
        ["TOTAL", "$40.02", { label: "Total" }],
      ],
      items: [
        { QUANTITY: "2", ITEM: "Burger", UNIT_PRICE: "$12.00", PRICE: "$24.00" },
        { QUANTITY: "1", ITEM: "Lemonade", PRICE: "$7.50" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Blue Door Diner",
      date: "2026-03-04",
      currency: "USD",
      subtotal: 3150,
      tax: 252,
      tip: 600,
      total: 4002,
      items: [
        ["Burger", 2, 1200, 2400],
        ["Lemonade", 1, null, 750],
      ],
      sums: "consistent items 4002 0 tax on top",
    },
  },
  {
    what: "US supermarket: thousands with a comma, tax class letters after the price, a coupon as a negative line",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "FRESH BARN #204"],
        ["INVOICE_RECEIPT_DATE", "11/13/26 6:42 PM"],
        ["TAX", "0.00"],
        ["TOTAL", "1,229.48", { label: "TOTAL USD" }],
      ],
      items: [
        { ITEM: "GIFT CARD", PRICE: "1,200.00 N" },
        { ITEM: "OLIVE OIL 1L", PRICE: "31.98 F" },
        { ITEM: "COUPON", PRICE: "2.50-" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "FRESH BARN #204",
      date: "2026-11-13",
      currency: "USD",
      tax: 0,
      total: 122948,
      items: [
        ["GIFT CARD", null, null, 120000],
        ["OLIVE OIL 1L", null, null, 3198],
        ["COUPON", null, null, -250],
      ],
      sums: "consistent items 122948 0",
    },
  },
  {
    what: "US fuel: a price a gallon finer than a cent is left out, and not rounded",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Prairie Fuel Stop"],
        ["INVOICE_RECEIPT_DATE", "Oct 9, 2026"],
        ["TOTAL", "$42.63", { label: "FUEL TOTAL" }],
      ],
      items: [{ ITEM: "REGULAR", QUANTITY: "12.183 G", UNIT_PRICE: "$3.499", PRICE: "$42.63" }],
    },
    expected: {
      status: "complete",
      merchant: "Prairie Fuel Stop",
      date: "2026-10-09",
      currency: "USD",
      total: 4263,
      items: [["REGULAR", 12.183, null, 4263]],
      sums: "consistent items 4263 0",
    },
  },
  {
    what: "Canada: the caller's country makes the dollar Canadian; the order of the date stays open",
    country: "CA",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Maple Hardware"],
        ["INVOICE_RECEIPT_DATE", "05/06/2026"],
        ["TAX", "$2.60", { label: "HST 13%" }],
        ["TOTAL", "$22.60"],
      ],
      items: [{ ITEM: "Paint brush", PRICE: "$20.00" }],
    },
    expected: {
      status: "partial",
      merchant: "Maple Hardware",
      currency: "CAD",
      tax: 260,
      total: 2260,
      items: [["Paint brush", null, null, 2000]],
      sums: "consistent items 2260 0 tax on top",
      unresolved: ["date ambiguous 05/06/2026 2026-05-06|2026-06-05"],
    },
  },
  {
    what: "UK: VAT is part of the prices, day first by the pound",
    expense: {
      currency: "GBP",
      summary: [
        ["VENDOR_NAME", "The Corner Bakery"],
        ["INVOICE_RECEIPT_DATE", "07/08/2026"],
        ["TAX", "£0.95", { label: "VAT @ 20%" }],
        ["TOTAL", "£5.70"],
      ],
      items: [
        { ITEM: "Flat white", PRICE: "£3.20" },
        { ITEM: "Scone", PRICE: "£2.50" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "The Corner Bakery",
      date: "2026-08-07",
      currency: "GBP",
      tax: 95,
      total: 570,
      items: [
        ["Flat white", null, null, 320],
        ["Scone", null, null, 250],
      ],
      sums: "consistent items 570 0 tax included",
    },
  },
  {
    what: "UK restaurant: an optional service charge on top, VAT inside",
    expense: {
      currency: "GBP",
      summary: [
        ["VENDOR_NAME", "Saffron House"],
        ["INVOICE_RECEIPT_DATE", "21 September 2026"],
        ["SUBTOTAL", "48.00"],
        ["SERVICE_CHARGE", "6.00", { label: "Service 12.5%" }],
        ["TAX", "8.00", { label: "Includes VAT" }],
        ["TOTAL", "GBP 54.00"],
      ],
    },
    expected: {
      status: "complete",
      merchant: "Saffron House",
      date: "2026-09-21",
      currency: "GBP",
      subtotal: 4800,
      serviceCharge: 600,
      tax: 800,
      total: 5400,
      sums: "consistent subtotal 5400 0 tax included",
    },
  },
  {
    what: "Ireland: what was handed over is not the total",
    expense: {
      currency: "EUR",
      summary: [
        ["VENDOR_NAME", "Quay Books"],
        ["COUNTRY", "Ireland", { group: "VENDOR" }],
        ["INVOICE_RECEIPT_DATE", "02/03/26 14:05"],
        ["TOTAL", "€17.45"],
        ["AMOUNT_PAID", "€20.00", { label: "CASH" }],
      ],
      items: [
        { ITEM: "Paperback", PRICE: "€12.95" },
        { ITEM: "Postcards", QUANTITY: "3 x", UNIT_PRICE: "€1.50", PRICE: "€4.50" },
      ],
    },
    expected: {
      status: "complete",
      merchant: "Quay Books",
      date: "2026-03-02",
      currency: "EUR",
      total: 1745,
      items: [
        ["Paperback", null, null, 1295],
        ["Postcards", 3, 150, 450],
      ],
      sums: "consistent items 1745 0",
    },
  },
  {
    what: "Australia: A$ names the currency; a discount that is printed as a positive amount is deducted",
    expense: {
      currency: "USD",
      summary: [
        ["VENDOR_NAME", "Harbour Outfitters"],
        ["INVOICE_RECEIPT_DATE", "30/06/2026"],
        ["DISCOUNT", "A$10.00", { label: "You saved" }],
        ["TAX", "A$8.18", { label: "GST included" }],
        ["TOTAL", "A$90.00"],
      ],
      items: [{ ITEM: "Rain jacket", PRICE: "A$100.00" }],
    },
    expected: {
      status: "complete",
      merchant: "Harbour Outfitters",
      date: "2026-06-30",
      currency: "AUD",
      discount: 1000,
      tax: 818,
      total: 9000,
      items: [["Rain jacket", null, null, 10000]],
      sums: "consistent items 9000 0 tax included",
    },
  },
];
