import { scan } from "../../../gate/hcl";
import { withText, withTexts } from "../../../gate/plan/written";

const blockOf = (inside: string) => scan(`resource "aws_x" "y" {\n${inside}\n}\n`).blocks[0];
const mentions = (...references: string[]) => ({ references });

describe("the text of an expression", () => {
  test.each<[string, string, readonly string[], unknown]>([
    ["a reference", "a = aws_vpc.main.id", ["aws_vpc.main.id", "aws_vpc.main"], "${aws_vpc.main.id}"],
    ["an index", "a = aws_vpc.main[each.key].id", ["aws_vpc.main", "each.key"], "${aws_vpc.main[each.key].id}"],
    ["a list", 'a = [local.one, "x"]', ["local.one"], ["${local.one}", "x"]],
    ["a call that is understood", "a = try(var.b, local.c)", ["var.b", "local.c"], "${try(var.b, local.c)}"],
    ["an iteration in a list", "a = [[for b in var.c : b.d]]", ["var.c"], ["${[for b in var.c : b.d]}"]],
    ["blocks of an attribute", "a {\n  b = var.c\n}\na {\n  b = 1\n}", ["var.c"], [{ b: "${var.c}" }, { b: 1 }]],
  ])("stands beside what the plan says that %s mentions", (_, text, references, constant) => {
    expect(withText("a", mentions(...references), blockOf(text))).toEqual({ references, constant_value: constant });
  });

  test.each([
    ["mentions something else", "a = var.other", ["var.b"]],
    ["mentions more", "a = [var.b, var.c]", ["var.b"]],
    ["mentions less", "a = [var.b]", ["var.b", "var.c"]],
    ["is a call that is not understood, of which no more is known", "a = sort(var.b)", ["var.b"]],
    ["is not there", "c = var.b", ["var.b"]],
    ["stands in a dynamic block", 'dynamic "a" {\n  for_each = var.b\n}', ["var.b"]],
    ["stands beside a dynamic block", 'a {\n  c = var.b\n}\ndynamic "a" {\n  for_each = [1]\n}', ["var.b"]],
    ["has a block in it", "a {\n  c = var.b\n  d {}\n}", ["var.b"]],
  ])("is not believed where it %s", (_, text, references) => {
    expect(withText("a", mentions(...references), blockOf(text))).toEqual({ references });
  });

  test("leaves alone what the plan has in full", () => {
    expect(withText("a", { constant_value: 1 }, blockOf("a = 2"))).toEqual({ constant_value: 1 });
  });
});

test("nested blocks are those of the same place, where there are as many", () => {
  const block = blockOf("b {\n  c = var.one\n}\nb {\n  c = var.two\n}\nd {\n  e = var.three\n}");
  const expressions = {
    b: [{ c: mentions("var.one") }, { c: mentions("var.two") }],
    d: [{ e: mentions("var.three") }, { e: mentions("var.three") }],
  };
  expect(withTexts(expressions, block)).toEqual({
    b: [
      { c: { references: ["var.one"], constant_value: "${var.one}" } },
      { c: { references: ["var.two"], constant_value: "${var.two}" } },
    ],
    d: expressions.d,
  });
});
