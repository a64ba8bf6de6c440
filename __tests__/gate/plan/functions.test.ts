import type { Value } from "../../../policies/contract/plan-model";
import { evaluateCall, isUnderstood, NOT_THERE } from "../../../gate/plan/functions";

const reference = (address: string, attribute: string): Value => ({ $symbol: "reference", address, attribute });
const unknown: Value = { $symbol: "unknown", references: ["local.late"] };

/** What the names in the expressions below stand for. */
const VALUES: { readonly [name: string]: Value } = {
  arn: reference("aws_kms_key.k", "arn"),
  nested: reference("aws_rds_cluster.c", "master_user_secret[0].secret_arn"),
  gone: reference("aws_kms_key.gone", "arn"),
  endpoint: reference("aws_kms_key.k", "endpoint"),
  document: reference("data.aws_iam_policy_document.d", "json"),
  template: { $symbol: "template", parts: [reference("aws_kms_key.k", "arn"), '"/*'] },
  none: NOT_THERE,
  late: unknown,
  nothing: null,
  empty: "",
  text: 'a"b',
  yes: true,
  no: false,
  list: ["x", reference("aws_kms_key.k", "arn")],
  lists: [["x"], ["y", ["z"]]],
  holed: ["x", "", null],
  doubtful: ["x", unknown],
  map: { a: 1, b: unknown },
  other: { b: 2 },
  proto: JSON.parse('{ "__proto__": { "b": 3 } }') as Value,
};

const evaluate = (text: string) =>
  evaluateCall(
    text,
    (name) => VALUES[name],
    (address) => address === "aws_kms_key.k",
  );

test.each<[string, Value]>([
  ["try(arn, text)", VALUES["arn"] as Value],
  ["try(none, arn)", VALUES["arn"] as Value],
  ["try(none, none, nothing)", null],
  ["try(list, text)", VALUES["list"] as Value],
  ["try(none, late)", unknown],
  ["coalesce(nothing, empty, text)", 'a"b'],
  ["coalesce(arn, text)", VALUES["arn"] as Value],
  ["coalesce(nothing, endpoint)", VALUES["endpoint"] as Value],
  ["yes ? arn : late", VALUES["arn"] as Value],
  ["no ? late : arn", VALUES["arn"] as Value],
  ["!yes", false],
  ["concat(list, holed)", ["x", VALUES["arn"] as Value, "x", "", null]],
  ["compact(holed)", ["x"]],
  ["flatten(lists)", ["x", "y", "z"]],
  ["distinct(list)", VALUES["list"] as Value],
  ["merge(map, other)", { a: 1, b: 2 }],
  ["merge(other, map)", { a: 1, b: unknown }],
])("%s is told", (text, value) => {
  expect(evaluate(text)).toEqual(value);
  expect(isUnderstood(text)).toBe(true);
});

test.each([
  ["what may fail comes first", "try(nested, text)"],
  ["what may be no instance comes first", "try(gone, text)"],
  ["what is undecided comes first", "try(late, text)"],
  ["what may be null comes first", "coalesce(endpoint, text)"],
  ["what is undecided comes first", "coalesce(late, text)"],
  ["nothing is left", "coalesce(nothing, empty)"],
  ["the condition is undecided", "late ? arn : text"],
  ["the condition is a text", "text ? arn : late"],
  ["what is negated is undecided", "!late"],
  ["a list is undecided", "concat(list, late)"],
  ["an element may be empty", "compact(doubtful)"],
  ["an element may be a list", "flatten(doubtful)"],
  ["a map is undecided", "merge(map, late)"],
  ["an argument cannot be read", "concat(list, [1])"],
])("where %s, %s is not told", (_, text) => {
  expect(evaluate(text)).toBeUndefined();
});

test.each(["sort(list)", "list", "f(list)[0]", "toString(list)", "constructor(list)"])(
  "%s is not understood",
  (text) => {
    expect(evaluate(text)).toBeUndefined();
    expect(isUnderstood(text)).toBe(false);
  },
);

test("a merged map has every key as its own", () => {
  expect(JSON.stringify(evaluate("merge(proto, other)"))).toBe('{"__proto__":{"b":3},"b":2}');
});

test("jsonencode leaves in quotation marks what is decided at apply", () => {
  const value = evaluate("jsonencode(map)");
  expect(value).toEqual({ $symbol: "template", parts: ['{"a":1,"b":"', unknown, '"}'] });
});

test("a text in jsonencode is escaped, also beside what is decided at apply", () => {
  expect(evaluate("jsonencode(text)")).toBe('"a\\"b"');
  expect(evaluate("jsonencode(template)")).toEqual({
    $symbol: "template",
    parts: ['"', VALUES["arn"], '\\"/*"'],
  });
});
