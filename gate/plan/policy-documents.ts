import type {
  PolicyCondition,
  PolicyDocument,
  PolicyPrincipal,
  PolicyStatement,
  Symbolic,
  Value,
} from "../../policies/contract/plan-model";
import { duplicateName } from "../duplicate-name";
import { isObject, memberOf } from "../json";
import { isSymbol } from "./symbols";

/** Attributes that hold an IAM policy document as JSON text, in any resource type. */
export const DOCUMENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  "policy",
  "assume_role_policy",
  "inline_policy",
  "access_policies",
  "repository_policy_text",
  "content",
]);

/** Finds the arguments of a deferred `aws_iam_policy_document`, by the address a reference names. */
export type FindDocument = (address: string) => { readonly [attribute: string]: Value } | undefined;

const UNREADABLE: PolicyDocument = { complete: false, statements: [] };
/** Documents may include others; a cycle (which Terraform refuses) ends here. */
const MOST_NESTED = 8;

/**
 * Reads an IAM policy document from the value of an attribute: literal JSON, JSON with symbols in its strings, or a
 * reference to a data source that is read only at apply.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyDocument(value: Value, find: FindDocument, nested = 0): PolicyDocument {
  if (value === null || value === "") return { complete: true, statements: [] };
  if (typeof value === "string") return parseText([value]);
  if (!isSymbol(value)) return UNREADABLE;
  if (value.$symbol === "template") return parseText(value.parts);
  if (value.$symbol !== "reference" || nested > MOST_NESTED) return UNREADABLE;
  const source = /^json|^minified_json$/.test(value.attribute) ? find(value.address) : undefined;
  return source === undefined ? UNREADABLE : fromDataSource(source, find, nested + 1);
}

/**
 * JSON text whose strings may contain symbols. A symbol outside a string, such as a whole statement, cannot be read. One inside
 * is taken for a part of its string, though a quotation mark in it would end that: rules believe only what AWS assigns to hold none.
 */
function parseText(parts: readonly (string | Symbolic)[]): PolicyDocument {
  const symbols = parts.filter(isSymbol);
  // U+E000 is for private use: it stands for a symbol inside a JSON string, and nowhere else can JSON contain it.
  if (parts.some((part) => typeof part === "string" && part.includes("\uE000"))) return UNREADABLE;
  let next = 0;
  const text = parts.map((part) => (typeof part === "string" ? part : `\uE000${next++}\uE000`)).join("");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
  // AWS refuses such a document, and what a provider makes of it is not known.
  if (duplicateName(text) !== undefined) return UNREADABLE;
  if (symbols.length === 0) return fromJson(parsed);
  const restore = (item: unknown): unknown => {
    if (typeof item === "string") return restoreSymbols(item, symbols);
    if (Array.isArray(item)) return item.map(restore);
    if (typeof item === "object" && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, restore(member)]));
    return item;
  };
  return fromJson(restore(parsed));
}

function restoreSymbols(text: string, symbols: readonly Symbolic[]): Value {
  if (!text.includes("\uE000")) return text;
  const parts = text
    .split("\uE000")
    .map((piece, i): string | Symbolic => (i % 2 === 1 ? (symbols[Number(piece)] ?? piece) : piece));
  const kept = parts.filter((piece) => piece !== "");
  return kept.length === 1 ? (kept[0] as Value) : { $symbol: "template", parts: kept };
}

/** Elements that IAM knows; of any other it cannot be told what it does. */
const DOCUMENT_ELEMENTS: ReadonlySet<string> = new Set(["Version", "Id", "Statement"]);
const STATEMENT_ELEMENTS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function fromJson(document: unknown): PolicyDocument {
  const written = asList(memberOf(document, "Statement"));
  const statements = written.map(statementFromJson);
  const readable = statements.filter((statement) => statement !== undefined);
  return {
    complete:
      isObject(document) &&
      Object.keys(document).every((element) => DOCUMENT_ELEMENTS.has(element)) &&
      written.length > 0 &&
      readable.length === statements.length,
    statements: readable,
  };
}

function statementFromJson(statement: unknown): PolicyStatement | undefined {
  if (!isObject(statement) || isSymbol(statement)) return undefined;
  if (!Object.keys(statement).every((element) => STATEMENT_ELEMENTS.has(element))) return undefined;
  // An empty exception would except nothing; AWS refuses it.
  if ([statement["NotAction"], statement["NotResource"]].some((list) => list === null || isEmpty(list)))
    return undefined;
  const principals = principalsFromJson(statement["Principal"]);
  const notPrincipals = principalsFromJson(statement["NotPrincipal"]);
  const conditions = conditionsFromJson(statement["Condition"]);
  if (principals === undefined || notPrincipals === undefined || conditions === undefined) return undefined;
  return {
    sid: (statement["Sid"] ?? null) as Value,
    effect: (statement["Effect"] ?? null) as Value,
    principals,
    not_principals: notPrincipals,
    actions: asList(statement["Action"]),
    not_actions: asList(statement["NotAction"]),
    resources: asList(statement["Resource"]),
    not_resources: asList(statement["NotResource"]),
    conditions,
  };
}

function principalsFromJson(principal: unknown): PolicyPrincipal[] | undefined {
  if (principal === undefined) return [];
  if (typeof principal === "string") return [{ type: "*", values: [principal] }];
  if (!isObject(principal) || isSymbol(principal)) return undefined;
  return Object.entries(principal).map(([type, values]) => ({ type, values: asList(values) }));
}

function conditionsFromJson(condition: unknown): PolicyCondition[] | undefined {
  if (condition === undefined) return [];
  if (!isObject(condition) || isSymbol(condition)) return undefined;
  const operators = Object.entries(condition);
  if (operators.some(([, keys]) => !isObject(keys) || isSymbol(keys))) return undefined;
  return operators.flatMap(([operator, keys]) =>
    Object.entries(keys as object).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: asList(values).map(asText),
    })),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
function fromDataSource(
  source: { readonly [attribute: string]: Value },
  find: FindDocument,
  nested: number,
): PolicyDocument {
  const overrides = source["override_policy_documents"];
  const included = asList(source["source_policy_documents"]).map((document) =>
    readPolicyDocument(document, find, nested),
  );
  const blocks = source["statement"];
  const written = Array.isArray(blocks) ? blocks.map((block: Value) => statementFromBlock(block)) : [];
  const own = written.filter((statement) => statement !== undefined);
  const hasOverrides =
    overrides !== undefined && overrides !== null && !isUnset(overrides) && asList(overrides).length > 0;
  // A statement takes the place of an included one of the same sid.
  const sids = own.map(({ sid }) => sid).filter((sid) => sid !== null && sid !== "" && !isUnset(sid));
  return {
    complete:
      !hasOverrides &&
      sids.every((sid) => typeof sid === "string" || included.length === 0) &&
      (blocks === undefined || blocks === null || Array.isArray(blocks)) &&
      own.length === written.length &&
      included.every((document) => document.complete),
    statements: [
      ...included.flatMap((document) => document.statements).filter(({ sid }) => !sids.includes(sid)),
      ...own,
    ],
  };
}

function statementFromBlock(block: Value): PolicyStatement | undefined {
  if (!isObject(block) || isSymbol(block)) return undefined;
  const list = (name: string): Value[] => {
    const value = block[name];
    return value === undefined || isUnset(value) ? [] : asList(value);
  };
  const principals = (name: string): PolicyPrincipal[] =>
    list(name).map((principal) => ({
      type: text(memberOf(principal, "type")),
      values: asList(memberOf(principal, "identifiers")).map(withVariables),
    }));
  const effect = block["effect"];
  return {
    sid: block["sid"] ?? null,
    effect: effect === undefined || effect === null || isUnset(effect) ? "Allow" : effect,
    principals: principals("principals"),
    not_principals: principals("not_principals"),
    actions: list("actions"),
    not_actions: list("not_actions"),
    resources: list("resources").map(withVariables),
    not_resources: list("not_resources").map(withVariables),
    conditions: list("condition").map((condition) => ({
      operator: text(memberOf(condition, "test")).toLowerCase(),
      key: text(memberOf(condition, "variable")).toLowerCase(),
      values: asList(memberOf(condition, "values")).map((value) => withVariables(asText(value))),
    })),
  };
}

/** The data source writes policy variables as `&{aws:username}`, since `${` is Terraform's own. */
function withVariables(value: Value): Value {
  const rewritten = (part: string | Symbolic) => (typeof part === "string" ? part.replaceAll("&{", "${") : part);
  if (typeof value === "string") return rewritten(value);
  return isSymbol(value) && value.$symbol === "template" ? { ...value, parts: value.parts.map(rewritten) } : value;
}

/** A name that is not known matches no name. */
function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isUnset(value: unknown): boolean {
  return isSymbol(value) && value.$symbol === "unset";
}

function asList(value: unknown): Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as Value[]) : [value as Value];
}

function asText(value: Value): Value {
  return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
