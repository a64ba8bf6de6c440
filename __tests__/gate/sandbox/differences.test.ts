import { differencesByAddress, differencesIn } from "../../../gate/sandbox";
import { changeOf } from "../planned";

const change = (address: string, actions: string[], before: unknown, after: unknown, unknown: unknown = {}) =>
  changeOf(address, { actions, before, after, after_unknown: unknown });

const PLAN = {
  resource_changes: [
    change("aws_vpc.same", ["no-op"], { cidr: "a" }, { cidr: "a" }),
    change("data.aws_ami.read", ["read"], null, { id: "a" }),
    change(
      "aws_sqs_queue.changed",
      ["update"],
      { name: "a", policy: "secret-1", url: "u" },
      { name: "a", policy: "secret-2" },
      { url: true, name: false },
    ),
    change("aws_vpc.gone", ["create"], null, { cidr: "a" }),
  ],
};

describe("what a plan would change", () => {
  it("is a line each of what is done to which attributes, without their values", () => {
    const lines = differencesIn(PLAN);

    expect(lines).toEqual(["aws_sqs_queue.changed: update (policy, url)", "aws_vpc.gone: create"]);
    expect(lines.join()).not.toContain("secret");
  });

  it("is told by address, too", () => {
    expect([...differencesByAddress(PLAN).keys()]).toEqual(["aws_sqs_queue.changed", "aws_vpc.gone"]);
  });

  it("is nothing where a plan has no resources", () => {
    expect(differencesIn({})).toEqual([]);
  });
});
