import { Linker, type Linkable } from "../../../gate/plan/links";
import type { Value } from "../../../policies/contract/plan-model";

const TARGETS = ["aws_security_group.id"];

function group(name: string, id?: string): Linkable {
  return {
    address: `aws_security_group.${name}`,
    type: "aws_security_group",
    provider: "aws",
    identity: (attribute) => (attribute === "id" ? id : undefined),
  };
}

const linker = new Linker([group("a", "sg-a"), group("b"), group("c")]);

/** An undecided value, of which HCL tells what its expression mentions. */
function mentioning(...references: readonly string[]): Value {
  return { $symbol: "unknown", references };
}

const [a, b, c] = ["a", "b", "c"].map((name) => `aws_security_group.${name}`) as [string, string, string];
const both = mentioning(`${a}.id`, a, `${b}.id`, b);
const oneOrData = mentioning(`${b}.id`, "data.aws_security_group.there.id");

describe("an attribute of one value", () => {
  it.each<[string, Value, readonly string[], boolean]>([
    ["names the one resource that its expression mentions", mentioning(`${b}.id`, b), [b], true],
    ["may name any of several", both, [a, b], false],
    ["may name a resource or what a data source reads", oneOrData, [b], false],
  ])("%s", (_, value, to, isCertain) => {
    const link = linker.link(value, TARGETS, "aws", false);

    expect(link.to).toEqual(to);
    expect(link.unresolved).toBe(!isCertain);
  });
});

describe("a list", () => {
  it.each<[string, Value, readonly string[], boolean]>([
    ["names what an expression for the whole of it mentions", both, [a, b], true],
    ["names as many as it has undecided elements", [both, both], [a, b], true],
    ["names what is written and, undecided, what else it mentions", ["sg-a", both], [a, b], true],
    ["may name any of several with one undecided element", [both], [a, b], false],
    ["may name any of several beside another", [both, mentioning(`${c}.id`)], [a, b, c], false],
    ["may name a resource or what a data source reads", [oneOrData], [b], false],
    ["names a resource and what a data source reads", [oneOrData, oneOrData], [b], true],
  ])("%s", (_, value, to, isCertain) => {
    const link = linker.link(value, TARGETS, "aws", true);

    expect(link.to).toEqual(to);
    expect(link.unresolved).toBe(!isCertain);
  });
});
