import { callOf, choiceOf, inJsonExpression } from "../../../gate/hcl";

describe("an expression as JSON syntax has it", () => {
  test.each<[string, string, unknown]>([
    ["a number", "-1.5", -1.5],
    ["a truth value", "true", true],
    ["null", "null", null],
    ["a text", '"a b"', "a b"],
    ["a text with escapes", '"a\\"b\\n\\\\"', 'a"b\n\\'],
    ["a template", '"${var.a["x"]}/${each.key}"', '${var.a["x"]}/${each.key}'],
    ["an escaped template", '"$${aws:username}"', "$${aws:username}"],
    ["a reference", "aws_vpc.main[0].id", "${aws_vpc.main[0].id}"],
    ["a call", 'try(var.a, "}")', '${try(var.a, "}")}'],
    ["a comparison of texts", '"a" == "b"', '${"a" == "b"}'],
    ["a list", '[1, "a", aws_vpc.main.id,]', [1, "a", "${aws_vpc.main.id}"]],
    ["a list with comments", "[\n  1, # one ]\n  2, // two\n  /* three */ 3\n]", [1, 2, 3]],
    ["a list with a URL in it", '["https://example.com"]', ["https://example.com"]],
    ["an element of a list", "[1, 2][0]", "${[1, 2][0]}"],
    ["an object", '{ a = 1, "b c" = [true], d : var.d }', { a: 1, "b c": [true], d: "${var.d}" }],
    ["an object over lines", '{\n  a = 1\n  b = "}" # {\n}', { a: 1, b: "}" }],
    ["a key that is a template", '{ "${var.a}" = 1 }', { "${var.a}": 1 }],
    ["a list that is made", "[for a in var.b : a.id]", "${[for a in var.b : a.id]}"],
    ["a heredoc", "<<EOT\n{\n  a ${var.b}\n}\nEOT", "{\n  a ${var.b}\n}\n"],
    ["an indented heredoc", "<<-EOT\n    a\n      b\n\n    c\n  EOT", "a\n  b\n\nc\n"],
  ])("%s", (_, text, value) => {
    expect(inJsonExpression(text)).toEqual(value);
  });

  test.each([
    ["nothing", " "],
    ["a text that does not end", '"a'],
    ["a bracket that does not close", "[1, (2]"],
    ["a directive, of which not all text counts", '"a%{ if var.b }c%{ endif }"'],
    ["the same in a heredoc", "<<EOT\n%{ if var.b }c%{ endif }\nEOT"],
    ["an escape by number, which may stand for a template", '"\\u0024{var.a}"'],
    ["a heredoc in a call", "jsonencode(<<EOT\n1\nEOT\n)"],
    ["a key that is computed", "{ (var.a) = 1 }"],
    ["a key that is a number", "{ 1 = 2 }"],
    ["a key that stands there twice", "{ a = 1, a = 2 }"],
    ["an empty element", "[1,,2]"],
    ["an element that cannot be read", '[1, "%{ if var.a }b%{ endif }"]'],
    ["a comment that does not end", "[1 /* ]"],
  ])("cannot be said of %s", (_, text) => {
    expect(inJsonExpression(text)).toBeUndefined();
  });
});

describe("a call", () => {
  test("has a name and arguments", () => {
    expect(callOf('merge({ a = "(,)" }, [1, 2], # three\n f(x, y))')).toEqual({
      name: "merge",
      arguments: ['{ a = "(,)" }', "[1, 2]", "f(x, y)"],
    });
  });

  test.each(["f(x)[0]", "f(x) + g(y)", "var.f", "(x)", "f(x", "f(x,,y)"])("%s is none", (text) => {
    expect(callOf(text)).toBeUndefined();
  });
});

describe("a choice", () => {
  test("has a condition and two branches", () => {
    expect(choiceOf('var.a ? "x ? y : z" : f(b ? c : d)')).toEqual({
      condition: "var.a",
      branches: ['"x ? y : z"', "f(b ? c : d)"],
    });
  });

  test.each(["var.a", "a ? b", "a ? b : c ? d : e", "a ? b ? c : d : e", "{ a : b }"])(
    "%s is none that is read",
    (text) => {
      expect(choiceOf(text)).toBeUndefined();
    },
  );
});
