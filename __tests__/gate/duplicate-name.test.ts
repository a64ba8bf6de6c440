import { duplicateName } from "../../gate/duplicate-name";

test.each([
  ['{"a": 1, "a": 2}', "a"],
  ['{"a": {"b": 1, "b": 2}}', "b"],
  ['{"a": [], "b": {}, "a": null}', "a"],
  [String.raw`{"a": 1, "\u0061": 2}`, "a"],
  ['[{"a": 1}, {"a": 2}]', undefined],
  ['{"a": "a", "b": "a"}', undefined],
  ['{"a": {"a": {"a": []}}}', undefined],
  ['{"a": ["a", "a", {"a": 1}]}', undefined],
  [String.raw`{"a": "{\"b\": 1, \"b\": 2}", "c": ", \"a\": "}`, undefined],
  ['"a"', undefined],
])("of %s it is %s", (text, name) => {
  expect(duplicateName(text)).toBe(name);
});
