import type { Case } from "./case";

/** Answers of Textract that are none, and those that are less than they should be. */
export const BROKEN: readonly Case[] = [
  {
    what: "a photo of something else",
    expense: { summary: [] },
    expected: { problem: "no-receipt", status: 422 },
  },
  {
    what: "an answer without any member",
    expense: { body: {} },
    expected: { problem: "no-receipt", status: 422 },
  },
  {
    what: "a business card: a name and a date are no receipt",
    expense: {
      summary: [
        ["VENDOR_NAME", "Café Mitte"],
        ["INVOICE_RECEIPT_DATE", "03.04.2026"],
      ],
    },
    expected: { problem: "no-receipt", status: 422 },
  },
  {
    what: "two receipts on one photo",
    expense: [{ summary: [["TOTAL", "1.00 €"]] }, { summary: [["TOTAL", "2.00 €"]] }],
    expected: { problem: "several-receipts", status: 422 },
  },
  {
    what: "half a receipt: the total is torn off",
    expense: {
      currency: "EUR",
      summary: [["VENDOR_NAME", "Kaufmarkt Nord"]],
      items: [{ ITEM: "KAESE", PRICE: "3,98 B" }],
    },
    expected: {
      status: "partial",
      merchant: "Kaufmarkt Nord",
      items: [["KAESE", null, null, null]],
      sums: "unchecked",
      unresolved: ["date missing", "currency missing", "total missing", "items[0].price currency-unknown 3,98 B"],
    },
  },
  {
    what: "fields without type, value or confidence, rows without fields",
    expense: {
      body: {
        ExpenseDocuments: [
          {
            SummaryFields: [
              {},
              { Type: { Text: "TOTAL" } },
              { Type: { Text: "TOTAL" }, ValueDetection: { Text: "EUR 5.00" } },
              { ValueDetection: { Text: "7.00", Confidence: 99 } },
            ],
            LineItemGroups: [{}, { LineItems: [{}, { LineItemExpenseFields: [{}] }] }],
          },
        ],
      },
    },
    expected: {
      status: "partial",
      currency: "EUR",
      total: 500,
      sums: "unchecked",
      unresolved: ["merchant missing", "date missing"],
    },
  },
  {
    what: "a document that Textract cannot read",
    expense: { error: "BadDocumentException", status: 400 },
    expected: { problem: "unreadable-document", status: 422 },
  },
  {
    what: "a PDF of several pages, or with a password",
    expense: { error: "UnsupportedDocumentException", status: 400 },
    expected: { problem: "unsupported-document", status: 415 },
  },
  {
    what: "a document that is too large for Textract",
    expense: { error: "DocumentTooLargeException", status: 400 },
    expected: { problem: "document-too-large", status: 413 },
  },
  {
    what: "too many requests, three times",
    expense: { error: "ProvisionedThroughputExceededException", status: 400 },
    expected: { problem: "analysis-unavailable", status: 503 },
  },
  {
    what: "a service that fails, three times",
    expense: { error: "InternalServerError", status: 500 },
    expected: { problem: "analysis-unavailable", status: 503 },
  },
  {
    what: "a connection that breaks, three times",
    expense: { broken: "connection" },
    expected: { problem: "analysis-unavailable", status: 503 },
  },
  {
    what: "an answer that is cut off",
    expense: { broken: "json" },
    expected: { problem: "analysis-unavailable", status: 503 },
  },
  {
    what: "an answer that does not come",
    expense: { silent: true },
    expected: { problem: "analysis-timed-out", status: 504 },
  },
  {
    what: "a role that may not call Textract: a fault of the deployment, and no more is said",
    expense: { error: "AccessDeniedException", status: 400 },
    expected: { problem: "internal-error", status: 500 },
  },
];
