import { misplacedSubnets } from "../../environments/cidr";

test("subnets side by side in their network are well", () => {
  expect(misplacedSubnets("10.0.0.0/16", ["10.0.0.0/24", "10.0.1.0/24", "10.0.128.0/17"])).toEqual([]);
  expect(misplacedSubnets("0.0.0.0/0", ["255.255.255.255/32"])).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ["beside the network", ["10.1.0.0/24"], ["10.1.0.0/24 is not inside 10.0.0.0/16"]],
  ["larger than the network", ["10.0.0.0/8"], ["10.0.0.0/8 is not inside 10.0.0.0/16"]],
  ["the same", ["10.0.1.0/24", "10.0.1.0/24"], ["10.0.1.0/24 and 10.0.1.0/24 overlap"]],
  ["one inside the other", ["10.0.0.0/20", "10.0.1.0/24"], ["10.0.0.0/20 and 10.0.1.0/24 overlap"]],
  [
    "not at its first address",
    ["10.0.1.7/24"],
    ["10.0.1.7/24 is no range of addresses; it has to begin with the first of them"],
  ],
  ["beyond 255", ["10.0.256.0/24"], ["10.0.256.0/24 is no range of addresses; it has to begin with the first of them"]],
  ["beyond 32", ["10.0.0.0/33"], ["10.0.0.0/33 is no range of addresses; it has to begin with the first of them"]],
])("a range %s is refused", (_, subnets, problems) => {
  expect(misplacedSubnets("10.0.0.0/16", subnets)).toEqual(problems);
});
