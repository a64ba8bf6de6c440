import type {
  AnalyzeExpenseResponse,
  Block,
  ExpenseDetection,
  ExpenseField,
  Geometry,
  LineItemFields,
} from "@aws-sdk/client-textract";

/** A field outside of the items: type of Textract, text as printed, and what else is known. */
export type SummaryField = readonly [type: string, text: string, extras?: Extras];

interface Extras {
  readonly label?: string;
  /** ISO 4217, as Textract detects it. */
  readonly currency?: string;
  /** Percent, of type and value. Default: 97. */
  readonly confidence?: number;
  /** Of whom it is. Default: none is given. */
  readonly group?: string;
}

/** A row of the items, by Textract's types, as printed. */
export type Row = Readonly<Partial<Record<"ITEM" | "QUANTITY" | "UNIT_PRICE" | "PRICE" | "PRODUCT_CODE", string>>>;

export interface Composition {
  readonly summary: readonly SummaryField[];
  readonly items?: readonly Row[];
  /** Lines that are none of these, printed at the end. */
  readonly also?: readonly string[];
  /** Of all amounts, as Textract detects it. */
  readonly currency?: string;
}

const MONEY = new Set([
  "TOTAL",
  "SUBTOTAL",
  "TAX",
  "GRATUITY",
  "DISCOUNT",
  "SERVICE_CHARGE",
  "AMOUNT_DUE",
  "AMOUNT_PAID",
]);

/**
 * The answer that Textract gives to a receipt like this, with all of its parts: fields with labels, values, geometry, pages
 * and currencies, rows with the row itself as a field, and the text as blocks of page, lines and words.
 * https://docs.aws.amazon.com/textract/latest/dg/expensedocuments.html
 */
export function compose(...receipts: readonly Composition[]): AnalyzeExpenseResponse {
  return {
    DocumentMetadata: { Pages: 1 },
    ExpenseDocuments: receipts.map((receipt, index) => {
      const page = new Page();
      const summary = receipt.summary.map((field) => summaryField(field, receipt.currency, page));
      const rows = (receipt.items ?? []).map((row) => lineItem(row, page));
      for (const line of receipt.also ?? []) page.print(line);
      return {
        ExpenseIndex: index + 1,
        SummaryFields: summary,
        LineItemGroups: rows.length === 0 ? [] : [{ LineItemGroupIndex: 1, LineItems: rows }],
        Blocks: page.blocks(),
      };
    }),
  };
}

function summaryField([type, text, extras = {}]: SummaryField, currency: string | undefined, page: Page): ExpenseField {
  const { label, confidence = 97, group } = extras;
  const code = extras.currency ?? (MONEY.has(type) ? currency : undefined);
  const geometry = page.print(label === undefined ? text : `${label} ${text}`);
  return {
    Type: { Text: type, Confidence: confidence },
    ...(label !== undefined && { LabelDetection: detection(label, confidence, geometry) }),
    ValueDetection: detection(text, confidence, geometry),
    PageNumber: 1,
    ...(code !== undefined && { Currency: { Code: code, Confidence: 90 } }),
    ...(group !== undefined && { GroupProperties: [{ Id: `group-${group}`, Types: [group] }] }),
  };
}

function lineItem(row: Row, page: Page): LineItemFields {
  const printed = [row.QUANTITY, row.PRODUCT_CODE, row.ITEM, row.UNIT_PRICE, row.PRICE].filter(
    (each) => each !== undefined,
  );
  const geometry = page.print(printed.join(" "));
  const fields = [...Object.entries(row), ["EXPENSE_ROW", printed.join(" ")] as const];
  return {
    LineItemExpenseFields: fields.map(([type, text]) => ({
      Type: { Text: type, Confidence: 98 },
      ValueDetection: detection(text, 96, geometry),
      PageNumber: 1,
    })),
  };
}

function detection(text: string, confidence: number, geometry: Geometry): ExpenseDetection {
  return { Text: text, Confidence: confidence, Geometry: geometry };
}

const LINE_HEIGHT = 0.02;

/** Prints lines one below the other, and is then read again. */
class Page {
  private readonly lines: Block[] = [];
  private readonly words: Block[] = [];

  print(text: string): Geometry {
    const top = this.lines.length * LINE_HEIGHT;
    const words = text.split(/\s+/).filter((word) => word !== "");
    const ids = words.map((word, index) => {
      const geometry = box(0.1 + (0.8 * index) / words.length, top, 0.7 / words.length);
      return this.add(this.words, "word", { BlockType: "WORD", Text: word, TextType: "PRINTED", Geometry: geometry });
    });
    const geometry = box(0.1, top, 0.8);
    this.add(this.lines, "line", {
      BlockType: "LINE",
      Text: text,
      Geometry: geometry,
      Relationships: [{ Type: "CHILD", Ids: ids }],
    });
    return geometry;
  }

  blocks(): Block[] {
    const page: Block = {
      BlockType: "PAGE",
      Id: "page-0",
      Page: 1,
      Geometry: box(0, 0, 1),
      Relationships: [{ Type: "CHILD", Ids: this.lines.map(({ Id }) => Id ?? "") }],
    };
    return [page, ...this.lines, ...this.words];
  }

  private add(blocks: Block[], kind: string, block: Block): string {
    const id = `${kind}-${blocks.length}`;
    blocks.push({ ...block, Id: id, Page: 1, Confidence: 98.5 });
    return id;
  }
}

function box(left: number, top: number, width: number): Geometry {
  const [right, bottom] = [left + width, top + LINE_HEIGHT];
  return {
    BoundingBox: { Left: left, Top: top, Width: width, Height: LINE_HEIGHT },
    Polygon: [
      { X: left, Y: top },
      { X: right, Y: top },
      { X: right, Y: bottom },
      { X: left, Y: bottom },
    ],
  };
}
