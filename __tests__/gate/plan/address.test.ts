import { formatTraversal, parseModuleAddress, parseTraversal, withoutKeys } from "../../../gate/plan/address";

test.each([
  "aws_vpc.main",
  'aws_vpc.main["a\\"b"].id',
  "module.a[0].module.b.aws_vpc.c",
  "data.aws_region.here.name",
  "a.b[each.key].c",
])("%s is read and written the same", (text) => {
  const traversal = parseTraversal(text);
  expect(traversal && formatTraversal(traversal)).toBe(text);
});

test.each(["", "1", "a + b", "f(a.b)", "a.b[", 'a["x]', "a.b.c d"])("%s is no traversal", (text) => {
  expect(parseTraversal(text)).toBeUndefined();
});

test("module addresses give their calls with instance keys", () => {
  expect(parseModuleAddress('module.a["x.y"].module.b[1].module.c')).toEqual([
    { name: "a", key: "x.y" },
    { name: "b", key: 1 },
    { name: "c", key: undefined },
  ]);
  expect(parseModuleAddress("aws_vpc.main")).toBeUndefined();
});

test("instance keys are dropped wherever they stand, whatever they contain", () => {
  expect(withoutKeys('module.a["x[0].y"].aws_vpc.b[3]')).toBe("module.a.aws_vpc.b");
});
